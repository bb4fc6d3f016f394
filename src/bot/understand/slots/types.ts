import type { WorkCalendar } from '../../../domain/shared/calendar.ts'
import type { LocalDate } from '../../../domain/shared/local-date.ts'

/** A piece of the normalised text and what it means. Indices are UTF-16 units; `end` is exclusive. */
export interface Span<T> {
  start: number
  end: number
  text: string
  value: T
}

/** Somebody who can be named in a sentence. */
export interface NamedPerson {
  id: string
  name: string
  nicknames: readonly string[]
  department?: string
  skills: readonly string[]
}

/** What a reading depends on besides the text. `intent` decides to which side an open date leans: plans ahead, logs back. */
export interface SlotContext {
  now: Date
  today: LocalDate
  zone: string
  calendar: WorkCalendar
  intent: 'plan' | 'log'
  people: readonly NamedPerson[]
  /** Person id of who is speaking: 我. */
  speaker?: string
  /** Mentions as the messenger resolved them; without personId the account belongs to nobody known. */
  mentions: readonly { name: string; personId?: string }[]
}

/**
 * Why something that looks like a value is not one, so that the bot asks.
 * DATE.PASSED: a plan names a day that has just passed (11月20日 said on 23 November, 本周一 on a Wednesday): next year's, or a slip?
 * DATE.NOT_YET: hours are logged on a day that is still to come. DATE.AMBIGUOUS: two days are meant equally often
 * ("last Monday" on a Wednesday). DATE.HOLIDAY_UNKNOWN: the days off of that year are not announced.
 */
export type SlotProblem =
  | 'DATE.IMPOSSIBLE'
  | 'DATE.RANGE_REVERSED'
  | 'DATE.PASSED'
  | 'DATE.NOT_YET'
  | 'DATE.AMBIGUOUS'
  | 'DATE.HOLIDAY_UNKNOWN'
  | 'AMOUNT.TOO_PRECISE'
  | 'AMOUNT.TOO_LARGE'

/** Builds a span from its bounds. */
export const spanOf = <T>(text: string, start: number, end: number, value: T): Span<T> => ({
  start,
  end,
  text: text.slice(start, end),
  value,
})
