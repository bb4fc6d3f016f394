import type { BudgetEntry, BudgetRepository } from '../../../domain/budgets/budget.ts'
import type { Database } from '../database.ts'
import type { BudgetEntry as EntryRow } from '../generated/client.ts'
import { present } from '../mapping.ts'

export function budgets({ prisma }: Database): BudgetRepository {
  return {
    async of(projectId) {
      return (
        (await prisma.budget.findUnique({ where: { projectId } })) ?? { projectId, approved: 0n, held: 0n, used: 0n }
      )
    },

    async save(budget, entry) {
      const { projectId, ...amounts } = budget
      await prisma.budget.upsert({ where: { projectId }, create: budget, update: amounts })
      await prisma.budgetEntry.create({ data: entry })
    },

    async entries(projectId) {
      return (await prisma.budgetEntry.findMany({ where: { projectId }, orderBy: { seq: 'asc' } })).map(toEntry)
    },
  }
}

function toEntry(row: EntryRow): BudgetEntry {
  return {
    projectId: row.projectId,
    kind: row.kind as BudgetEntry['kind'],
    amount: row.amount,
    ...present({ approvalId: row.approvalId }),
    by: row.by,
    at: row.at,
  }
}
