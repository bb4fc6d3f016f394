/** Lines that must change nothing, or ask first: negations, questions, plans, lists, unknown people, impossible values. */
import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { changes } from '../../../src/bot/understand/verbs.ts'
import { read } from './reading.ts'

function wouldChange(line: string): boolean {
  const understood = read(line)
  const action = ACTIONS.find(({ name }) => name === understood?.action)
  if (!understood || !action || !changes(action)) return false
  const complete = Object.entries(action.slots).every(
    ([name, { required }]) => !required || understood.args[name] !== undefined,
  )
  return complete && !understood.problem && !understood.leftover && !understood.which
}

test('the question itself: a plain order would change something', () => {
  expect(wouldChange('完成 T-3')).toBe(true)
  expect(wouldChange('同意 A-1')).toBe(true)
  expect(wouldChange('撤销')).toBe(true)
})

describe('negations', () => {
  test.each([
    '不通过 A-1',
    '不批准 A-1',
    '别同意 A-1',
    '先别批准 A-1',
    '不能同意 A-1',
    '我还没同意 A-1',
    'T-3 没完成',
    'T-3 还没完成',
    'T-3 未完成',
    'T-3 没有完成',
    'T-3 不能完成',
    'T-3 无法完成',
    '不要完成 T-3',
    '没法完成 T-3',
    '不接受 T-3',
    '还没收到 T-3',
    'T-3 没有问题',
    '没有问题',
    '不要派给赵倩 T-3',
    'T-3 不要派给赵倩',
    'T-3 不用改期到 周五',
    '不要撤销',
    '别申请 8万 KOL投放',
    'T-3 not done',
    "don't complete T-3",
    'do not approve A-1',
    'never approve A-1',
  ])('%s', (line) => {
    expect(wouldChange(line)).toBe(false)
  })

  test('a word that only ends like a negation is none', () => {
    expect(read('特别好 同意 A-1')?.action).toBe('approval.approve')
  })
})

describe('questions', () => {
  test.each([
    'T-3 完成了吗',
    'T-3 完成了吗?',
    'T-3 完成了没有',
    'T-3 完成了多少',
    '什么时候完成 T-3',
    'T-3 什么时候完成',
    'T-3 能否完成',
    '是否同意 A-1',
    '要不要同意 A-1',
    '谁接受 T-3',
    '为什么驳回 A-1',
    '什么时候驳回 A-1 理由 太贵',
    'A-1 通过了吗',
    '撤销了吗',
    'T-3 可以派给赵倩吗',
    'T-1 怎么改期到 周五',
    '完成 T-3 要多久',
    'when will T-3 be done',
    'is T-3 done?',
  ])('%s', (line) => {
    expect(wouldChange(line)).toBe(false)
  })
})

describe('words that may matter and that no slot can hold', () => {
  test.each([
    ['T-3 完成 80%', '80%'],
    ['T-3 完成度 80%', '度 80%'],
    ['完成 T-3 的初稿', '的初稿'],
    ['T-3 明天完成', '明天'],
    ['T-3 周五完成', '周五'],
    ['T-3 快完成了', '快'],
    ['T-3 搞定了 有问题找我', '有问题找我'],
    ['把 T-3 和海报延展 派给赵倩', '和海报延展'],
    ['T-3 派给 赵倩 和 周涛', '和 周涛'],
    ['T-1 推迟到 12月1日 12月5日', '12月5日'],
    ['登记工时 T-1 昨天3小时,今天2.5h', '今天2.5h'],
    ['撤销 T-3', 'T-3'],
    ['撤销 刚才的派发', '刚才的派发'],
  ])('%s', (line, leftover) => {
    expect(read(line)?.leftover).toBe(leftover)
    expect(wouldChange(line)).toBe(false)
  })
})

describe('several where one is meant', () => {
  test.each([
    ['完成 T-1 T-2', 'TASK.AMBIGUOUS'],
    ['完成 T-1 还有 T-2', 'TASK.AMBIGUOUS'],
    ['把 T-1 T-2 派给赵倩', 'TASK.AMBIGUOUS'],
    ['登记工时 T-1 3小时 T-2 2小时', 'TASK.AMBIGUOUS'],
    ['等 T-1 完成 再开始 T-2', 'TASK.AMBIGUOUS'],
    ['绑定项目 P-101 P-105', 'PROJECT.AMBIGUOUS'],
    ['同意 A-1 A-2', 'APPROVAL.SEVERAL_WAITING'],
    ['同意 A-1、A-2', 'APPROVAL.SEVERAL_WAITING'],
    ['同意 A-1 和 A-2', 'APPROVAL.SEVERAL_WAITING'],
  ])('%s', (line, problem) => {
    expect(read(line)?.problem).toBe(problem)
  })

  test.each([
    ['把 详情页文案 派给小韩', 'assignee', ['韩梅(文案)', '韩梅梅']],
    ['新建任务 海报 给小韩 周五', 'assignee', ['韩梅(文案)', '韩梅梅']],
    ['新建任务 海报 赵倩 周涛', 'assignee', ['赵倩(设计)', '周涛']],
    ['新建任务 海报 赵倩和周涛 周五', 'assignee', ['赵倩(设计)', '周涛']],
    ['把详情页派给韩梅', 'task', ['T-3 详情页文案', 'T-4 详情页排版']],
    ['详情页 改期到 12月4日', 'task', ['T-3 详情页文案', 'T-4 详情页排版']],
    ['登记工时 详情页 3小时', 'task', ['T-3 详情页文案', 'T-4 详情页排版']],
    ['申请 KOL投放 8万 2万', 'amount', ['8万', '2万']],
  ])('%s is a question', (line, slot, labels) => {
    expect(read(line)?.which?.[slot]).toEqual(labels)
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
    ['完成 没有的任务', 'TASK.NOT_FOUND'],
    ['接受 主视觉设计的初稿', 'TASK.NOT_FOUND'],
    ['主视觉设计 明天完成', 'TASK.NOT_FOUND'],
    ['绑定项目 没有的项目', 'PROJECT.NOT_FOUND'],
    ['追加素材费 3万', 'PROJECT.NOT_FOUND'],
  ])('%s', (line, problem) => {
    expect(read(line)?.problem).toBe(problem)
  })

  test('hours look back: a day to come is last year’s, which the domain refuses', () => {
    expect(read('登记工时 T-1 3小时 12月30日')?.args.date).toBe('2025-12-30')
  })
})

describe('talk that is no order', () => {
  test.each([
    '你好',
    '谢谢',
    '中午吃什么',
    '谁负责主视觉',
    '删除 T-3',
    '取消 T-3',
    '新见任务 海报延展 明天',
    '新见里程碑 上线 12月3日',
    '完成度报告',
    'T-3',
  ])('%s', (line) => {
    expect(read(line)).toBeUndefined()
  })
})
