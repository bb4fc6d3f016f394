/** What changes the four numbers: 预算 = 占用 + 已用 + 可用 always holds, and none of them is ever negative. */
import { projectRef } from '../projects/project.ts'
import type { Fen } from '../shared/money.ts'
import { type Refusal, refuse } from '../shared/refusal.ts'
import { available, type Budget, type BudgetEntry } from './budget.ts'

/** 100 亿元: beyond it somebody mistyped. */
export const MAX_AMOUNT: Fen = 1_000_000_000_000n

export interface BudgetMove {
  /** 分, positive; the kind of movement gives it its direction. */
  amount: Fen
  approvalId: number
  by: string
  at: Date
}

export interface MovedBudget {
  budget: Budget
  entry: BudgetEntry
}

/** Refuses with BUDGET.NOT_POSITIVE or BUDGET.TOO_LARGE (MAX_AMOUNT). */
export function checkAmount(amount: Fen): Refusal | undefined {
  if (amount <= 0n) return refuse('BUDGET.NOT_POSITIVE', { amount })
  return amount > MAX_AMOUNT ? refuse('BUDGET.TOO_LARGE', { amount, max: MAX_AMOUNT }) : undefined
}

function moved(budget: Budget, kind: BudgetEntry['kind'], move: BudgetMove): MovedBudget {
  return { budget, entry: { projectId: budget.projectId, kind, ...move } }
}

/** The first approval sets the budget, every later one raises it. Refuses with BUDGET.NOT_POSITIVE or TOO_LARGE. */
export function approveBudget(budget: Budget, move: BudgetMove): MovedBudget | Refusal {
  const approved = budget.approved + move.amount
  return checkAmount(move.amount) ?? checkAmount(approved) ?? moved({ ...budget, approved }, 'approve', move)
}

/** What a spend of `amount` would meet; undefined if there is room. Refuses with BUDGET.NOT_APPROVED or EXCEEDED. */
export function checkAvailable(budget: Budget, amount: Fen): Refusal | undefined {
  if (budget.approved === 0n) return refuse('BUDGET.NOT_APPROVED', { projectRef: projectRef(budget.projectId) })
  const left = available(budget)
  return amount > left ? refuse('BUDGET.EXCEEDED', { available: left, shortBy: amount - left }) : undefined
}

/**
 * 占用: reserved as soon as it is asked for, so that two requests cannot both count on the same money.
 * Refuses with BUDGET.NOT_POSITIVE, TOO_LARGE, NOT_APPROVED or EXCEEDED.
 */
export function holdFor(budget: Budget, move: BudgetMove): MovedBudget | Refusal {
  const held = budget.held + move.amount
  return checkAmount(move.amount) ?? checkAvailable(budget, move.amount) ?? moved({ ...budget, held }, 'hold', move)
}

/** Gives a reservation back, after a rejection or a withdrawal. Refuses with BUDGET.NOT_POSITIVE or NOT_HELD. */
export function releaseHold(budget: Budget, move: BudgetMove): MovedBudget | Refusal {
  if (move.amount <= 0n) return refuse('BUDGET.NOT_POSITIVE', { amount: move.amount })
  if (move.amount > budget.held) return refuse('BUDGET.NOT_HELD', { amount: move.amount, held: budget.held })
  return moved({ ...budget, held: budget.held - move.amount }, 'release', move)
}
