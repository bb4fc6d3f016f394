import { type Approval, approvalRef } from '../../../domain/approvals/approval.ts'
import { can, effectiveRole } from '../../../domain/people/permissions.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { ActionContext } from '../action.ts'

/**
 * The request, for those it concerns: requester and approvers, and whoever sees the project's money. To everybody else
 * it does not exist. Whoever clicked on its card has seen it.
 */
export async function findApproval(context: ActionContext, id: number): Promise<Approval | Refusal> {
  const approval = await context.tx.approvals.byId(id)
  if (approval && (context.source === 'card' || (await concerns(context, approval)))) return approval
  return refuse('APPROVAL.NOT_FOUND', { ref: approvalRef(id) })
}

async function concerns({ tx, person }: ActionContext, approval: Approval): Promise<boolean> {
  if (approval.requestedBy === person.id) return true
  if (approval.steps.some(({ approverId }) => approverId === person.id)) return true
  const projectRole = effectiveRole(person, await tx.projects.members(approval.projectId), false)
  return can({ person, projectRole }, 'amounts.total') === 'yes'
}
