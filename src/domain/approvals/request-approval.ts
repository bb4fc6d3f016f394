import type { Budget } from '../budgets/budget.ts'
import { checkAmount, checkAvailable } from '../budgets/budget-moves.ts'
import { checkOpenProject } from '../projects/open-project.ts'
import type { Project } from '../projects/project.ts'
import type { Fen } from '../shared/money.ts'
import { checkText, isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { type Approval, approvalRef } from './approval.ts'
import type { ApprovalPolicy } from './policy.ts'
import { stepsFor } from './steps.ts'

export const PURPOSE_MAX = 100
export const VENDOR_MAX = 60

export interface NewRequest {
  kind: Approval['kind']
  /** 分 */
  amount: Fen
  /** 1–100 characters. */
  purpose: string
  /** 1–60 characters. */
  vendor?: string
  requestedBy: string
}

export interface RequestContext {
  id: number
  project: Pick<Project, 'id' | 'ownerId' | 'status'>
  budget: Budget
  policy: ApprovalPolicy
  /** The project's requests so far. */
  existing: readonly Approval[]
  now: Date
}

/** One budget request at a time: two that are decided in turn would add up unseen. */
function checkNonePending(existing: readonly Approval[]): Refusal | undefined {
  const open = existing.find(({ kind, status }) => kind === 'project_budget' && status === 'pending')
  return open && refuse('APPROVAL.PENDING', { ref: approvalRef(open.id) })
}

function checkMoney({ kind, amount }: NewRequest, { budget, existing }: RequestContext): Refusal | undefined {
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  return kind === 'spend' ? checkAvailable(budget, amount) : checkNonePending(existing)
}

/**
 * A pending request with the approvers whom the policy names; a spend must fit into what is available, and raising a
 * budget that exists is decided by those for amounts over it. The caller holds the money of a spend (`holdFor`).
 * Refuses with PROJECT.CLOSED, BUDGET.*, APPROVAL.PENDING, APPROVAL.NO_APPROVER or TEXT.*.
 */
export function requestApproval(input: NewRequest, context: RequestContext): Approval | Refusal {
  const purpose = checkText('purpose', input.purpose, PURPOSE_MAX)
  if (isRefusal(purpose)) return purpose
  const vendor = input.vendor === undefined ? undefined : checkText('vendor', input.vendor, VENDOR_MAX)
  if (isRefusal(vendor)) return vendor
  const unfit = checkOpenProject(context.project) ?? checkMoney(input, context)
  if (unfit) return unfit
  const approverIds = stepsFor(context.policy, {
    amount: input.amount,
    requesterId: input.requestedBy,
    projectOwnerId: context.project.ownerId,
    overAvailable: input.kind === 'project_budget' && context.budget.approved > 0n,
  })
  if (isRefusal(approverIds)) return approverIds
  return {
    id: context.id,
    kind: input.kind,
    projectId: context.project.id,
    amount: input.amount,
    purpose,
    ...(vendor === undefined ? {} : { vendor }),
    requestedBy: input.requestedBy,
    requestedAt: context.now,
    status: 'pending',
    steps: approverIds.map((approverId) => ({ approverId })),
  }
}
