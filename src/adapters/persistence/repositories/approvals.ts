import type { Approval, ApprovalRepository, ApprovalStep } from '../../../domain/approvals/approval.ts'
import type { Database } from '../database.ts'
import type { Approval as ApprovalRow, ApprovalStep as StepRow } from '../generated/client.ts'
import { present } from '../mapping.ts'
import { nextNumber } from './sequences.ts'

const WITH_STEPS = { include: { steps: { orderBy: { position: 'asc' } } }, orderBy: { id: 'asc' } } as const

export function approvals(database: Database): ApprovalRepository {
  const { prisma } = database
  return {
    nextId: () => nextNumber(database, 'approval'),

    async byId(id) {
      const [row] = await prisma.approval.findMany({ where: { id }, ...WITH_STEPS })
      return row && toApproval(row)
    },

    async ofProject(projectId) {
      return (await prisma.approval.findMany({ where: { projectId }, ...WITH_STEPS })).map(toApproval)
    },

    async waitingFor(personId) {
      const rows = await prisma.approval.findMany({
        where: { status: 'pending', steps: { some: { approverId: personId, decision: null } } },
        ...WITH_STEPS,
      })
      const theirTurn = (row: { steps: StepRow[] }) =>
        row.steps.find(({ decision }) => decision === null)?.approverId === personId
      return rows.filter(theirTurn).map(toApproval)
    },

    async save(approval) {
      const { id, ...changes } = toRow(approval)
      await prisma.approval.upsert({ where: { id }, create: { id, ...changes }, update: changes })
      await prisma.approvalStep.deleteMany({ where: { approvalId: id } })
      await prisma.approvalStep.createMany({
        data: approval.steps.map((step, position) => ({ ...step, approvalId: id, position })),
      })
    },
  }
}

function toRow({ steps: _, ...approval }: Approval): ApprovalRow {
  return { ...approval, vendor: approval.vendor ?? null }
}

function toApproval({ steps, vendor, ...row }: ApprovalRow & { steps: StepRow[] }): Approval {
  return {
    ...row,
    ...present({ vendor }),
    kind: row.kind as Approval['kind'],
    status: row.status as Approval['status'],
    steps: steps.map(toStep),
  }
}

function toStep({ approverId, decision, reason, at }: StepRow): ApprovalStep {
  return { approverId, ...present({ decision: decision as ApprovalStep['decision'] | null, reason, at }) }
}
