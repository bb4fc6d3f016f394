/** A request for money and the decisions on it. Numbered, … */
import type { Fen } from '../shared/money.ts'

/** `released`: approved, and what was left of its hold has been given back. */
export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'withdrawn' | 'released'

export interface ApprovalStep {
  approverId: string
  decision?: 'approved' | 'rejected'
  reason?: string
  at?: Date
}

export interface Approval {
  id: number
  /** `project_budget` adds to the project's budget, the first one sets it; `spend` reserves a part of it. */
  kind: 'project_budget' | 'spend'
  projectId: number
  amount: Fen
  purpose: string
  vendor?: string
  requestedBy: string
  requestedAt: Date
  status: ApprovalStatus
  /** In order; the first without a decision is the one whose turn it is. */
  steps: readonly ApprovalStep[]
}

export function approvalRef(id: number): string {
  return `A-${id}`
}

export interface ApprovalRepository {
  nextId(): Promise<number>
  byId(id: number): Promise<Approval | undefined>
  ofProject(projectId: number): Promise<readonly Approval[]>
  /** Pending ones whose turn it is for this person, oldest first. */
  waitingFor(personId: string): Promise<readonly Approval[]>
  save(approval: Approval): Promise<void>
}
