import type { ApprovalPolicy, PolicyRepository, PolicyTier } from '../../../domain/approvals/policy.ts'
import type { Database } from '../database.ts'
import { fromJson } from '../mapping.ts'

const ID = 1

interface StoredPolicy extends Omit<ApprovalPolicy, 'tiers'> {
  tiers: readonly (Omit<PolicyTier, 'upTo'> & { upTo?: string })[]
}

export function policy({ prisma }: Database): PolicyRepository {
  return {
    async current() {
      const row = await prisma.approvalPolicy.findUnique({ where: { id: ID } })
      if (!row) throw new Error('no approval policy has been stored yet: a roster must be imported first')
      return toPolicy(row.policy)
    },

    async save(policy) {
      const text = toText(policy)
      await prisma.approvalPolicy.upsert({
        where: { id: ID },
        create: { id: ID, policy: text },
        update: { policy: text },
      })
    },
  }
}

const toText = (policy: ApprovalPolicy): string =>
  JSON.stringify(policy, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))

function toPolicy(text: string): ApprovalPolicy {
  const { tiers, overAvailable } = fromJson<StoredPolicy>(text)
  return {
    tiers: tiers.map(({ upTo, approvers }) => ({ ...(upTo !== undefined && { upTo: BigInt(upTo) }), approvers })),
    overAvailable,
  }
}
