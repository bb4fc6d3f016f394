import { expect, test } from 'vitest'
import type { BotWorld } from '../../support/bot-world.ts'
import { allText, launched, outcomeOf } from './scene.ts'

const entries = (world: BotWorld) =>
  world.state.hours.where(({ removed }) => !removed).map(({ workDate, minutes }) => [workDate, minutes])

test('the work date is not the log date; a rest day is overtime', async () => {
  const world = await launched()
  const said = allText(await world.say('韩梅', 'private', '登记工时 详情页文案 昨天 2.5h'))
  expect(said).toContain('已记 T-3 详情页文案 2026-11-22(周日) 2.5h')
  expect(said).toContain('按加班记录')
  expect(entries(world)).toEqual([['2026-11-22', 150]])
  expect(world.state.hours.where()[0]).toMatchObject({ personId: 'hanmei', taskId: 3 })
})

test('D4: a day has 24 hours', async () => {
  const world = await launched()
  await world.say('韩梅', 'private', '登记工时 T-3 2.5h')
  const said = allText(await world.say('韩梅', 'private', '登记工时 T-3 23小时'))
  expect(said).toBe('未保存:11-23(周一) 合计将为 25.5h,超过 24h。是否想记 2.3h?')
  expect(entries(world)).toEqual([['2026-11-23', 150]])
})

test.each([
  ['登记工时 T-3 3小时 明天', 'HOURS.FUTURE'],
  ['登记工时 T-3 3小时 2026年1月5日', 'HOURS.TOO_OLD'],
  ['登记工时 T-3 0小时', 'HOURS.NOT_POSITIVE'],
  ['登记工时 T-99 1小时', 'TASK.NOT_FOUND'],
])('%s: %s', async (line, code) => {
  const world = await launched()
  expect(await outcomeOf(world, '韩梅', 'private', line)).toBe(code)
  expect(entries(world)).toEqual([])
})

test.each(['登记工时 T-3 昨天3小时,今天2.5h', '登记工时 T-3 3小时 T-1 2小时', '登记工时 T-3 3小时吗'])(
  'nothing is half saved: %s',
  async (line) => {
    const world = await launched()
    await world.say('韩梅', 'private', line)
    expect(entries(world)).toEqual([])
  },
)

test('what is missing is asked for', async () => {
  const world = await launched()
  const [form] = await world.say('韩梅', 'private', '登记工时 T-3')
  expect(form?.inputs).toEqual(['duration'])
  if (!form) return
  const bad = await world.click('韩梅', form, '提交', { duration: '很多' })
  expect(bad.toast).toContain('看不懂「时长」里的「很多」')
  await world.click('韩梅', form, '提交', { duration: '3小时' })
  expect(entries(world)).toEqual([['2026-11-23', 180]])
})

test('taking it back keeps the record', async () => {
  const world = await launched()
  await world.say('韩梅', 'private', '登记工时 T-3 2h')
  expect((await world.say('韩梅', 'private', '撤销'))[0]?.text).toBe('已撤回 T-3 的 2h(保留记录)')
  expect(entries(world)).toEqual([])
  expect(world.state.hourRevisions.size).toBe(1)
})

test('我的工时 adds up the week, of the speaker alone', async () => {
  const world = await launched()
  await world.say('韩梅', 'private', '登记工时 T-3 2h')
  await world.say('赵倩', 'private', '登记工时 T-1 5h')
  const said = allText(await world.say('韩梅', 'private', '我的工时'))
  expect(said).toContain('[2h]')
  expect(said).not.toContain('5h')
  expect(allText(await world.say('周涛', 'private', '我的工时'))).toContain('本周还没有登记工时')
})
