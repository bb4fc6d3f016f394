/** Canonical arguments as people read them: absolute dates with weekdays, amounts in full, names instead of ids. */
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import { formatDate, formatRange } from '../../domain/shared/local-date.ts'
import { formatYuan } from '../../domain/shared/money.ts'
import type { Declared } from '../actions/action.ts'
import { decodeSlot } from '../actions/slot.ts'
import { hours } from '../i18n/numbers.ts'
import type { Speech } from '../i18n/speech.ts'

export interface Reader {
  speech: Speech
  people: ReadonlyMap<string, Person>
  conversation: ConversationRef
}

/** The canonical verb in the reader's language; buttons-only actions have a label of their own in no place. */
export function actionLabel(action: Declared, { locale }: Speech): string {
  const words = locale === 'en' ? action.words.en : action.words.zh
  return words[0] ?? action.name
}

export function argText({ speech, people }: Reader, action: Declared, name: string, canonical: string): string {
  switch (action.slots[name]?.kind) {
    case 'amount': {
      const fen = decodeSlot('amount', canonical)
      return fen === undefined ? '' : formatYuan(fen)
    }
    case 'date': {
      const date = decodeSlot('date', canonical)
      return date ? formatDate(date, speech.locale) : ''
    }
    case 'range': {
      const range = decodeSlot('range', canonical)
      return range ? formatRange(range.start, range.end, speech.locale) : ''
    }
    case 'span': {
      const span = decodeSlot('span', canonical)
      if (!span) return ''
      return 'minutes' in span ? `${hours(span.minutes)}h` : speech.t.workingDays(span.workingDays)
    }
    case 'choice': {
      const choice = action.slots[name]?.choices?.find(({ value }) => value === canonical)
      return (speech.locale === 'en' ? choice?.en[0] : choice?.zh[0]) ?? ''
    }
    case 'worked': {
      const entries = decodeSlot('worked', canonical) ?? []
      return speech.t.list(entries.map(({ date, minutes }) => `${formatDate(date, speech.locale)} ${hours(minutes)}h`))
    }
    case 'person':
      return people.get(canonical)?.name ?? ''
    case 'task':
      return `T-${canonical}`
    case 'tasks':
      return canonical
        .split(',')
        .map((id) => `T-${id}`)
        .join(' ')
    case 'project':
      return `P-${canonical}`
    case 'approval':
      return `A-${canonical}`
    default:
      return canonical
  }
}
