/**
 * Lines that must change nothing, or ask first: negations, questions, plans, doubts, other people's words, unknown
 * people, words left over, impossible values. What exactly was left over does not matter, only that it kept the bot back.
 */
import { describe, expect, test } from 'vitest'
import { read, writes } from './reading.ts'

test('the question itself: a plain order would change something', () => {
  expect(writes('完成 T-3')).toEqual(['task.complete task=3'])
  expect(writes('同意 A-1')).toEqual(['approval.approve approval=1'])
  expect(writes('撤销')).toEqual(['undo'])
})

/** Nothing is changed, whatever else is answered. */
function changesNothing(title: string, lines: readonly string[]): void {
  test.each(lines)(`${title}: %s`, (line) => {
    expect(writes(line)).toEqual([])
  })
}

describe('negations', () => {
  changesNothing('deny', [
    '别同意 A-1',
    '先别批准 A-1',
    '不能同意 A-1',
    '我还没同意 A-1',
    '我没说同意 A-1',
    '没人同意 A-1',
    '不是让你同意 A-1',
    '同意 A-1 是不可能的',
    'A-1 先放一放 别批',
    'T-3 没完成',
    'T-3 还没完成',
    'T-3 未完成',
    'T-3 从未完成',
    'T-3 没有完成',
    'T-3 不能完成',
    'T-3 无法完成',
    'T-3 做不完了',
    'T-3 完成不了',
    'T-3 不算完成',
    '不要完成 T-3',
    '没法完成 T-3',
    '不接受 T-3',
    'T-3 接受不了',
    'T-3 我接不了',
    '还没收到 T-3',
    'T-3 没有问题',
    '没有问题',
    '不要派给赵倩 T-3',
    'T-3 不要派给赵倩',
    'T-3 别派给赵倩',
    'T-3 不归赵倩了',
    '取消派给赵倩 T-3',
    'T-3 不用改期到 周五',
    'T-1 用不着改到周五',
    '没必要取消 T-3',
    '千万别删除 T-3',
    '请勿取消 T-3',
    '不要撤销',
    '别归档 P-101',
    '别申请 8万 KOL投放',
    '没申请 8万 KOL投放',
    '不用新建任务 海报 周五',
    '新建任务 海报 不要给赵倩',
    '昨天没做 T-1 3小时',
    'T-1 没花3小时',
    'T-2 不依赖 T-1',
    'T-3 not done',
    "T-3 isn't done yet",
    "don't complete T-3",
    "please don't assign T-3 to 赵倩",
    'no longer assign T-3 to 赵倩',
    'do not approve A-1',
    'no need to approve A-1',
    'never approve A-1',
    'do not cancel T-3',
  ])

  test.each(['不通过 A-1', '不批准 A-1', '不同意 A-1', 'A-1 不通过'])(
    'of a decision, the other decision: %s',
    (line) => {
      expect(writes(line)).toEqual(['approval.reject approval=1'])
    },
  )

  test.each(['暂不同意 A-1', '先不批 A-1'])('not yet is no decision: %s', (line) => {
    expect(writes(line)).toEqual([])
  })

  test('a word that only ends like a negation is none', () => {
    expect(read('特别好 同意 A-1')?.action).toBe('approval.approve')
  })
})

describe('questions', () => {
  changesNothing('ask', [
    'T-3 完成了吗',
    'T-3 完成了吗?',
    'T-3 完成了没有',
    'T-3 完成了多少',
    '什么时候完成 T-3',
    'T-3 什么时候完成',
    'T-3 哪天完成',
    'T-3 能否完成',
    'T-3 是谁完成的',
    '谁取消了 T-3',
    '是否同意 A-1',
    '要不要同意 A-1',
    '该不该同意 A-1',
    'A-1 同意不同意',
    '同意 A-1?',
    '同意 A-1 吗',
    '怎么同意 A-1',
    '如何取消 T-3',
    '谁接受 T-3',
    '为什么驳回 A-1',
    '什么时候驳回 A-1 理由 太贵',
    'A-1 通过了吗',
    '撤销了吗',
    '归档?',
    'T-3 可以派给赵倩吗',
    'T-3 派给赵倩合适吗',
    '把 T-3 派给谁',
    'T-1 怎么改期到 周五',
    'T-1 推迟到周五?',
    '完成 T-3 要多久',
    'T-3 改名为 什么好',
    'when will T-3 be done',
    'is T-3 done?',
    'should I approve A-1',
  ])
})

