import type { LocalDate } from '../../domain/shared/local-date.ts'
import type { RefusalParams } from '../../domain/shared/refusal.ts'

/** How sentences name people and write dates and times. */
export interface Say {
  /** A person's name by id. */
  name(personId: string): string
  date(date: LocalDate): string
  /** `10:06`, with the date if it is not today. */
  time(at: Date): string
}

/** One sentence per code; a missing or a surplus one does not compile. */
export type RefusalSentences = { [C in keyof RefusalParams]: (params: RefusalParams[C], say: Say) => string }
