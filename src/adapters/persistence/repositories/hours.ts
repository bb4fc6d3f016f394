import type { HourEntry, HourRepository, HourRevision } from '../../../domain/hours/hour-entry.ts'
import type { LocalDate } from '../../../domain/shared/local-date.ts'
import type { Database } from '../database.ts'
import type { HourEntry as EntryRow, HourRevision as RevisionRow } from '../generated/client.ts'
import { marks, type SqlValue } from '../sql.ts'

export function hours({ prisma, sql }: Database): HourRepository {
  /** Prepared SQL: each task card adds up its hours. */
  async function counted(
    condition: string,
    values: readonly SqlValue[],
    order = 'work_date, seq',
  ): Promise<readonly HourEntry[]> {
    const text = `SELECT * FROM hour_entry WHERE ${condition} AND NOT removed ORDER BY ${order}`
    return (await sql.all<EntryRow>(text, values)).map(toEntry)
  }

  return {
    async byId(id) {
      const row = await prisma.hourEntry.findUnique({ where: { id } })
      return row ? toEntry(row) : undefined
    },

    ofDay: (personId, workDate) => counted('person_id = ? AND work_date = ?', [personId, workDate], 'seq'),

    ofTask: (taskId) => counted('task_id = ?', [taskId]),

    ofProjects: (projectIds) => counted(`project_id IN (${marks(projectIds)})`, projectIds),

    ofPerson: (personId, from, to) =>
      counted('person_id = ? AND work_date >= ? AND work_date <= ?', [personId, from, to]),

    async save(entry) {
      const { id, ...changes } = entry
      await prisma.hourEntry.upsert({ where: { id }, create: { id, ...changes }, update: changes })
    },

    async saveRevision(revision) {
      await prisma.hourRevision.create({ data: toRevisionRow(revision) })
    },

    async revisions(entryId) {
      return (await prisma.hourRevision.findMany({ where: { entryId }, orderBy: { seq: 'asc' } })).map(toRevision)
    },
  }
}

const toEntry = ({ seq: _, ...row }: EntryRow): HourEntry => ({ ...row, workDate: row.workDate as LocalDate })

function toRevisionRow({ entryId, at, by, before, after }: HourRevision): Omit<RevisionRow, 'seq'> {
  return {
    entryId,
    at,
    by,
    beforeWorkDate: before.workDate,
    beforeMinutes: before.minutes,
    beforeRemoved: before.removed,
    afterWorkDate: after.workDate,
    afterMinutes: after.minutes,
    afterRemoved: after.removed,
  }
}

function toRevision(row: RevisionRow): HourRevision {
  return {
    entryId: row.entryId,
    at: row.at,
    by: row.by,
    before: { workDate: row.beforeWorkDate as LocalDate, minutes: row.beforeMinutes, removed: row.beforeRemoved },
    after: { workDate: row.afterWorkDate as LocalDate, minutes: row.afterMinutes, removed: row.afterRemoved },
  }
}
