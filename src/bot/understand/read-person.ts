/** Whom a line means. */
import { refuse } from '../../domain/shared/refusal.ts'
import type { Slot } from '../actions/slot.ts'
import { EDGE } from './canvas.ts'
import { announcing, fill, note, type State } from './reading.ts'
import { findPeople } from './slots/index.ts'
import type { Vocabulary } from './vocabulary.ts'

const BEFORE_PERSON = new RegExp(
  `(?:[${EDGE}@]|给|由|让|请|叫|安排|看|查|列|归|找|或|人|和|与|跟|改|换|派|转|成|为|是|把|的|了|到|前|后|天|日|号|[一二三四五六]|to |by |for )$`,
  'i',
)
const AFTER_PERSON = new RegExp(
  `^(?:[${EDGE}]|或|和|与|跟|负责|来|做|在|去|接|的|周|明|今|昨|后|下|本|月|第|这|本|最近|手上|手头|还|现在|有|做|写|弄|搞|画|拍|吧|哈|了|啊|呢|啦|把|你|也|处|跟|承|牵|主|手|名|那|超|出|带|准备|整理|设计|审|管|逾期|忙|\\d|'s)`,
)
/** Said of a person spoken of before. */
const PRONOUN = /(?<![\p{Script=Han}])(?:他|她)(?!们)|(?<=给|让|由|请)(?:他|她)(?!们)|\b(?:him|her)\b/u

/** An announced person (派给赵倩, 负责人王敏, or right after such a verb) beats others; several that fit are a question. */
export function readPerson(state: State, name: string, slot: Slot): void {
  const { canvas } = state
  const words = slot.words ?? []
  const standing = findPeople(canvas.text, state.vocabulary, { allowSkill: false })
    .filter(({ start }) => !SHOW_ME.test(canvas.text.slice(0, start)))
    .filter(
      (match) =>
        (canvas.bounded(match, BEFORE_PERSON, AFTER_PERSON) && !(slot.required && isNotMeant(canvas.text, match))) ||
        closesTitle(state, match) ||
        (slot.required && isFullName(state, match) && standsBeside(state, match) && !isNotMeant(canvas.text, match)),
    )
  const announced = standing.filter(
    ({ start }) => announcing(canvas.text, start, words) !== undefined || afterVerb(state, slot, start),
  )
  const fitting = announced.length > 0 ? withListed(canvas.text, announced, standing) : standing
  const [match] = fitting
  if (!match) {
    if (!readPronoun(state, name)) unknownPerson(state, slot)
    return
  }
  const unknown = fitting.find(({ value }) => value.kind === 'unknown')?.value
  if (unknown?.kind === 'unknown') state.problem ??= refuse('PERSON.NOT_FOUND', { name: unknown.spoken })
  const ids = [...new Set(fitting.flatMap(({ value }) => idsOf(value)))]
  const [only] = ids
  if (only && ids.length === 1) fill(state, name, 'person', only, match)
  canvas.take(...fitting.map(({ start, end }) => ({ start: announcing(canvas.text, start, words) ?? start, end })))
  for (const [index, { end }] of fitting.entries()) takeBetween(state, end, fitting[index + 1]?.start)
  if (ids.length < 2) return
  const options = ids.map((id) => ({ value: id, label: personLabel(state.vocabulary, id) }))
  state.ambiguities.push({ slot: name, spoken: fitting.map(({ text }) => text.replace(/^@/, '')).join(' '), options })
}

/** `show me …` names nobody. */
const SHOW_ME = /\b(?:show|give|tell|send|let|help)\s$/i

/** `赵倩的活`: whose work it is. */
const OWNS = /^的(?:活|任务|工作|事|手)/

/** `周五给我`: who gets the result, not who does the work. */
const isNotMeant = (text: string, { start, end }: { start: number; end: number }): boolean =>
  OWNS.test(text.slice(end)) ||
  (/^(?:我|me)$/i.test(text.slice(start, end)) && /(?:给|跟|找|发)$/.test(text.slice(0, start)))

/** 给赵倩**和周涛**: whoever is listed beside somebody meant is meant as well. */
function withListed<P extends { start: number; end: number }>(
  text: string,
  meant: readonly P[],
  all: readonly P[],
): readonly P[] {
  const listed = all.filter(
    (one) => meant.includes(one) || meant.some(({ end }) => one.start >= end && JOINS.test(text.slice(end, one.start))),
  )
  return listed.length > meant.length ? withListed(text, listed, all) : listed
}

const JOINS = /^[\s、,]*(?:和|与|跟|及|&|或者?|还是)?[\s、,]*(?:给|派给)?$/

const isFullName = ({ vocabulary }: State, { text }: { text: string }): boolean =>
  vocabulary.people.some(({ name }) => name === text)

/** Where somebody must be named, a full name need not stand apart on both sides. */
const standsBeside = ({ canvas }: State, match: { start: number; end: number }): boolean =>
  canvas.bounded(match, BEFORE_PERSON, /[\s\S]/) || canvas.bounded(match, /[\s\S]/, AFTER_PERSON)

/** `优惠券弹窗赵倩 明天`: a full name behind a title, right before a value. */
function closesTitle(state: State, match: { text: string; end: number }): boolean {
  return state.hasText && state.canvas.text[match.end] === '\uE001' && isFullName(state, match)
}

/** 赵倩**和**周涛. */
function takeBetween({ canvas }: State, start: number, end: number | undefined): void {
  if (end !== undefined && JOINS.test(canvas.text.slice(start, end))) canvas.take({ start, end })
}

/** Right behind the verb of an action that needs somebody. */
function afterVerb({ canvas }: State, slot: Slot, start: number): boolean {
  return slot.required && /\uE003\s*@?$/.test(canvas.text.slice(0, start))
}

function readPronoun(state: State, name: string): boolean {
  const found = PRONOUN.exec(state.canvas.text)
  const personId = state.vocabulary.last?.personId
  if (!found) return false
  if (personId === undefined) {
    state.leftover ??= found[0]
    return false
  }
  const piece = { start: found.index, end: found.index + found[0].length }
  note(state, name, personId, piece)
  state.args[name] = personId
  state.canvas.take(piece)
  return true
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
    .flatMap((word) => [...text.toLowerCase().matchAll(new RegExp(`(?<![^${EDGE}])${word}`, 'g'))])
    .map(({ index, 0: word }) => index + word.length)[0]
  // A whole word 给张三 names somebody; 给客户看的海报 goes on and is a title.
  const given = new RegExp(`(?<![^${EDGE}])给(\\p{Script=Han}{2,3})(?=$|[${EDGE}])`, 'u').exec(text)?.[1]
  if (given !== undefined) state.problem ??= refuse('PERSON.NOT_FOUND', { name: given })
  const verb = slot.required ? text.lastIndexOf('\uE003') + 1 : 0
  const start = announcedAt ?? (verb > 0 ? verb : undefined)
  if (start === undefined) return
  const spoken = new RegExp(`^[\\s:]*([\\p{Script=Han}A-Za-z·]{2,12})(?=$|[${EDGE}])`, 'u').exec(text.slice(start))?.[1]
  if (spoken !== undefined) state.problem ??= refuse('PERSON.NOT_FOUND', { name: spoken })
}

function personLabel(vocabulary: Vocabulary, id: string): string {
  const person = vocabulary.people.find((one) => one.id === id)
  const hint = person?.title ?? person?.department ?? person?.skills[0]
  return `${person?.name ?? id}${hint ? `(${hint})` : ''}`
}
