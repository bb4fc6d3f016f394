/** Reads what people typed into a form: the same slot library as for lines, one value per field. */
import { parseLocalDate } from '../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import { type Args, encodeSlot, type Slot } from '../actions/slot.ts'
import { readWorked } from '../understand/read-worked.ts'
import {
  findAmounts,
  findDates,
  findDurations,
  findPeople,
  findRanges,
  findReferences,
  normalise,
} from '../understand/slots/index.ts'
import type { SlotContext } from '../understand/slots/types.ts'
import type { BaseContext } from './perform.ts'
import { slotContext } from './vocabulary.ts'

/** Empty fields are left out; a field that cannot be read is refused by its label, and nothing is lost. */
export function readForm(base: BaseContext, action: Declared, form: Record<string, string>): Args | Refusal {
  const args: Args = {}
  const context = slotContext(base, action, [])
  for (const [name, slot] of Object.entries(action.slots)) {
    const raw = form[name]?.trim()
    if (raw === undefined || raw === '') continue
    const read = readField(base, slot, raw, context)
    if (isRefusal(read)) return read
    args[name] = read
  }
  return args
}

function readField(base: BaseContext, slot: Slot, raw: string, context: SlotContext): string | Refusal {
  const text = normalise(raw)
  const value = fieldValue(base, slot, text, raw, context)
  return value ?? refuse('INPUT.UNREADABLE', { field: base.speech.t.labels[slot.label], text: raw })
}

function fieldValue(
  base: BaseContext,
  slot: Slot,
  text: string,
  raw: string,
  context: SlotContext,
): string | undefined {
  switch (slot.kind) {
    case 'text':
      return raw
    case 'amount':
      return encodedAmount(text)
    case 'date': {
      const date = parseLocalDate(text) ?? only(findDates(text, context), text)?.date
      return date && encodeSlot('date', date)
    }
    case 'range': {
      const range = only(findRanges(text, context), text)
      return range && encodeSlot('range', range)
    }
    case 'span': {
      const span = only(findDurations(text), text)
      return span && encodeSlot('span', 'days' in span ? { workingDays: span.days } : span)
    }
    case 'choice':
      return chosen(slot, text)
    case 'worked': {
      const worked = readWorked(text, context)
      return worked && encodeSlot('worked', worked.entries)
    }
    case 'person':
      return personId(base, text, context)
    case 'task':
    case 'project':
    case 'approval':
      return reference(slot.kind, text)
    case 'tasks': {
      const ids = findReferences(text)
        .filter(({ value }) => value.kind === 'task')
        .map(({ value }) => value.number)
      return ids.length > 0 ? encodeSlot('tasks', ids) : undefined
    }
  }
}

/** What may stand around a value without saying anything else. */
const AROUND = /^[\s,。;:约为共从自到至前整]*(?:之前|以前|为止|截止|截至|开始)?[\s,。;:前]*$/

/** A field holds one value and nothing beside it: `8万,最多10万` and `下个月到昨天` are none. */
function only<T>(found: readonly { start: number; end: number; value: T }[], text: string): T | undefined {
  const [one, ...others] = found
  if (!one || others.length > 0) return undefined
  return AROUND.test(text.slice(0, one.start)) && AROUND.test(text.slice(one.end)) ? one.value : undefined
}

function encodedAmount(text: string): string | undefined {
  const amount = only(findAmounts(text, { bare: true }), text)
  return amount === undefined ? undefined : encodeSlot('amount', amount)
}

function chosen({ choices = [] }: Slot, text: string): string | undefined {
  const wanted = text.toLowerCase()
  return choices.find(({ value, zh, en }) => value === wanted || [...zh, ...en].includes(wanted))?.value
}

/** A picker gives an account id, a text field a name. */
function personId(base: BaseContext, text: string, context: SlotContext): string | undefined {
  for (const person of base.people.values()) {
    if (person.accounts.some(({ platform, id }) => platform === base.conversation.platform && id === text))
      return person.id
  }
  const match = only(findPeople(text, context), text)
  return match?.kind === 'one' ? match.id : undefined
}

function reference(kind: 'task' | 'project' | 'approval', text: string): string | undefined {
  const found = only(
    findReferences(text).filter(({ value }) => value.kind === kind),
    text,
  )
  return found ? String(found.number) : /^\d{1,9}$/.test(text) ? text : undefined
}
