/** 释放占用: what an approved request still holds goes back. */
import { describe, expect, test } from 'vitest'
import { available } from '../../../src/domain/budgets/budget.ts'
import { type BotWorld, only } from '../../support/bot-world.ts'
import { allText, launched, outcomeOf } from './scene.ts'

/** 8万 by 周涛, approved by 王敏. */
async function spent(): Promise<BotWorld> {
  const world = await launched()
  await world.say('周涛', 'project', '申请预算 8万 KOL投放')
  await world.say('王敏', 'private', '同意 A-2')
  return world
}

const numbers = (world: BotWorld) => {
  const budget = world.state.budgets.get(101)
  if (!budget) throw new Error('no budget')
  return [budget.approved, budget.held, budget.used, available(budget)].map((fen) => Number(fen / 100n))
}

test('asks, gives back, tells the requester, and shows it on the cards', async () => {
  const world = await spent()
  expect(numbers(world)).toEqual([500_000, 80_000, 0, 420_000])
  const asked = only(await world.say('李雷', 'project', '释放占用 A-2'))
  expect(asked.text).toContain('将退回仍占用的 ¥80,000.00')
  expect(numbers(world)).toEqual([500_000, 80_000, 0, 420_000])
  const { shown } = await world.click('李雷', asked, '释放占用')
  expect(numbers(world)).toEqual([500_000, 0, 0, 500_000])
  expect(world.state.approvals.get(2)?.status).toBe('released')
  const told = shown.filter(({ where, kind }) => where === '周涛' && kind === 'text')
  expect(only(told).text).toBe('李雷 释放了 A-2 KOL投放 的占用 ¥80,000.00')
  expect(shown.filter(({ kind, tag }) => kind === 'edit' && tag === 'A-2').map(({ title }) => title)).toContain(
    '已释放占用 · KOL投放',
  )
  expect(world.state.audit.where(({ event }) => event === 'budget.release').at(-1)).toMatchObject({
    outcome: 'success',
    objectRef: 'A-2',
    detail: { budget: 'release 8000000' },
  })
  expect(world.state.budgetEntries.where().at(-1)).toMatchObject({ kind: 'release', approvalId: 2, by: 'lilei' })
})

describe('who may', () => {
  test.each([
    ['李雷', 'confirm'],
    ['周涛', 'confirm'],
    ['钱芳', 'confirm'],
    ['王敏', 'PERMISSION.DENIED'],
    ['赵倩', 'PERMISSION.DENIED'],
    ['吴迪', 'PERMISSION.DENIED'],
    ['孙浩', 'PERMISSION.DENIED'],
    ['陈亮', 'APPROVAL.NOT_FOUND'],
  ])('%s: %s', async (who, outcome) => {
    const world = await spent()
    const found = await outcomeOf(world, who, 'private', '释放 A-2')
    expect(found).toBe(outcome)
    expect(numbers(world)[1]).toBe(80_000)
  })
})

describe('only once', () => {
  test('the second one is told who did it and when', async () => {
    const world = await spent()
    const first = only(await world.say('李雷', 'project', '释放 A-2'))
    const second = only(await world.say('周涛', 'private', '释放 A-2'))
    await world.click('李雷', first, '释放占用')
    const { toast, shown } = await world.click('周涛', second, '释放占用')
    expect([toast, ...shown.map(({ text }) => text)].join('\n')).toMatch(/A-2 的占用已由 李雷 于 .*释放,没有重复处理/)
    expect(numbers(world)).toEqual([500_000, 0, 0, 500_000])
    expect(world.state.budgetEntries.where(({ kind }) => kind === 'release')).toHaveLength(1)
  })

  test('and for good', async () => {
    const world = await spent()
    await world.click('李雷', only(await world.say('李雷', 'project', '释放 A-2')), '释放占用')
    expect(await outcomeOf(world, '李雷', 'project', '撤销')).toBe('UNDO.NOT_POSSIBLE')
    expect(await outcomeOf(world, '王敏', 'private', '驳回 A-2 不要了')).toBe('APPROVAL.ALREADY_DECIDED')
    expect(await outcomeOf(world, '周涛', 'private', '撤回 A-2')).toBe('APPROVAL.ALREADY_DECIDED')
    expect(numbers(world)).toEqual([500_000, 0, 0, 500_000])
  })
})

test.each([
  ['A-1', '已同意,没有占用可以释放'],
  ['A-2', '还在审批,尚未释放'],
])('what holds nothing yet, or never: %s', async (ref, sentence) => {
  const world = await launched()
  await world.say('周涛', 'project', '申请预算 8万 KOL投放')
  expect(allText(await world.say('李雷', 'private', `释放 ${ref}`))).toContain(sentence)
  expect(numbers(world)[1]).toBe(80_000)
})
