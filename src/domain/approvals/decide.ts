import { checkText, isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { type Approval, type ApprovalStep, approvalRef } from './approval.ts'

export const REASON_MAX = 200

export interface Decision {
  personId: string
  decision: 'approved' | 'rejected'
  /** At most 200 characters; a rejection needs one. */
  reason?: string
}

/** Whose turn it is; undefined once the request is decided or withdrawn. */
export function currentApproverId({ status, steps }: Approval): string | undefined {
  if (status !== 'pending') return undefined
  return steps.find(({ decision }) => decision === undefined)?.approverId
}

/** Says who decided and when, or that the request was withdrawn; undefined while it is pending. */
function checkPending({ id, status, steps, requestedBy }: Approval): Refusal | undefined {
  const ref = approvalRef(id)
  if (status === 'pending') return undefined
  if (status === 'withdrawn') return refuse('APPROVAL.WITHDRAWN', { ref, requesterId: requestedBy })
  const last = steps.findLast(({ decision }) => decision !== undefined)
  if (last?.at === undefined) throw new Error(`${ref} is ${status} without a decision`)
  // What the approver did is an approval, whatever became of the money.
  const decided = status === 'released' ? 'approved' : status
  return refuse('APPROVAL.ALREADY_DECIDED', { ref, status: decided, byId: last.approverId, at: last.at })
}

function checkTurn(approval: Approval, personId: string): Refusal | undefined {
  const ref = approvalRef(approval.id)
  if (approval.requestedBy === personId) return refuse('APPROVAL.OWN_REQUEST', { ref })
  const approverId = currentApproverId(approval)
  if (approverId === undefined) throw new Error(`${ref} is pending and nobody’s turn`)
  if (approverId === personId) return undefined
  const voted = approval.steps.find((step) => step.approverId === personId && step.decision !== undefined)?.at
  if (voted) return refuse('APPROVAL.VOTED', { ref, at: voted, approverId })
  return refuse('APPROVAL.NOT_YOUR_TURN', { ref, approverId })
}

function cleanReason({ id }: Approval, { decision, reason = '' }: Decision): string | undefined | Refusal {
  const empty = reason.trim() === ''
  if (empty && decision === 'rejected') return refuse('APPROVAL.REASON_REQUIRED', { ref: approvalRef(id) })
  return empty ? undefined : checkText('reason', reason, REASON_MAX)
}

/**
 * One vote of the person whose turn it is: a rejection ends the request, the last approval grants it. Every step is
 * decided at most once. Refuses with APPROVAL.ALREADY_DECIDED (by whom, when), WITHDRAWN, OWN_REQUEST, NOT_YOUR_TURN,
 * VOTED, REASON_REQUIRED or TEXT.TOO_LONG.
 */
export function decide(approval: Approval, vote: Decision, now: Date): Approval | Refusal {
  const refused = checkPending(approval) ?? checkTurn(approval, vote.personId)
  if (refused) return refused
  const reason = cleanReason(approval, vote)
  if (isRefusal(reason)) return reason
  const at = approval.steps.findIndex(({ decision }) => decision === undefined)
  const step: ApprovalStep = {
    approverId: vote.personId,
    decision: vote.decision,
    at: now,
    ...(reason === undefined ? {} : { reason }),
  }
  const steps = approval.steps.with(at, step)
  if (vote.decision === 'rejected') return { ...approval, steps, status: 'rejected' }
  return { ...approval, steps, status: at === steps.length - 1 ? 'approved' : 'pending' }
}

/** Taken back by its requester while it is pending. Refuses with APPROVAL.ALREADY_DECIDED, WITHDRAWN or NOT_REQUESTER. */
export function withdraw(approval: Approval, personId: string): Approval | Refusal {
  const refused = checkPending(approval)
  if (refused) return refused
  if (approval.requestedBy === personId) return { ...approval, status: 'withdrawn' }
  return refuse('APPROVAL.NOT_REQUESTER', { ref: approvalRef(approval.id), requesterId: approval.requestedBy })
}
