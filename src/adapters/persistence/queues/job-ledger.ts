import type { JobClaims, JobLedger, JobRun } from '../../../domain/ports/queues.ts'
import type { Database } from '../database.ts'
import type { JobRun as JobRow } from '../generated/client.ts'
import { present } from '../mapping.ts'
import type { Run } from '../transactions.ts'

const NEWEST_FIRST = [{ startedAt: 'desc' as const }, { period: 'desc' as const }]

export function jobLedger({ prisma }: Database, run: Run): JobLedger {
  return {
    find: (job, period) =>
      run(async () => {
        const row = await prisma.jobRun.findUnique({ where: { job_period: { job, period } } })
        return row ? toRun(row) : undefined
      }),

    last: (job) =>
      run(async () => {
        const row = await prisma.jobRun.findFirst({ where: { job }, orderBy: NEWEST_FIRST })
        return row ? toRun(row) : undefined
      }),

    list: (limit) => run(async () => (await prisma.jobRun.findMany({ orderBy: NEWEST_FIRST, take: limit })).map(toRun)),
  }
}

export function jobClaims({ sql }: Database): JobClaims {
  return {
    // The effect commits together with this row, so a run that is recorded is a run that is done.
    claim: async (job, period, at) =>
      (await sql.run(
        `INSERT INTO job_run (job, period, started_at, finished_at, status) VALUES (?, ?, ?, ?, 'done')
         ON CONFLICT (job, period) DO NOTHING`,
        [job, period, at, at],
      )) === 1,
  }
}

function toRun({ finishedAt, detail, ...row }: JobRow): JobRun {
  return { ...row, status: row.status as JobRun['status'], ...present({ finishedAt, detail }) }
}
