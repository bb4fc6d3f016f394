/** Canonical arguments as people read them: absolute dates with weekdays, amounts in full, names instead of ids. */
import { approvalRef } from '../../domain/approvals/approval.ts'
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import { projectRef } from '../../domain/projects/project.ts'
import { formatDate, formatRange } from '../../domain/shared/local-date.ts'
import { formatYuan } from '../../domain/shared/money.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Declared } from '../actions/action.ts'
import { decodeSlot, type Slot } from '../actions/slot.ts'
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

/** A value of `slot`; of one that the action has no longer, the canonical text itself. */
export function argText({ speech, people }: Reader, slot: Slot | undefined, canonical: string): string {
  switch (slot?.kind) {
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
      const choice = slot.choices?.find(({ value }) => value === canonical)
      return (speech.locale === 'en' ? choice?.en[0] : choice?.zh[0]) ?? ''
    }
    case 'worked': {
      const entries = decodeSlot('worked', canonical) ?? []
      return speech.t.list(entries.map(({ date, minutes }) => `${formatDate(date, speech.locale)} ${hours(minutes)}h`))
    }
    case 'person':
      return people.get(canonical)?.name ?? ''
    case 'task':
      return taskRef(Number(canonical))
    case 'tasks':
      return (decodeSlot('tasks', canonical) ?? []).map(taskRef).join(' ')
    case 'project':
      return projectRef(Number(canonical))
    case 'approval':
      return approvalRef(Number(canonical))
    default:
      return canonical
  }
}
