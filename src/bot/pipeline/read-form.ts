/** Reads what people put into fields, by form or in words: the same slot library as for lines, one value per field. */
import { parseLocalDate } from '../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import { type Args, encodeSlot, type Slot } from '../actions/slot.ts'
import { readWorked } from '../understand/read-worked.ts'
import { findAmounts, findDates, findDurations, findPeople, findRanges, normalise } from '../understand/slots/index.ts'
import type { SlotContext } from '../understand/slots/types.ts'
import { intentOf } from '../understand/vocabulary.ts'
import type { BaseContext } from './perform.ts'
import { only, readReference } from './read-reference.ts'
import { slotContext } from './vocabulary.ts'

/** Empty fields are left out; a field that cannot be read is refused by its label, and nothing is lost. */
export async function readForm(
  base: BaseContext,
  action: Declared,
  form: Record<string, string>,
): Promise<Args | Refusal> {
  const args: Args = {}
  for (const name of Object.keys(action.slots)) {
    const raw = form[name]?.trim()
    if (raw === undefined || raw === '') continue
    const read = await readField(base, action, name, raw)
    if (isRefusal(read)) return read
    args[name] = read
  }
  return args
}

/** The canonical value of one field, or why there is none: `INPUT.UNREADABLE`, or a name that several objects have. */
export async function readField(
  base: BaseContext,
  action: Declared,
  name: string,
  raw: string,
): Promise<string | Refusal> {
  const slot = action.slots[name]
  if (!slot) throw new Error(`${action.name} has no field ${name}`)
  const value = isReference(slot)
    ? await readReference(base, action, slot, raw)
    : fieldValue(base, slot, normalise(raw), raw, slotContext(base, intentOf(action)))
  return value ?? refuse('INPUT.UNREADABLE', { field: base.speech.t.labels[slot.label], text: raw })
}

type ReferenceKind = 'task' | 'tasks' | 'project' | 'approval'
type ReferenceSlot = Slot<ReferenceKind>

const isReference = (slot: Slot): slot is ReferenceSlot =>
  slot.kind === 'task' || slot.kind === 'tasks' || slot.kind === 'project' || slot.kind === 'approval'

function fieldValue(
  base: BaseContext,
  slot: Exclude<Slot, ReferenceSlot>,
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
    default:
      return undefined
  }
}

function encodedAmount(text: string): string | undefined {
  const amount = only(findAmounts(text, { bare: true }), text)
  return amount === undefined ? undefined : encodeSlot('amount', amount)
}

function chosen({ choices = [] }: Slot, text: string): string | undefined {
  const wanted = text.toLowerCase()
  return choices.find(({ value, zh, en }) => value.toLowerCase() === wanted || [...zh, ...en].includes(wanted))?.value
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
