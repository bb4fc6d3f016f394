/** Who decides on how much money. Comes from the roster; tiers ascend and the last one has no ceiling. */
import type { Fen } from '../shared/money.ts'

/** `project_manager` is the owner of the project at hand; anything else is a person's id. */
export type Approver = 'project_manager' | { personId: string }

export interface PolicyTier {
  /** Inclusive; absent for the last tier. */
  upTo?: Fen
  approvers: readonly Approver[]
}

export interface ApprovalPolicy {
  tiers: readonly PolicyTier[]
  /** For requests above what is available, whatever the amount. */
  overAvailable: readonly Approver[]
}

export interface PolicyRepository {
  current(): Promise<ApprovalPolicy>
  save(policy: ApprovalPolicy): Promise<void>
}
