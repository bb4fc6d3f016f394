import type { JobClaims, JobLedger } from '../../../domain/ports/queues.ts'
import type { Database } from '../database.ts'
import type { Run } from '../transactions.ts'

const NEWEST_FIRST = [{ ranAt: 'desc' as const }, { period: 'desc' as const }]

export function jobLedger({ prisma }: Database, run: Run): JobLedger {
  return {
    find: (job, period) =>
      run(async () => {
        const row = await prisma.jobRun.findUnique({ where: { job_period: { job, period } } })
        return row ?? undefined
      }),

    last: (job) =>
      run(async () => {
        const row = await prisma.jobRun.findFirst({ where: { job }, orderBy: NEWEST_FIRST })
        return row ?? undefined
      }),

    list: (limit) => run(() => prisma.jobRun.findMany({ orderBy: NEWEST_FIRST, take: limit })),
  }
}

export function jobClaims({ sql }: Database): JobClaims {
  return {
    // The effect commits together with this row, so a run that is recorded is a run that is done.
    claim: async (job, period, at) =>
      (await sql.run(
        `INSERT INTO job_run (job, period, ran_at) VALUES (?, ?, ?) ON CONFLICT (job, period) DO NOTHING`,
        [job, period, at],
      )) === 1,
  }
}
