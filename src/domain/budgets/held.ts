import type { Fen } from '../shared/money.ts'
import type { BudgetEntry } from './budget.ts'

/** What this request still holds: what it reserved, less what was given back and what became spent. */
export function heldBy(entries: readonly BudgetEntry[], approvalId: number): Fen {
  return entries
    .filter((entry) => entry.approvalId === approvalId)
    .reduce((sum, { kind, amount }) => {
      if (kind === 'approve') return sum
      return kind === 'hold' ? sum + amount : sum - amount
    }, 0n)
}
