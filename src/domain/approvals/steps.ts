import type { Fen } from '../shared/money.ts'
import { type Refusal, refuse } from '../shared/refusal.ts'
import type { ApprovalPolicy, Approver } from './policy.ts'

export interface StepsInput {
  amount: Fen
  requesterId: string
  /** Who is meant by `project_manager`. */
  projectOwnerId: string
  /** More than the project has; then the amount does not matter. */
  overAvailable: boolean
}

function resolve(approvers: readonly Approver[], projectOwnerId: string): readonly string[] {
  return [...new Set(approvers.map((one) => (one === 'project_manager' ? projectOwnerId : one.personId)))]
}

/** The lists of approvers that may decide, the regular one first, then where it goes up. */
function ladder(policy: ApprovalPolicy, { amount, overAvailable }: StepsInput): readonly (readonly Approver[])[] {
  if (overAvailable) return [policy.overAvailable]
  const from = policy.tiers.findIndex(({ upTo }) => upTo === undefined || amount <= upTo)
  return from < 0 ? [] : policy.tiers.slice(from).map(({ approvers }) => approvers)
}

/**
 * Who decides, in order, everybody once: the approvers of the tier that the amount falls into. Nobody decides on the own
 * request: where the requester is among them, the next tier decides, and at the top the others alone.
 * Refuses with APPROVAL.NO_APPROVER if nobody is left.
 */
export function stepsFor(policy: ApprovalPolicy, input: StepsInput): readonly string[] | Refusal {
  const rungs = ladder(policy, input).map((approvers) => resolve(approvers, input.projectOwnerId))
  const free = rungs.find((ids) => ids.length > 0 && !ids.includes(input.requesterId))
  const others = free ?? (rungs.at(-1) ?? []).filter((id) => id !== input.requesterId)
  return others.length > 0 ? others : refuse('APPROVAL.NO_APPROVER', { amount: input.amount })
}