describe('doubts, conditions, plans, what others said', () => {
  changesNothing('order nothing', [
    '如果没问题就同意 A-1',
    '要是周五前没完成就取消 T-3',
    '等周涛看完再同意 A-1',
    '同意 A-1 但要改供应商',
    '同意 A-1 之前先问问王敏',
    '原则上同意 A-1',
    '我觉得可以同意 A-1',
    '建议同意 A-1',
    '王敏说同意 A-1',
    '王敏让我同意 A-1',
    '赵倩说 T-3 完成了',
    '听说 T-3 完成了',
    '客户取消了 T-3',
    '打算把 T-3 派给赵倩',
    '本来想把 T-3 派给赵倩',
    '差点把 T-3 取消了',
    '也许 T-3 派给赵倩',
    'T-3 会派给赵倩',
    'T-3 之前派给赵倩',
    '可能要把 T-1 推迟到周五',
    'T-1 会推迟到周五',
    '准备完成 T-3',
    'T-3 应该完成了',
    'T-3 快完成了',
    'T-3 差不多完成了',
    'T-3 基本完成',
    'T-3 即将完成',
    'T-3 争取完成',
    'T-3 待完成',
    'T-3 需要完成',
    'T-3 会完成的',
    'T-3 还差一点完成',
    'A-1 待同意',
    'A-1 需要同意',
    'A-1 我会同意的',
    'T-1 还要3小时',
    'T-1 预计3小时',
    '昨天 T-1 本来要做3小时',
    'T-3 almost done',
    'T-3 half done',
    'T-3 will be done',
    'maybe approve A-1',
    'someone said approve A-1',
    'if T-3 is done approve A-1',
    '「同意 A-1」',
    '他发了「同意 A-1」',
  ])
})

describe('words that may matter and that no slot can hold', () => {
  test.each([
    'T-3 完成 80%',
    'T-3 完成度 80%',
    'T-3 完成了一半',
    'T-3 完成 待审核',
    'T-3 完成了但客户不满意',
    '完成 T-3 的初稿',
    '接受 主视觉设计的初稿',
    'T-3 明天完成',
    'T-3 周五完成',
    '主视觉设计 明天完成',
    'T-3 搞定了 有问题找我',
    '把 T-3 和海报延展 派给赵倩',
    '完成 T-1、火箭海报',
    '完成 T-1 然后 通知客户',
    '除了 T-3 都完成了',
    'T-3 派给 赵倩 和 周涛',
    'T-3 派给赵倩或周涛',
    'T-3 派给赵倩,不行就周涛',
    'T-1 推迟到 12月1日 12月5日',
    'T-1 推迟到周五左右',
    'T-1 大约推迟2天',
    '登记工时 T-1 大约3小时',
    '登记工时 T-1 3小时 或 4小时',
    '帮赵倩登记工时 T-1 3小时',
    '追加预算 3万或5万 P-101',
    '取消 T-3 的依赖',
    '全部同意',
    '释放占用 A-7 一半',
    '撤销 T-3',
    '撤销 刚才的派发',
    '撤销 上周的',
  ])('%s', (line) => {
    const understood = read(line)
    expect(understood?.leftover ?? understood?.problem ?? understood?.which).toBeTruthy()
    expect(writes(line)).toEqual([])
  })

  changesNothing('half an approval is none', [
    '同意 A-1 只批 5万',
    '同意 A-1 5万以内',
    'A-1 同意一半',
    '同意 A-1 的一部分',
    '同意 A-1 和别的',
    '同意 A-1 有条件',
    '同意 A-1,A-2 再看看',
    '同意 A-1;A-2 再想想',
  ])

  changesNothing('nor an amount or a day that is one of two, or about that', [
    '申请 8万或10万 KOL投放',
    '申请 大概8万 KOL投放',
    '申请预算 两千来块 海报',
    '申请预算 2000来块 海报',
    '申请 3万出头 做海报',
    '申请 十来万 做海报',
    '申请 8到10万 KOL投放',
    '新建任务 海报 周五或周六',
    '新建任务 海报 大概周五',
    '新建任务 海报 给赵倩或周涛',
    '预算追加到 60万 P-101',
  ])
})

