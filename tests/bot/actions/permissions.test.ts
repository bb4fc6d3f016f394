/** Who may run what: every action, every role of the example roster, in the project's group and in private. */
import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { only, type Place } from '../../support/bot-world.ts'
import { allText, launched, outcomeOf } from './scene.ts'

const EVERYBODY = ['李雷', '王敏', '钱芳', '赵倩', '韩梅', '周涛', '陈亮', '吴迪', '孙浩'] as const
type Who = (typeof EVERYBODY)[number]

interface Row {
  action: string
  line: string
  /** Who gets something else than PERMISSION.DENIED, and what. */
  private: Partial<Record<Who, string>>
  /** In the group those who belong to it count as members; leave out where nothing differs. */
  group?: Partial<Record<Who, string>>
}

const all = (outcome: string): Record<Who, string> =>
  Object.fromEntries(EVERYBODY.map((who) => [who, outcome])) as Record<Who, string>
const internal = (outcome: string) => ({ 李雷: outcome, 赵倩: outcome, 韩梅: outcome, 周涛: outcome })
const approvers = (outcome: string) => ({ 王敏: outcome, 钱芳: outcome })

const view = { ...internal('done'), ...approvers('done'), 吴迪: 'done', 孙浩: 'done' }
const ownTask = { ...internal('TASK.NOT_YOURS'), 韩梅: 'done', 吴迪: 'TASK.NOT_FOUND' }
const ownTaskInGroup = { ...ownTask, ...approvers('TASK.NOT_YOURS') }

