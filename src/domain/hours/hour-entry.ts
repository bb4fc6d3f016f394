/** Logged hours (工时). The day worked and the day logged are two facts. Amounts are whole minutes. */
import type { LocalDate } from '../shared/local-date.ts'

export interface HourEntry {
  id: string
  projectId: number
  taskId: number
  personId: string
  workDate: LocalDate
  minutes: number
  /** Worked on a rest day (周末 or 法定节假日). */
  overtime: boolean
  loggedAt: Date
  /** Taken back by its author; kept for the record, counted nowhere. */
  removed: boolean
}

/** What one person logged of one task in one go. */
export interface Logging {
  taskId: number
  personId: string
  loggedAt: Date
}

/** Names a logging, so that its card is found from each of its entries: `hours:3/hanmei/1795406400000`. */
export function loggingRef({ taskId, personId, loggedAt }: Logging): string {
  return `hours:${taskId}/${personId}/${loggedAt.getTime()}`
}

/** The inverse of {@link loggingRef}; undefined for everything else. */
export function parseLoggingRef(ref: string): Logging | undefined {
  const [, task, personId, at] = /^hours:(\d{1,9})\/(.+)\/(\d{1,15})$/.exec(ref) ?? []
  return task && personId && at ? { taskId: Number(task), personId, loggedAt: new Date(Number(at)) } : undefined
}

/** Every later change of an entry, so that nothing is edited silently. */
export interface HourRevision {
  entryId: string
  at: Date
  by: string
  before: { workDate: LocalDate; minutes: number; removed: boolean }
  after: { workDate: LocalDate; minutes: number; removed: boolean }
}

export interface HourRepository {
  byId(id: string): Promise<HourEntry | undefined>
  /** Not removed ones of one person on one day, in the order logged. */
  ofDay(personId: string, workDate: LocalDate): Promise<readonly HourEntry[]>
  /** Not removed ones, by work date. */
  ofTask(taskId: number): Promise<readonly HourEntry[]>
  ofProjects(projectIds: readonly number[]): Promise<readonly HourEntry[]>
  ofPerson(personId: string, from: LocalDate, to: LocalDate): Promise<readonly HourEntry[]>
  save(entry: HourEntry): Promise<void>
  saveRevision(revision: HourRevision): Promise<void>
  revisions(entryId: string): Promise<readonly HourRevision[]>
}
