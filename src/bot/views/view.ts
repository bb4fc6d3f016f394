/** A view turns stored state into a card, for one reader or for a group. */
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { WorkCalendar } from '../../domain/shared/calendar.ts'
import type { LocalDate } from '../../domain/shared/local-date.ts'
import type { Say } from '../i18n/refusals.ts'
import type { Speech } from '../i18n/speech.ts'

export interface ViewContext {
  tx: Transaction
  now: Date
  today: LocalDate
  zone: string
  calendar: WorkCalendar
  people: ReadonlyMap<string, Person>
  /** Where the card stands: a group's card shows what its least entitled reader may see. */
  conversation: ConversationRef
  /** The reader of a personal card; absent in groups. */
  reader?: Person
  speech: Speech
  say: Say
}
