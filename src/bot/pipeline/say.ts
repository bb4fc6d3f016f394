import type { Person } from '../../domain/people/person.ts'
import { formatDay, type LocalDate } from '../../domain/shared/local-date.ts'
import { localDateOf, localTimeOf } from '../../domain/shared/zone.ts'
import type { Say } from '../i18n/refusals.ts'
import type { Speech } from '../i18n/speech.ts'

/** How this reader is told names, dates and times. */
export function sayFor(speech: Speech, people: ReadonlyMap<string, Person>, today: LocalDate, zone: string): Say {
  return {
    name: (personId) => people.get(personId)?.name ?? speech.t.someone,
    date: (date) => formatDay(date, today, speech.locale),
    time: (at) => {
      const date = localDateOf(at, zone)
      const time = localTimeOf(at, zone)
      return date === today ? time : `${formatDay(date, today, speech.locale)} ${time}`
    },
  }
}