describe('several objects or orders in one line', () => {
  test.each([
    ['完成 T-1 T-2', ['task.complete task=1', 'task.complete task=2']],
    ['完成 T-1 还有 T-2', ['task.complete task=1', 'task.complete task=2']],
    ['同意 A-1 A-2', ['approval.approve approval=1', 'approval.approve approval=2']],
    ['同意 A-1、A-2', ['approval.approve approval=1', 'approval.approve approval=2']],
    ['同意 A-1 和 A-2', ['approval.approve approval=1', 'approval.approve approval=2']],
    ['把 T-1 T-2 派给赵倩', ['task.assign task=1 assignee=zhaoqian', 'task.assign task=2 assignee=zhaoqian']],
    ['T-1 派给赵倩；T-2 派给周涛', ['task.assign task=1 assignee=zhaoqian', 'task.assign task=2 assignee=zhoutao']],
    ['登记工时 T-1 昨天3小时,今天2.5h', ['hours.log task=1 worked=2026-11-22:180,2026-11-23:150']],
    ['等 T-1 完成 再开始 T-2', ['task.depend dependsOn=1 task=2']],
  ])('%s: all of it', (line, all) => {
    expect(writes(line)).toEqual(all)
  })

  test.each([
    ['登记工时 T-1 3小时 T-2 2小时', 'TASK.AMBIGUOUS'],
    ['T-1 到 T-5 都完成了', 'TASK.AMBIGUOUS'],
    ['绑定项目 P-101 P-105', 'PROJECT.AMBIGUOUS'],
    ['归档 P-101 和 P-105', 'PROJECT.AMBIGUOUS'],
  ])('%s: which is asked', (line, problem) => {
    expect(read(line)?.problem).toBe(problem)
  })

  changesNothing('one part that is no order keeps back all', [
    'T-1 完成了,T-2 没完成',
    'T-1 派给赵倩,T-2 别动',
    'T-1 派给赵倩；T-2 还没定',
    'T-1 派给赵倩；T-2 派给张三',
    '把 T-1、火箭海报 派给赵倩',
    '完成 T-1、没有的任务',
  ])

  test.each(['同意 A-1 驳回 A-2', '驳回 A-2,同意 A-1'])('%s: both decisions, or none', (line) => {
    expect([[], ['approval.approve approval=1', 'approval.reject approval=2']]).toContainEqual(writes(line).toSorted())
  })

  test.each([
    ['把 详情页文案 派给小韩', 'assignee', ['韩梅(文案)', '韩梅梅']],
    ['新建任务 海报 给小韩 周五', 'assignee', ['韩梅(文案)', '韩梅梅']],
    ['新建任务 海报 赵倩 周涛', 'assignee', ['赵倩(设计)', '周涛']],
    ['新建任务 海报 赵倩和周涛 周五', 'assignee', ['赵倩(设计)', '周涛']],
    ['新建任务 海报 给赵倩和周涛 周五', 'assignee', ['赵倩(设计)', '周涛']],
    ['新建任务 海报 给赵倩、周涛', 'assignee', ['赵倩(设计)', '周涛']],
    ['把详情页派给韩梅', 'task', ['T-3 详情页文案', 'T-4 详情页排版']],
    ['详情页 改期到 12月4日', 'task', ['T-3 详情页文案', 'T-4 详情页排版']],
    ['登记工时 详情页 3小时', 'task', ['T-3 详情页文案', 'T-4 详情页排版']],
    ['申请 KOL投放 8万 2万', 'amount', ['8万', '2万']],
  ])('%s is a question', (line, slot, labels) => {
    expect(read(line)?.which?.[slot]).toEqual(labels)
  })

  changesNothing('of two owners none is dropped', ['新建项目 年货节 12月20日到1月3日 负责人赵倩和周涛'])
})

