import type { Budget, BudgetEntry } from '../budgets/budget.ts'
import { type MovedBudget, releaseHold } from '../budgets/budget-moves.ts'
import { heldBy } from '../budgets/held.ts'
import { isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { type Approval, approvalRef } from './approval.ts'

export interface ReleaseContext {
  /** Of the request's project, with every movement so far. */
  budget: Budget
  entries: readonly BudgetEntry[]
  by: string
  now: Date
}

/**
 * Gives back what an approved spend still holds, once and for good. Who may do so is the caller's matter.
 * Refuses with APPROVAL.RELEASED (by whom, when) or APPROVAL.NOT_HOLDING.
 */
export function releaseRequest(
  approval: Approval,
  { budget, entries, by, now }: ReleaseContext,
): { approval: Approval; moved: MovedBudget } | Refusal {
  const { id, kind, status } = approval
  const ref = approvalRef(id)
  const last = entries.findLast((entry) => entry.kind === 'release' && entry.approvalId === id)
  if (status === 'released' && last) return refuse('APPROVAL.RELEASED', { ref, byId: last.by, at: last.at })
  const amount = heldBy(entries, id)
  if (kind !== 'spend' || status !== 'approved' || amount <= 0n) return refuse('APPROVAL.NOT_HOLDING', { ref, status })
  const moved = releaseHold(budget, { amount, approvalId: id, by, at: now })
  return isRefusal(moved) ? moved : { approval: { ...approval, status: 'released' }, moved }
}
