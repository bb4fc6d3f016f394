/** 任务列表: of a project in its group, of all the own ones in private. */
import { describe, expect, test } from 'vitest'
import { type BotWorld, only, type Place } from '../../support/bot-world.ts'
import { allText, launched, outcomeOf } from './scene.ts'

/** The numbers of the listed tasks, in their order. */
async function listed(world: BotWorld, who: string, args: Record<string, string> = {}, place: Place = 'private') {
  const rows = (await shown(world, who, args, place)).card?.blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows : [],
  )
  return (rows ?? []).map(([number = '']) => number)
}

/** By button, so that the filter needs no words: the card, or a toast where it would be empty. */
async function shown(world: BotWorld, who: string, args: Record<string, string>, place: Place = 'private') {
  const button = { action: 'task.list', args: place === 'project' ? { project: '101', ...args } : args }
  const click = await world.press(who, 'om_list', button)
  const [card] = click.shown
  return { card: card?.card, title: card?.title, text: card?.text ?? click.toast }
}

/** T-1 … T-4 and T-5, nobody's; T-3 is done; on 30 November, with T-1 late. */
async function later(): Promise<BotWorld> {
  const world = await launched()
  await world.say('李雷', 'project', '新建任务 易拉宝')
  await world.say('韩梅', 'project', '完成 T-3')
  await world.advance(7 * 24 * 60)
  return world
}

test('in the group: the project’s tasks with number, title, assignee, dates and state', async () => {
  const world = await launched()
  const card = only(await world.say('赵倩', 'project', '任务列表'))
  expect([card.title, card.tag]).toEqual(['任务列表', '4'])
  const [table] = card.card?.blocks ?? []
  expect(table).toEqual({
    kind: 'table',
    columns: ['编号', '任务名称', ...['项目', '负责人', '时间', '状态']],
    rows: [
      ['T-1', '主视觉设计', 'P-101', '赵倩', '2026-11-24(周二)—11-27(周五)', '待接受'],
      ['T-3', '详情页文案', 'P-101', '韩梅', '截止 2026-12-01(周二)', '待接受'],
      ['T-2', '主会场页面', 'P-101', '周涛', '2026-11-30(周一)—12-02(周三)', '待接受'],
      ['T-4', '展架印刷', 'P-101', '吴迪', '截止 2026-12-04(周五)', '待接受'],
    ],
  })
})

describe('filters', () => {
  test.each([
    ['all, what is done last', {}, ['T-1', 'T-2', 'T-4', 'T-5', 'T-3']],
    ['late', { filter: 'late' }, ['T-1']],
    ['open', { filter: 'open' }, ['T-1', 'T-2', 'T-4', 'T-5']],
    ['done', { filter: 'done' }, ['T-3']],
    ['due this week', { filter: 'due_this_week' }, ['T-2', 'T-4']],
    ['nobody’s', { filter: 'unassigned' }, ['T-5']],
    ['somebody’s', { person: 'zhoutao' }, ['T-2']],
    ['somebody’s late ones', { person: 'zhoutao', filter: 'late' }, []],
  ])('%s', async (_name, args, expected) => {
    expect(await listed(await later(), '李雷', args)).toEqual(expected)
  })

  test('the heading says which; an empty list says so', async () => {
    const world = await later()
    expect((await shown(world, '李雷', { filter: 'late' })).title).toBe('任务列表 · 逾期')
    expect((await shown(world, '李雷', { person: 'zhoutao' })).title).toBe('周涛 的任务')
    expect((await shown(world, '李雷', { person: 'zhoutao', filter: 'done' })).text).toBe('没有符合条件的任务。')
  })

  test('a milestone is listed as one, and is nobody’s to assign', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '新建里程碑 上线 12月3日')
    expect(await listed(world, '李雷', { filter: 'unassigned' })).toEqual([])
    expect((await shown(world, '李雷', {})).text).toContain('里程碑')
  })

  test('a filter that was never declared does nothing', async () => {
    const world = await launched()
    const { toast } = await world.press('李雷', 'om_forged', { action: 'task.list', args: { filter: 'secret' } })
    expect(toast).toContain('按钮已失效')
  })
})

describe('what is seen', () => {
  test('by a vendor: the own tasks, in private and in the group', async () => {
    const world = await launched()
    expect(await listed(world, '吴迪')).toEqual(['T-4'])
    expect(await listed(world, '吴迪', {}, 'project')).toEqual(['T-4'])
    expect(await listed(world, '吴迪', { person: 'zhoutao' })).toEqual([])
    expect(allText(await world.say('吴迪', 'private', '任务列表'))).toContain('展架印刷')
  })

  test('in private: of all the own projects', async () => {
    const world = await launched()
    await world.click('李雷', only(await world.say('李雷', 'private', '新建项目 新品 12月1日到12月20日')), '创建')
    await world.say('李雷', 'private', '新建任务 海报 P-105')
    expect(await listed(world, '李雷')).toEqual(['T-1', 'T-3', 'T-2', 'T-4', 'T-5'])
    expect(await listed(world, '李雷', { project: '105' })).toEqual(['T-5'])
    expect(await listed(world, '韩梅')).toEqual(['T-1', 'T-3', 'T-2', 'T-4'])
  })

  test('without a project: nothing, and in a group of no project it is asked for', async () => {
    const world = await launched()
    expect(allText(await world.say('陈亮', 'private', '任务列表'))).toBe('没有符合条件的任务。')
    expect(await outcomeOf(world, '陈亮', 'management', '任务列表')).toBe('PROJECT.NONE_BOUND')
  })
})

test('twenty are shown, and how many more there are', async () => {
  const world = await launched()
  const items = Array.from({ length: 20 }, (_, index) => `单页${index + 1}`).join('; ')
  await world.click('李雷', only(await world.say('李雷', 'project', `拆任务: ${items}`)), '创建')
  expect(await listed(world, '李雷')).toHaveLength(20)
  expect((await shown(world, '李雷', {})).text).toContain('还有 4 项未显示')
})
