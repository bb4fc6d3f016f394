/** Fields of forms: read by the same library as lines; what cannot be read is refused by its label and nothing is lost. */
import { expect, test } from 'vitest'
import { only } from '../../support/bot-world.ts'
import { launched } from './scene.ts'

async function formFor(line: string) {
  const world = await launched()
  return { world, form: only(await world.say('李雷', 'project', line)) }
}

test.each([
  ['派给', 'assignee', '周涛'],
  ['派给', 'assignee', '@周涛'],
  ['把 T-3 派给', 'assignee', ' 周涛 '],
])('%s: a person typed as %s = %s', async (line, field, value) => {
  const { world, form } = await formFor(line === '派给' ? 'T-3 派给' : line)
  expect(form.inputs).toEqual([field])
  await world.click('李雷', form, '提交', { [field]: value })
  expect(world.state.tasks.get(3)?.assigneeId).toBe('zhoutao')
})

test('a person picked from the messenger’s list is an account', async () => {
  const { world, form } = await formFor('T-3 派给')
  await world.click('李雷', form, '提交', { assignee: world.account('周涛') })
  expect(world.state.tasks.get(3)?.assigneeId).toBe('zhoutao')
})

test.each([
  ['T-3 派给', 'assignee', '小韩', '看不懂「负责人」里的「小韩」,未保存。'],
  ['T-3 派给', 'assignee', '张三', '看不懂「负责人」里的「张三」,未保存。'],
  ['新建里程碑 上线', 'due', '有空的时候', '看不懂「截止」里的「有空的时候」,未保存。'],
  ['申请预算 KOL投放', 'amount', '很多', '看不懂「金额」里的「很多」,未保存。'],
  ['登记工时 T-3', 'worked', '一会儿', '看不懂「时长」里的「一会儿」,未保存。'],
  ['加依赖 T-3', 'dependsOn', '没有这个', '看不懂「依赖」里的「没有这个」,未保存。'],
  ['申请预算 KOL投放', 'amount', '8万,最多10万', '看不懂「金额」里的「8万,最多10万」,未保存。'],
  ['新建里程碑 上线', 'due', '12月3日或12月5日', '看不懂「截止」里的「12月3日或12月5日」,未保存。'],
  ['完成', 'task', 'T-1 T-3', '看不懂「任务」里的「T-1 T-3」,未保存。'],
  ['T-3 派给', 'assignee', '周涛 赵倩', '看不懂「负责人」里的「周涛 赵倩」,未保存。'],
  ['新建项目 新品', 'period', '下个月到昨天', '看不懂「起止」里的「下个月到昨天」,未保存。'],
  ['新建里程碑 上线', 'due', '12月3日左右吧', '看不懂「截止」里的「12月3日左右吧」,未保存。'],
  ['完成', 'task', '那个', '看不懂「任务」里的「那个」,未保存。'],
])('%s, %s = %s', async (line, field, value, toast) => {
  const { world, form } = await formFor(line)
  const before = JSON.stringify(world.state.tasks.where())
  expect((await world.click('李雷', form, '提交', { [field]: value })).toast).toBe(toast)
  expect(JSON.stringify(world.state.tasks.where())).toBe(before)
  expect(world.state.prompts.where(({ status }) => status === 'open')).toHaveLength(1)
})

test.each([
  ['新建里程碑 上线', 'due', '2026-12-03', '2026-12-03'],
  ['新建里程碑 上线', 'due', '12月3日', '2026-12-03'],
  ['新建里程碑 上线', 'due', '下周四', '2026-12-03'],
])('a day as %s %s = %s', async (line, field, value, due) => {
  const { world, form } = await formFor(line)
  await world.click('李雷', form, '提交', { [field]: value })
  expect(world.state.tasks.get(5)?.due).toBe(due)
})

test.each([
  ['8万', 8_000_000n],
  ['80000', 8_000_000n],
  ['¥80,000.00', 8_000_000n],
  ['８万', 8_000_000n],
])('an amount as %s', async (value, fen) => {
  const { world, form } = await formFor('申请预算 KOL投放')
  await world.click('李雷', form, '提交', { amount: value })
  expect(world.state.approvals.get(2)?.amount).toBe(fen)
})

test('fields that the action does not have are ignored', async () => {
  const { world, form } = await formFor('新建里程碑 上线')
  await world.click('李雷', form, '提交', { due: '2026-12-03', kind: 'task', createdBy: 'wangmin', project: '' })
  expect(world.state.tasks.get(5)).toMatchObject({ kind: 'milestone', createdBy: 'lilei', projectId: 101 })
})

test('an English speaker is answered in English, with the same refusals', async () => {
  const world = await launched({
    people: (people) => people.map((one) => (one.id === 'zhoutao' ? { ...one, locale: 'en' as const } : one)),
  })
  const refused = only(await world.say('周涛', 'private', 'done T-2'))
  expect(refused.text).toBe('T-2 has to wait until T-1 is done; nothing was changed.')
  const form = only(await world.say('周涛', 'private', 'log hours T-2'))
  expect(form.text).not.toMatch(/请补充|取消|提交/)
  expect(form.buttons.map(({ label }) => label)).toEqual(['Submit', 'Cancel'])
})
