/** 谁最忙: a table by the plan, never a change. */
import { expect, test } from 'vitest'
import { type BotWorld, only, type Shown } from '../../support/bot-world.ts'
import { launched } from './scene.ts'

const rows = ({ card }: Shown): string[][] =>
  card?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])) ?? []

/** 赵倩: T-1 (24.–27., 32 h) and T-5 (23.–25., 24 h); the others have nothing this week. */
async function busy(): Promise<BotWorld> {
  const world = await launched()
  await world.say('李雷', 'project', '新建任务 海报 给赵倩 11.23-11.25')
  await world.press('赵倩', 'om_form', { action: 'hours.log', args: { task: '1', worked: '2026-11-23:180' } })
  return world
}

test('in the group: everybody of the project, the busiest first, too much marked; no logged hours', async () => {
  const world = await busy()
  const card = only(await world.say('李雷', 'project', '谁最忙'))
  expect(card.title).toBe('本周负载 · 2026-11-23(周一)—11-29(周日)')
  expect(rows(card)).toEqual([
    ['赵倩', '2', '**56h/40h 超负荷**'],
    ['韩梅', '1', '0h/40h'],
    ['吴迪', '1', '0h/40h'],
    ['周涛', '1', '0h/40h'],
    ['李雷', '0', '0h/40h'],
  ])
  expect(card.text).toContain('已登记的工时只在私聊里显示')
})

test('in private: with the hours logged this week, of others for those who may see them', async () => {
  const world = await busy()
  const who = (name: string, shown: Shown) => rows(shown).find(([first]) => first === name)
  expect(who('赵倩', only(await world.say('李雷', 'private', '负载')))).toEqual([
    '赵倩',
    '2',
    '**56h/40h 超负荷**',
    '3h',
  ])
  const own = only(await world.say('赵倩', 'private', '负载'))
  expect([who('赵倩', own)?.at(-1), who('韩梅', own)?.at(-1)]).toEqual(['3h', '—'])
})

test('a vendor sees the own row', async () => {
  const world = await busy()
  for (const place of ['private', 'project'] as const)
    expect(rows(only(await world.say('吴迪', place, '谁最忙'))).map(([name]) => name)).toEqual(['吴迪'])
})

test('late work shows beside what is open', async () => {
  const world = await busy()
  await world.advance(7 * 24 * 60)
  expect(rows(only(await world.say('李雷', 'project', '谁最忙')))).toContainEqual(['赵倩', '2(逾期 2)', '0h/40h'])
})

test('whoever has no project is told so', async () => {
  expect(only(await (await busy()).say('陈亮', 'private', '谁最忙')).text).toBe('还没有成员,也没有派出的任务。')
})

test('D12 without a language model: the table, and nothing that would change anything', async () => {
  const world = await busy()
  const before = JSON.stringify([world.state.tasks.where(), world.state.prompts.where()])
  const card = only(await world.say('李雷', 'project', '帮我看看这周谁太忙,顺便把赵倩的活分一点出去'))
  expect(card.title).toContain('本周负载')
  expect(rows(card)[0]).toEqual(['赵倩', '2', '**56h/40h 超负荷**'])
  expect(card.buttons).toEqual([])
  expect(JSON.stringify([world.state.tasks.where(), world.state.prompts.where()])).toBe(before)
})
