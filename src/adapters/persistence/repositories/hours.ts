import type { HourEntry, HourRepository, HourRevision } from '../../../domain/hours/hour-entry.ts'
import type { LocalDate } from '../../../domain/shared/local-date.ts'
import type { Database } from '../database.ts'
import type { HourEntry as EntryRow, HourRevision as RevisionRow } from '../generated/client.ts'

const BY_WORK_DATE = [{ workDate: 'asc' as const }, { seq: 'asc' as const }]

export function hours({ prisma }: Database): HourRepository {
  return {
    async byId(id) {
      const row = await prisma.hourEntry.findUnique({ where: { id } })
      return row ? toEntry(row) : undefined
    },

    async ofDay(personId, workDate) {
      const rows = await prisma.hourEntry.findMany({
        where: { personId, workDate, removed: false },
        orderBy: { seq: 'asc' },
      })
      return rows.map(toEntry)
    },

    async ofTask(taskId) {
      const rows = await prisma.hourEntry.findMany({ where: { taskId, removed: false }, orderBy: BY_WORK_DATE })
      return rows.map(toEntry)
    },

    async ofProjects(projectIds) {
      const rows = await prisma.hourEntry.findMany({
        where: { projectId: { in: [...projectIds] }, removed: false },
        orderBy: BY_WORK_DATE,
      })
      return rows.map(toEntry)
    },

    async ofPerson(personId, from, to) {
      const rows = await prisma.hourEntry.findMany({
        where: { personId, workDate: { gte: from, lte: to }, removed: false },
        orderBy: BY_WORK_DATE,
      })
      return rows.map(toEntry)
    },

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