const ROWS: readonly Row[] = [
  {
    action: 'project.create',
    line: '新建项目 新品 12月1日到12月20日',
    private: { 李雷: 'confirm', 王敏: 'confirm', 孙浩: 'confirm' },
  },
  { action: 'project.show', line: '项目 P-101', private: view, group: { ...view, 陈亮: 'done' } },
  { action: 'project.gantt', line: '甘特图 P-101', private: view, group: { ...view, 陈亮: 'done' } },
  { action: 'project.progress', line: '进度图 P-101', private: view, group: { ...view, 陈亮: 'done' } },
  { action: 'project.list', line: '项目列表', private: all('done') },
  { action: 'project.archive', line: '归档 P-101', private: { 李雷: 'confirm', 孙浩: 'confirm' } },
  {
    action: 'project.restore',
    line: '恢复项目 P-101',
    private: { 李雷: 'PROJECT.NOT_ARCHIVED', 孙浩: 'PROJECT.NOT_ARCHIVED' },
  },
  {
    action: 'project.delete',
    line: '删除项目 P-101',
    private: { 李雷: 'PROJECT.IN_USE', 孙浩: 'PROJECT.IN_USE' },
  },
  { action: 'project.bind', line: '绑定项目 P-102', private: { 李雷: 'done', 孙浩: 'done' } },
  {
    action: 'task.create',
    line: '新建任务 海报 P-101',
    private: internal('done'),
    group: { ...internal('done'), ...approvers('done') },
  },
  {
    action: 'task.create',
    line: '新建任务 海报 给周涛 P-101',
    private: { 李雷: 'done', 周涛: 'done' },
  },
  { action: 'task.split', line: '拆任务: 海报 周涛; 单页 P-101', private: {}, group: { 李雷: 'done', 周涛: 'done' } },
  { action: 'milestone.create', line: '新建里程碑 上线 12月3日 P-101', private: { 李雷: 'done' } },
  { action: 'task.assign', line: 'T-3 派给韩梅梅', private: { 李雷: 'done', 韩梅: 'done' } },
  { action: 'task.reschedule', line: 'T-3 改期到 12月2日', private: { 李雷: 'done', 韩梅: 'done' } },
  { action: 'task.depend', line: '加依赖 T-3 依赖 T-1', private: { 李雷: 'done', 韩梅: 'done' } },
  { action: 'task.rename', line: 'T-3 改名为 新文案', private: { 李雷: 'done', 韩梅: 'done' } },
  { action: 'task.cancel', line: '取消任务 T-3', private: { 李雷: 'confirm', 韩梅: 'done' } },
  {
    action: 'task.list',
    line: '任务列表 P-101',
    private: { ...all('done'), 陈亮: 'PROJECT.NOT_FOUND' },
    group: all('done'),
  },
  {
    action: 'workload.show',
    line: '谁最忙 P-101',
    private: { ...all('done'), 陈亮: 'PROJECT.NOT_FOUND' },
    group: all('done'),
  },
  { action: 'task.accept', line: '接受 T-3', private: ownTask, group: ownTaskInGroup },
  { action: 'task.problem', line: '有问题 T-3 缺图', private: ownTask, group: ownTaskInGroup },
  {
    action: 'task.complete',
    line: '完成 T-3',
    private: { ...ownTask, 李雷: 'done' },
    group: { ...ownTaskInGroup, 李雷: 'done' },
  },
  {
    action: 'task.show',
    line: '任务 T-3',
    private: { ...view, 吴迪: 'TASK.NOT_FOUND' },
    group: { ...view, 吴迪: 'TASK.NOT_FOUND', 陈亮: 'done' },
  },
  { action: 'task.mine', line: '我的任务', private: all('done') },
  {
    action: 'hours.log',
    line: '登记工时 T-3 1小时',
    private: { ...internal('done'), 吴迪: 'TASK.NOT_FOUND' },
    group: { ...internal('done'), ...approvers('done'), 吴迪: 'TASK.NOT_FOUND' },
  },
  // Own entries, wherever they are: nobody here has any.
  { action: 'hours.revise', line: '改工时 昨天 2小时', private: all('HOURS.NOT_FOUND') },
  { action: 'hours.move', line: '改工时日期 昨天', private: all('HOURS.NOT_FOUND') },
  { action: 'hours.overtime', line: '按加班记录', private: all('HOURS.NOT_FOUND') },
  { action: 'hours.mine', line: '我的工时', private: all('done') },
  { action: 'budget.raise', line: '追加预算 3万 P-101', private: { 李雷: 'done' } },
  {
    action: 'budget.request',
    line: '申请 8万 KOL投放 P-101',
    private: { ...internal('done'), ...approvers('done') },
  },
  {
    action: 'budget.show',
    line: '预算 P-101',
    private: { ...internal('done'), ...approvers('done') },
    group: { ...internal('done'), ...approvers('done'), 陈亮: 'done' },
  },
  {
    action: 'budget.release',
    line: '释放占用 A-1',
    private: { 李雷: 'APPROVAL.NOT_HOLDING', 钱芳: 'APPROVAL.NOT_HOLDING', 陈亮: 'APPROVAL.NOT_FOUND' },
  },
  { action: 'approval.waiting', line: '待我审批', private: all('APPROVAL.NONE_WAITING') },
  { action: 'undo', line: '撤销', private: { ...all('UNDO.NOTHING'), ...approvers('UNDO.NOT_POSSIBLE') } },
  { action: 'help', line: '帮助', private: all('done') },
  { action: 'language.choose', line: '语言 英文', private: all('done') },
  {
    action: 'chat.text_mode',
    line: '纯文字模式',
    private: all('done'),
    group: { ...internal('done'), ...approvers('done'), 孙浩: 'done' },
  },
  { action: 'messenger.prefer', line: '消息发到 飞书', private: all('done') },
  { action: 'account.list', line: '我的账号', private: all('done') },
  {
    action: 'account.bind',
    line: '绑定账号 123456',
    private: all('ACCOUNT.CODE_WRONG'),
    group: all('ACCOUNT.PRIVATE_ONLY'),
  },
  { action: 'account.unbind', line: '解绑账号 飞书', private: all('ACCOUNT.OF_ROSTER') },
  { action: 'tour', line: '新手引导', private: all('done') },
  { action: 'explain', line: '解释', private: { ...all('TURN.NONE'), ...approvers('done') } },
  { action: 'words.synonym', line: '同义词 派活=派给', private: { 孙浩: 'done' } },
  { action: 'words.nickname', line: '昵称 阿涛=周涛', private: { 孙浩: 'done' } },
  { action: 'words.macro', line: '快捷指令 周会=我的任务', private: { 孙浩: 'done' } },
  { action: 'words.list', line: '词典', private: all('done') },
  { action: 'words.remove', line: '删除词 派活', private: { 孙浩: 'WORD.NOT_FOUND' } },
  { action: 'demo', line: '演示', private: { 李雷: 'done', 王敏: 'done', 孙浩: 'done' } },
  {
    action: 'audit.verify',
    line: '审计 校验',
    private: { 李雷: 'done', ...approvers('done') },
  },
  {
    action: 'audit.list',
    line: '审计 P-101',
    private: { 李雷: 'done', ...approvers('done') },
  },
  { action: 'self_check', line: '自检', private: { 孙浩: 'done' } },
  { action: 'outbox.resend', line: '重发失败消息', private: { 孙浩: 'done' } },
]

