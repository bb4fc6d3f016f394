/** The four numbers of a project's money: 预算 (approved) = 占用 (held) + 已用 (used) + 可用 (available), always. */
import type { Fen } from '../shared/money.ts'

export interface Budget {
  projectId: number
  /** 预算: what has been approved; 0 until the first approval. */
  approved: Fen
  /** 占用: reserved by pending or approved requests that are not settled yet. */
  held: Fen
  /** 已用: settled. */
  used: Fen
}

/** One movement; the ledger adds up to the budget. */
export interface BudgetEntry {
  projectId: number
  kind: 'approve' | 'hold' | 'release' | 'settle'
  amount: Fen
  approvalId?: number
  by: string
  at: Date
}

/** 可用 */
export function available(budget: Budget): Fen {
  return budget.approved - budget.held - budget.used
}

export interface BudgetRepository {
  /** A project without any movement has an all-zero budget. */
  of(projectId: number): Promise<Budget>
  /** Stores the movement and the budget that results from it, together. */
  save(budget: Budget, entry: BudgetEntry): Promise<void>
  entries(projectId: number): Promise<readonly BudgetEntry[]>
}
