import type { Approval } from '../../../src/domain/approvals/approval.ts'
import type { ApprovalPolicy } from '../../../src/domain/approvals/policy.ts'
import { yuan } from '../../../src/domain/shared/money.ts'

export const now = new Date('2026-11-23T02:06:00Z')

/** ≤1万 项目经理, 1–20万 总监, >20万或超可用 总监→财务 */
export const policy: ApprovalPolicy = {
  tiers: [
    { upTo: yuan(10_000), approvers: ['project_manager'] },
    { upTo: yuan(200_000), approvers: [{ personId: 'wang' }] },
    { approvers: [{ personId: 'wang' }, { personId: 'qian' }] },
  ],
  overAvailable: [{ personId: 'wang' }, { personId: 'qian' }],
}

export const approval = (change: Partial<Approval> = {}): Approval => ({
  id: 7,
  kind: 'spend',
  projectId: 101,
  amount: yuan(80_000),
  purpose: 'KOL投放',
  vendor: '星河传媒',
  requestedBy: 'zhou',
  requestedAt: now,
  status: 'pending',
  steps: [{ approverId: 'wang' }],
  ...change,
})