describe('what was spoken of before', () => {
  const before = [{ last: { objectRef: 'T-1' } }, { quoted: 'T-1' }]

  test.each(before)('is not meant where something new is named: %j', (context) => {
    expect(writes('把 预热文案 派给周涛', context)).toEqual(['task.assign assignee=zhoutao title=预热文案'])
    expect(read('把 预热文案 派给小韩', context)?.args).toEqual({ title: '预热文案' })
  })

  test.each(before)('nor where another object is: %j', (context) => {
    expect(writes('完成 T-3', context)).toEqual(['task.complete task=3'])
  })

  test.each(before)('but where nothing is: %j', (context) => {
    expect(writes('派给周涛', context)).toEqual(['task.assign assignee=zhoutao task=1'])
  })
})

describe('values that cannot be', () => {
  test.each([
    ['新建任务 测试 2月30日', 'INPUT.IMPOSSIBLE_DATE'],
    ['T-1 推迟到2月30日', 'INPUT.IMPOSSIBLE_DATE'],
    ['新建项目 双12大促 12月1日到12月32日', 'INPUT.IMPOSSIBLE_DATE'],
    ['申请预算 8.555元 测试', 'INPUT.AMOUNT_TOO_PRECISE'],
    ['申请 99999999999999999999元 测试', 'INPUT.AMOUNT_TOO_LARGE'],
    ['新建任务 海报 @张三 周五', 'PERSON.NOT_FOUND'],
    ['新建任务 海报 派给张三 周五', 'PERSON.NOT_FOUND'],
    ['新建任务 海报 负责人张三', 'PERSON.NOT_FOUND'],
    ['把 海报 派给张三', 'PERSON.NOT_FOUND'],
    ['把 T-3 派给张三', 'PERSON.NOT_FOUND'],
    ['把 T-3 派给 @张三', 'PERSON.NOT_FOUND'],
    ['新建任务 预热视频 依赖 没有的任务', 'TASK.NOT_FOUND'],
    ['绑定项目 没有的项目', 'PROJECT.NOT_FOUND'],
    ['追加素材费 3万', 'PROJECT.NOT_FOUND'],
    ['登记工时 T-1 明天 3小时', 'HOURS.FUTURE'],
  ])('%s', (line, problem) => {
    expect(read(line)?.problem).toBe(problem)
    expect(writes(line)).toEqual([])
  })

  changesNothing('are not made up', [
    '完成 没有的任务',
    '完成 火箭海报',
    '登记工时 T-1 -3小时',
    '申请 -8万 KOL投放',
    '申请 8万美元 KOL投放',
    '语言 法语',
  ])

  test.each(['登记工时 T-1 3小时 12月30日', 'T-3 改期到 11月20日', '新建任务 海报 11月20日'])(
    'hours look back and plans look ahead; a day on the other side is asked about: %s',
    (line) => {
      expect(read(line)?.problem ?? read(line)?.which).toBeTruthy()
      expect(writes(line)).toEqual([])
    },
  )
})

describe('talk that is no order', () => {
  changesNothing('changes nothing', [
    '你好',
    '谢谢',
    '中午吃什么',
    '谁负责主视觉',
    '新见任务 海报延展 明天',
    '新见里程碑 上线 12月3日',
    '完成度报告',
    'T-3',
  ])

  test.each(['中午吃什么', '新见任务 海报延展 明天', '新见里程碑 上线 12月3日'])(
    'nor is it answered as one: %s',
    (line) => {
      expect(read(line)).toBeUndefined()
    },
  )
})