/** 陈亮 belongs to no project: outside its group neither P-101 nor what is in it exists for the observer. */
function denied(who: Who, place: Place, line: string): string {
  if (who !== '陈亮' || place !== 'private') return 'PERMISSION.DENIED'
  if (line.includes('T-3')) return 'TASK.NOT_FOUND'
  return line.includes('P-101') || line.includes('P-102') ? 'PROJECT.NOT_FOUND' : 'PERMISSION.DENIED'
}

async function check(row: Row, place: Place, expected: Partial<Record<Who, string>>, people: readonly Who[]) {
  const found: Record<string, string> = {}
  for (const who of people) found[who] = await outcomeOf(await launched(), who, place, row.line)
  const wanted = Object.fromEntries(people.map((who) => [who, expected[who] ?? denied(who, place, row.line)]))
  expect(found).toEqual(wanted)
}

test.each(ROWS.filter(({ action }) => action !== 'task.split'))('in private: $action, $line', async (row) => {
  await check(row, 'private', row.private, EVERYBODY)
})

test.each(ROWS.filter(({ group }) => group))('in the group: $action, $line', async (row) => {
  await check(row, 'project', row.group ?? {}, EVERYBODY)
})

test('every action has a row, or a test of its own in money.test.ts', () => {
  const covered = new Set([
    ...ROWS.map(({ action }) => action),
    ...['approval.approve', 'approval.reject', 'approval.withdraw'],
  ])
  expect(ACTIONS.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([])
})

describe('a refusal names the rule and who can help, and nothing of the object', () => {
  test('a member who may not plan for others', async () => {
    const world = await launched()
    const said = allText(await world.say('赵倩', 'project', 'T-3 派给周涛'))
    expect(said).toBe('未执行:需要「编辑计划与派发任务」权限,可找 李雷。')
  })

  test('the denial is in the audit', async () => {
    const world = await launched()
    await world.say('吴迪', 'private', '双12大促 还剩多少预算')
    expect(world.state.audit.where().at(-1)).toMatchObject({
      event: 'budget.show',
      outcome: 'denied',
      actorId: 'wudi',
      detail: { code: 'PERMISSION.DENIED' },
    })
  })
})

describe('a vendor', () => {
  const OTHERS = /主视觉|主会场|详情页|赵倩|周涛|韩梅|GMV|¥|500,000|50万/

  test.each([
    '我的任务',
    '任务列表',
    '任务列表 P-101',
    '谁逾期了',
    '谁最忙',
    '负载 P-101',
    '取消任务 T-3',
    'T-1 改名为 海报',
    '归档 P-101',
    '恢复项目 P-101',
    '删除项目 P-101',
    '释放占用 A-1',
    '任务 T-4',
    '任务 T-3',
    '完成 T-3',
    '接受 T-1',
    '有问题 T-2 不行',
    '登记工时 T-1 1小时',
    '项目 P-101',
    '甘特图 P-101',
    '进度图 P-101',
    '预算 P-101',
    '同意 A-1',
    '驳回 A-1 不行',
    '撤回 A-1',
    '审批 A-1',
    '待我审批',
    '审计 P-101',
    '完成 主视觉设计',
    '项目列表',
  ])('learns no other task, name or amount: %s', async (line) => {
    const world = await launched()
    const shown = await world.say('吴迪', 'private', line)
    expect(shown.length).toBeGreaterThan(0)
    const charts = shown.map(({ card }) => JSON.stringify(card, (_, value) => (typeof value === 'bigint' ? '' : value)))
    expect(allText(shown).replaceAll('主视觉设计」', '')).not.toMatch(OTHERS)
    expect(charts.join('')).not.toMatch(OTHERS)
  })

  test('nor from the card of a task that waits for others', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '加依赖 T-4 依赖 T-1')
    await world.say('李雷', 'project', '加依赖 T-3 依赖 T-4')
    const said = allText(await world.say('吴迪', 'private', '任务 T-4'))
    expect(said).toContain('T-1')
    expect(said).not.toMatch(OTHERS)
  })

  test('nor from the choices of a question', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '拆任务: 展台图一 赵倩; 展台图二 赵倩')
    const said = allText(await world.say('吴迪', 'private', '完成 展台图'))
    expect(said).toBe('没有找到任务「展台图」,未执行。发送「我的任务」可看编号。')
    expect(allText(await world.say('吴迪', 'private', '完成 主视觉设计'))).not.toContain('T-1')
  })

  test('nor from the chart that came out of a question: it is made for its one reader', async () => {
    const world = await launched()
    await world.click('李雷', only(await world.say('李雷', 'management', '新建项目 新品 12月1日到12月20日')), '创建')
    await world.say('李雷', 'private', '新建任务 展台 给吴迪 P-105')
    const which = only(await world.say('吴迪', 'private', '甘特图'))
    await world.click('吴迪', which, '1 P-101 双12大促')
    const [chart, ...others] = world.state.cards.where(({ view }) => view === 'gantt')
    expect(chart).toMatchObject({ objectRef: 'P-101', audienceId: 'wudi' })
    expect(others).toEqual([])
  })
})

