import { type Approval, approvalRef } from '../../../domain/approvals/approval.ts'
import { currentApproverId } from '../../../domain/approvals/decide.ts'
import type { Notice } from '../action.ts'

/** Whoever's turn it is gets the request's card. */
export function turnNotice(approval: Approval): Notice[] {
  const personId = currentApproverId(approval)
  return personId === undefined
    ? []
    : [{ personId, content: { kind: 'object', ref: approvalRef(approval.id), view: 'approval' } }]
}
