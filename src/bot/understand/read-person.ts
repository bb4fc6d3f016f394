/** Whom a line means. */
import { refuse } from '../../domain/shared/refusal.ts'
import type { Slot } from '../actions/slot.ts'
import { announcing, type State, set } from './reading.ts'
import { findPeople } from './slots/index.ts'
import type { Vocabulary } from './vocabulary.ts'

const BEFORE_PERSON = /(?:[\s,。;:、@\uE001\uE002\n]|给|由|让|请|人|和|与|to |by )$/i
const AFTER_PERSON = /^(?:[\s,。;:、!?\uE001\uE002\n]|和|与|负责|来|做|在|周|明|今|后|下|本|\d)/

/** An announced person (派给赵倩, 负责人王敏, or right after such a verb) beats others; several that fit are a question. */
export function readPerson(state: State, name: string, slot: Slot): void {
  const { canvas } = state
  const words = slot.words ?? []
  const standing = findPeople(canvas.text, state.vocabulary).filter((match) =>
    canvas.bounded(match, BEFORE_PERSON, AFTER_PERSON),
  )
  const announced = standing.filter(
    ({ start }) =>
      announcing(canvas.text, start, words) !== undefined ||
      (slot.required && /\n\s*@?$/.test(canvas.text.slice(0, start))),
  )
  const fitting = announced.length > 0 ? announced : standing
  const [match] = fitting
  if (!match) {
    unknownPerson(state, slot)
    return
  }
  for (const { start, end } of fitting) canvas.take({ start: announcing(canvas.text, start, words) ?? start, end })
  const unknown = fitting.find(({ value }) => value.kind === 'unknown')?.value
  if (unknown?.kind === 'unknown') state.problem ??= refuse('PERSON.NOT_FOUND', { name: unknown.spoken })
  const ids = [...new Set(fitting.flatMap(({ value }) => idsOf(value)))]
  const [only] = ids
  if (only && ids.length === 1) set(state, name, 'person', only)
  if (ids.length < 2) return
  const options = ids.map((id) => ({ value: id, label: personLabel(state.vocabulary, id) }))
  state.ambiguities.push({ slot: name, spoken: fitting.map(({ text }) => text.replace(/^@/, '')).join(' '), options })
}

function idsOf(value: ReturnType<typeof findPeople>[number]['value']): readonly string[] {
  if (value.kind === 'one') return [value.id]
  return value.kind === 'many' ? value.ids : []
}

/** 派给张三, and nobody is called that: not a title that ends in 张三. A bare 给 may begin one (给客户看的海报). */
function unknownPerson(state: State, slot: Slot): void {
  const { text } = state.canvas
  const words = (slot.words ?? []).filter((word) => word.length > 1)
  const announcedAt = words
    .flatMap((word) => [...text.toLowerCase().matchAll(new RegExp(`(?<![^\\s,。;、\\uE001])${word}`, 'g'))])
    .map(({ index, 0: word }) => index + word.length)[0]
  // A whole word 给张三 names somebody; 给客户看的海报 goes on and is a title.
  const given = /(?<![^\s,。;、\uE001])给(\p{Script=Han}{2,3})(?=$|[\s,。;、!\uE001\uE002])/u.exec(text)?.[1]
  if (given !== undefined) state.problem ??= refuse('PERSON.NOT_FOUND', { name: given })
  const start = announcedAt ?? (slot.required && text.includes('\n') ? text.indexOf('\n') + 1 : undefined)
  if (start === undefined) return
  const spoken = /^[\s:]*([\p{Script=Han}A-Za-z·]{2,12})(?=$|[\s,。;、!\uE001\uE002])/u.exec(text.slice(start))?.[1]
  if (spoken !== undefined) state.problem ??= refuse('PERSON.NOT_FOUND', { name: spoken })
}

function personLabel(vocabulary: Vocabulary, id: string): string {
  const person = vocabulary.people.find((one) => one.id === id)
  const hint = person?.title ?? person?.department ?? person?.skills[0]
  return `${person?.name ?? id}${hint ? `(${hint})` : ''}`
}