test('an observer changes nothing', async () => {
  const world = await launched()
  const before = JSON.stringify([world.state.tasks.where(), world.state.projects.where(), world.state.hours.where()])
  for (const { line } of ROWS) await world.say('陈亮', 'project', line)
  const after = JSON.stringify([world.state.tasks.where(), world.state.projects.where(), world.state.hours.where()])
  expect(after).toBe(before)
})

describe('the audit is read by right', () => {
  test('an approver sees what moved money, not what else was done', async () => {
    const world = await launched()
    const said = allText(await world.say('王敏', 'private', '审计'))
    expect(said).toContain('approval.approve A-1')
    expect(said).not.toContain('task.split')
  })

  test('a manager sees the own project, an auditor all', async () => {
    const world = await launched({
      people: (people) => [
        ...people,
        {
          id: 'zhengjin',
          name: '郑谨',
          nicknames: [],
          skills: [],
          role: 'observer',
          duties: ['auditor'],
          accounts: [{ platform: 'feishu', id: 'ou_00000000000000000000000000000001' }],
          locale: 'zh-CN',
          active: true,
        },
      ],
    })
    expect(allText(await world.say('李雷', 'private', '审计 P-101'))).toContain('task.split T-1')
    expect(allText(await world.say('郑谨', 'private', '审计'))).toContain('task.split T-1')
    expect(await outcomeOf(world, '郑谨', 'private', '任务 T-3')).toBe('TASK.NOT_FOUND')
    expect(await outcomeOf(world, '郑谨', 'private', '审批 A-1')).toBe('APPROVAL.NOT_FOUND')
  })
})

describe('a project named beside a task lends no right over it', () => {
  async function managerElsewhere() {
    const world = await launched()
    const draft = only(await world.say('王敏', 'private', '新建项目 年货节 12月21日到12月31日'))
    await world.click('王敏', draft, '创建')
    return world
  }

  test.each(['T-3 派给韩梅梅 P-105', 'T-3 派给韩梅梅'])('by text: %s', async (line) => {
    const world = await managerElsewhere()
    expect(await outcomeOf(world, '王敏', 'private', line)).toBe('PERMISSION.DENIED')
    expect(world.state.tasks.get(3)?.assigneeId).toBe('hanmei')
  })

  test.each([
    { action: 'task.complete', args: { task: '3', project: '105' } },
    { action: 'task.assign', args: { task: '3', project: '105', assignee: 'hanmeimei' } },
    { action: 'task.reschedule', args: { task: '3', project: '105', due: '2026-12-04', reach: 'all' } },
  ])('by a forged button: $action', async (button) => {
    const world = await managerElsewhere()
    const before = world.state.tasks.get(3)
    await world.press('王敏', 'om_forged', button)
    expect(world.state.tasks.get(3)).toEqual(before)
  })
})
