import { describe, expect, test } from 'vitest'
import type { ApprovalStatus } from '../../../src/domain/approvals/approval.ts'
import { decide, withdraw } from '../../../src/domain/approvals/decide.ts'
import { releaseRequest } from '../../../src/domain/approvals/release.ts'
import type { Budget, BudgetEntry } from '../../../src/domain/budgets/budget.ts'
import { available } from '../../../src/domain/budgets/budget.ts'
import { heldBy } from '../../../src/domain/budgets/held.ts'
import { yuan } from '../../../src/domain/shared/money.ts'
import { isRefusal, refuse } from '../../../src/domain/shared/refusal.ts'
import { approval, now } from './world.ts'

const entry = (kind: BudgetEntry['kind'], amount: bigint, approvalId = 7): BudgetEntry => ({
  projectId: 101,
  kind,
  amount: yuan(amount),
  approvalId,
  by: 'zhou',
  at: now,
})
const budget: Budget = { projectId: 101, approved: yuan(500_000), held: yuan(200_000), used: yuan(30_000) }
const step = { approverId: 'wang', decision: 'approved', at: now } as const
const approved = approval({ status: 'approved', steps: [step] })
const context = (entries: readonly BudgetEntry[]) => ({ budget, entries, by: 'qian', now })

test('what a request holds: its reservation, less what went back and what was spent', () => {
  const entries = [entry('approve', 500_000n), entry('hold', 80_000n), entry('settle', 30_000n), entry('hold', 9n, 8)]
  expect(heldBy(entries, 7)).toBe(yuan(50_000))
  expect(heldBy([...entries, entry('release', 50_000n)], 7)).toBe(0n)
  expect(heldBy(entries, 9)).toBe(0n)
})

describe('releasing', () => {
  test('gives back what is left, and the four numbers still add up', () => {
    const result = releaseRequest(approved, context([entry('hold', 80_000n), entry('settle', 30_000n)]))
    if (isRefusal(result)) throw new Error(result.code)
    expect(result.approval).toEqual({ ...approved, status: 'released' })
    expect(result.moved.entry).toEqual({ ...entry('release', 50_000n), by: 'qian' })
    const { approved: all, held, used } = result.moved.budget
    expect([held, used]).toEqual([yuan(150_000), yuan(30_000)])
    expect(held + used + available(result.moved.budget)).toBe(all)
  })

  test.each(['pending', 'rejected', 'withdrawn'] as const)('not while %s', (status: ApprovalStatus) => {
    const refusal = refuse('APPROVAL.NOT_HOLDING', { ref: 'A-7', status })
    expect(releaseRequest(approval({ status }), context([entry('hold', 80_000n)]))).toEqual(refusal)
  })

  test('not what holds nothing: a budget, or a spend that is settled', () => {
    const refusal = refuse('APPROVAL.NOT_HOLDING', { ref: 'A-7', status: 'approved' })
    const whole = approval({ kind: 'project_budget', status: 'approved', steps: [step] })
    expect(releaseRequest(whole, context([entry('approve', 80_000n)]))).toEqual(refusal)
    expect(releaseRequest(approved, context([entry('hold', 80_000n), entry('settle', 80_000n)]))).toEqual(refusal)
  })

  test('once: a second one says who did it and when', () => {
    const released = approval({ status: 'released', steps: [step] })
    const entries = [entry('hold', 80_000n), { ...entry('release', 80_000n), by: 'li' }]
    expect(releaseRequest(released, context(entries))).toEqual(
      refuse('APPROVAL.RELEASED', { ref: 'A-7', byId: 'li', at: now }),
    )
  })
})

test('a released request was approved: nobody decides on it again or withdraws it', () => {
  const released = approval({ status: 'released', steps: [step] })
  const refusal = refuse('APPROVAL.ALREADY_DECIDED', { ref: 'A-7', status: 'approved', byId: 'wang', at: now })
  expect(decide(released, { personId: 'wang', decision: 'rejected', reason: '太贵' }, now)).toEqual(refusal)
  expect(withdraw(released, 'zhou')).toEqual(refusal)
})
