/** What an action may see and do. One context serves one event inside one transaction. */
import type { AuditRecord, AuditSource } from '../../domain/audit/audit.ts'
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Ids } from '../../domain/ports/ids.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { Membership, Project } from '../../domain/projects/project.ts'
import type { WorkCalendar } from '../../domain/shared/calendar.ts'
import type { LocalDate } from '../../domain/shared/local-date.ts'
import type { Declared } from './action.ts'
import type { Speech } from '../i18n/speech.ts'
import type { Health } from './health.ts'

export interface ActionContext {
  tx: Transaction
  now: Date
  today: LocalDate
  zone: string
  calendar: WorkCalendar
  ids: Ids
  /** The actor. */
  person: Person
  /** Everybody, for names. */
  people: ReadonlyMap<string, Person>
  conversation: ConversationRef
  source: AuditSource
  /** The project the action's scope resolved to, and how. */
  project?: Project
  projectAssumed: boolean
  role?: Membership['role']
  /** `own`: only the actor's own tasks, hours, contract. */
  grant: 'yes' | 'own'
  /** The actor's language. */
  speech: Speech
  traceId: string
  /** For `帮助`, `自检`: what the running service knows of itself. */
  health: Health
  /** Every declared action, for `帮助`. */
  actions: readonly Declared[]
  botName: string
  audit(record: Pick<AuditRecord, 'event'> & Partial<Omit<AuditRecord, 'at' | 'source'>>): Promise<void>
}

/** The project of a context whose action declared one; a bug if there is none. */
export function projectOf(context: ActionContext): Project {
  if (!context.project) throw new Error('this action declared no project scope')
  return context.project
}
