import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { available, type Budget, type BudgetEntry } from '../../../src/domain/budgets/budget.ts'
import { approveBudget, holdFor, MAX_AMOUNT, releaseHold } from '../../../src/domain/budgets/budget-moves.ts'
import { yuan } from '../../../src/domain/shared/money.ts'
import { isRefusal, refuse } from '../../../src/domain/shared/refusal.ts'

const at = new Date('2026-11-23T02:06:00Z')
const move = (amount: bigint, approvalId = 1) => ({ amount, approvalId, by: 'wang', at })
const budget = (approved: bigint, held = 0n, used = 0n): Budget => ({ projectId: 101, approved, held, used })
/** D6: 预算 50万, 占用 12万, 已用 20万. */
const d6 = budget(yuan(500_000), yuan(120_000), yuan(200_000))

describe('approveBudget', () => {
  test('sets the first budget and raises it later', () => {
    expect(approveBudget(budget(0n), move(yuan(500_000)))).toEqual({
      budget: budget(yuan(500_000)),
      entry: { projectId: 101, kind: 'approve', amount: yuan(500_000), approvalId: 1, by: 'wang', at },
    })
    expect(approveBudget(d6, move(yuan(30_000)))).toMatchObject({ budget: { ...d6, approved: yuan(530_000) } })
  })

  test.each([
    ['nothing', budget(0n), 0n, refuse('BUDGET.NOT_POSITIVE', { amount: 0n })],
    ['less than nothing', budget(0n), -1n, refuse('BUDGET.NOT_POSITIVE', { amount: -1n })],
    ['absurd', budget(0n), MAX_AMOUNT + 1n, refuse('BUDGET.TOO_LARGE', { amount: MAX_AMOUNT + 1n, max: MAX_AMOUNT })],
    ['absurd in sum', budget(1n), MAX_AMOUNT, refuse('BUDGET.TOO_LARGE', { amount: MAX_AMOUNT + 1n, max: MAX_AMOUNT })],
  ])('%s', (_name, before, amount, refusal) => {
    expect(approveBudget(before, move(amount))).toEqual(refusal)
  })
})

describe('holdFor', () => {
  test('D6: 8万 is reserved at once, 10万 are left', () => {
    const result = holdFor(d6, move(yuan(80_000), 7))
    if (isRefusal(result)) throw new Error(result.code)
    expect(result.budget).toEqual(budget(yuan(500_000), yuan(200_000), yuan(200_000)))
    expect(available(result.budget)).toBe(yuan(100_000))
    expect(result.entry).toEqual({ projectId: 101, kind: 'hold', amount: yuan(80_000), approvalId: 7, by: 'wang', at })
  })

  const d7 = budget(yuan(500_000), yuan(200_000), yuan(200_000))
  test.each([
    [
      'D7: 3万 too much',
      d7,
      yuan(130_000),
      refuse('BUDGET.EXCEEDED', { available: yuan(100_000), shortBy: yuan(30_000) }),
    ],
    ['a cent too much', d7, yuan(100_000) + 1n, refuse('BUDGET.EXCEEDED', { available: yuan(100_000), shortBy: 1n })],
    ['D1: nothing approved yet', budget(0n), 1n, refuse('BUDGET.NOT_APPROVED', { projectRef: 'P-101' })],
    ['nothing', d7, 0n, refuse('BUDGET.NOT_POSITIVE', { amount: 0n })],
    ['absurd', d7, MAX_AMOUNT + 1n, refuse('BUDGET.TOO_LARGE', { amount: MAX_AMOUNT + 1n, max: MAX_AMOUNT })],
  ])('%s', (_name, before, amount, refusal) => {
    expect(holdFor(before, move(amount))).toEqual(refusal)
  })

  test('the last cent can be reserved', () => {
    expect(holdFor(d7, move(yuan(100_000)))).toMatchObject({ budget: { held: yuan(300_000) } })
  })
})

describe('releaseHold', () => {
  test('gives back', () => {
    expect(releaseHold(d6, move(yuan(20_000)))).toEqual({
      budget: budget(yuan(500_000), yuan(100_000), yuan(200_000)),
      entry: { projectId: 101, kind: 'release', amount: yuan(20_000), approvalId: 1, by: 'wang', at },
    })
  })
  test.each([
    ['nothing', 0n, refuse('BUDGET.NOT_POSITIVE', { amount: 0n })],
    [
      'a cent more than is held',
      yuan(120_000) + 1n,
      refuse('BUDGET.NOT_HELD', { amount: yuan(120_000) + 1n, held: yuan(120_000) }),
    ],
  ])('%s', (_name, amount, refusal) => {
    expect(releaseHold(d6, move(amount))).toEqual(refusal)
  })
})

const moves = { approve: approveBudget, hold: holdFor, release: releaseHold }
const sign: Record<BudgetEntry['kind'], [approved: bigint, held: bigint, used: bigint]> = {
  approve: [1n, 0n, 0n],
  hold: [0n, 1n, 0n],
  release: [0n, -1n, 0n],
  settle: [0n, -1n, 1n],
}

test('any sequence: no number is negative, 预算 = 占用 + 已用 + 可用, and the ledger adds up to the budget', () => {
  const step = fc.record({
    kind: fc.constantFrom('approve' as const, 'hold' as const, 'release' as const),
    amount: fc.bigInt({ min: -5n, max: 60n }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = budget(0n)
      const ledger: BudgetEntry[] = []
      for (const { kind, amount } of steps) {
        const result = moves[kind](now, move(amount))
        if (isRefusal(result)) continue
        ledger.push(result.entry)
        now = result.budget
        for (const number of [now.approved, now.held, now.used, available(now)]) expect(number >= 0n).toBe(true)
        expect(now.held + now.used + available(now)).toBe(now.approved)
      }
      const sums = [0, 1, 2].map((at) =>
        ledger.reduce((sum, { kind, amount }) => sum + (sign[kind][at] ?? 0n) * amount, 0n),
      )
      expect(sums).toEqual([now.approved, now.held, now.used])
    }),
  )
})

test('a hold is refused if and only if it exceeds what is available, and releasing it restores every number', () => {
  const amounts = fc.bigInt({ min: 0n, max: 1000n })
  fc.assert(
    fc.property(amounts, amounts, amounts, fc.bigInt({ min: 1n, max: 2000n }), (a, b, c, amount) => {
      const before = budget(a + b + c + 1n, b, c)
      const held = holdFor(before, move(amount))
      expect(isRefusal(held)).toBe(amount > available(before))
      if (isRefusal(held)) return
      expect(releaseHold(held.budget, move(amount))).toMatchObject({ budget: before })
    }),
  )
})
