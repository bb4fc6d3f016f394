/**
 * Slots: the typed arguments of actions. Between parser, buttons, stored prompts and forms they travel as canonical
 * texts (`50000000`, `2026-12-01/2026-12-20`, `T-12` as `12`); only `decodeSlot` makes values of them.
 */
import { type LocalDate, parseLocalDate } from '../../domain/shared/local-date.ts'
import type { Fen } from '../../domain/shared/money.ts'
import type { LabelKey } from '../i18n/labels.ts'

/** `minutes` of work, or a span of working days. */
export type Span = { minutes: number } | { workingDays: number }

/** A working day of work: 8 hours. */
const DAY_MINUTES = 480

export function minutesOf(span: Span): number {
  return 'minutes' in span ? span.minutes : span.workingDays * DAY_MINUTES
}

/** Whole working days, rounded up: work of three hours takes a day of the plan. */
export function workingDaysOf(span: Span): number {
  return 'workingDays' in span ? span.workingDays : Math.ceil(span.minutes / DAY_MINUTES)
}

/** Time worked on one day, in minutes. */
export interface Worked {
  date: LocalDate
  minutes: number
}

export interface SlotValues {
  text: string
  /** One of the slot's `choices`. */
  choice: string
  /** Work on one or several days. */
  worked: readonly Worked[]
  amount: Fen
  date: LocalDate
  range: { start: LocalDate; end: LocalDate }
  span: Span
  /** Person id. */
  person: string
  task: number
  tasks: readonly number[]
  project: number
  approval: number
}

export type SlotKind = keyof SlotValues

export interface Slot<K extends SlotKind = SlotKind, R extends boolean = boolean> {
  kind: K
  required: R
  /** What a form and an echo call this slot. */
  label: LabelKey
  /** Words that announce the value: `预算50万`, `目标GMV300万`, `依赖 主视觉设计`. */
  words?: readonly string[]
  /** For `text`: takes what no other slot claimed. At most one per action. */
  rest?: boolean
  /** With `rest`: a name, which is one piece of the line and never put together from several. */
  name?: boolean
  /** With `rest`: a list, whose lines and separators part its items and no commands. */
  list?: boolean
  /** For `date`: words right behind the date that make it this slot's (12月1日**开始**). */
  suffix?: readonly string[]
  /** With `rest`: counts only as a clause of its own that limits nothing (`同意 A-1, 价格合理`), or behind one of `words`. */
  clause?: boolean
  /** For `project`: archived ones may be named, too. */
  archived?: boolean
  /** In a form: several lines. */
  long?: boolean
  /** For `choice`: what may be chosen, and the words that mean it in a line, the first of each language being its name. */
  choices?: readonly { value: string; zh: readonly string[]; en: readonly string[] }[]
  /**
   * Both sides of the first `=`, `＝`, `是` or `为` behind the verb (`派活=派给`): `left` is the text before it, `right` all that
   * follows it, read as the slot's kind (a person's name, or the text as it was typed).
   */
  pair?: 'left' | 'right'
  /** For `span`: words that turn it round, so that the value is negative (**提前**两天). */
  backwards?: readonly string[]
}

export type Slots = Readonly<Record<string, Slot>>

type Options = Omit<Slot, 'kind' | 'required'>

export function required<K extends SlotKind>(kind: K, options: Options): Slot<K, true> {
  return { kind, required: true, ...options }
}

export function optional<K extends SlotKind>(kind: K, options: Options): Slot<K, false> {
  return { kind, required: false, ...options }
}

/** The values an action's `run` receives. */
export type ValuesOf<S extends Slots> = {
  [N in keyof S as S[N] extends Slot<SlotKind, true> ? N : never]: SlotValues[S[N]['kind']]
} & {
  [N in keyof S as S[N] extends Slot<SlotKind, true> ? never : N]?: SlotValues[S[N]['kind']] | undefined
}

/** Canonical texts by slot name. */
export type Args = Record<string, string>

type Codec<K extends SlotKind> = {
  encode(value: SlotValues[K]): string
  decode(text: string): SlotValues[K] | undefined
}

const wholeNumber: Codec<'task'> = {
  encode: String,
  decode: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
}
const someText: Codec<'text'> = { encode: (text) => text, decode: (text) => (text === '' ? undefined : text) }

/** Strings share one codec, numbers another; K only names what they mean. */
type CodecFor<K extends SlotKind> = SlotValues[K] extends string
  ? Codec<'text'>
  : SlotValues[K] extends number
    ? Codec<'task'>
    : Codec<K>

const codecs: { [K in SlotKind]: K extends 'date' ? Codec<'date'> : CodecFor<K> } = {
  text: someText,
  choice: someText,
  person: someText,
  task: wholeNumber,
  project: wholeNumber,
  approval: wholeNumber,
  amount: { encode: String, decode: (text) => (/^\d{1,18}$/.test(text) ? BigInt(text) : undefined) },
  date: { encode: (date) => date, decode: parseLocalDate },
  range: {
    encode: ({ start, end }) => `${start}/${end}`,
    decode: (text) => {
      const [start, end] = text.split('/').map(parseLocalDate)
      return start && end ? { start, end } : undefined
    },
  },
  span: {
    encode: (span) => ('minutes' in span ? `m${span.minutes}` : `d${span.workingDays}`),
    decode: (text) => {
      const amount = /^.-?\d{1,9}$/.test(text) ? Number(text.slice(1)) : undefined
      if (amount === undefined) return undefined
      if (text.startsWith('m')) return { minutes: amount }
      return text.startsWith('d') ? { workingDays: amount } : undefined
    },
  },
  worked: {
    encode: (entries) => entries.map(({ date, minutes }) => `${date}:${minutes}`).join(','),
    decode: (text) => {
      const entries = text.split(',').map((entry) => {
        const [day = '', minutes = ''] = entry.split(':')
        const date = parseLocalDate(day)
        const amount = wholeNumber.decode(minutes)
        return date && amount !== undefined ? { date, minutes: amount } : undefined
      })
      return entries.every((entry) => entry !== undefined) ? entries : undefined
    },
  },
  tasks: {
    encode: (ids) => ids.join(','),
    decode: (text) => {
      const ids = text.split(',').map(wholeNumber.decode)
      return ids.every((id) => id !== undefined) ? ids : undefined
    },
  },
}

function codecFor<K extends SlotKind>(kind: K): Codec<K> {
  // Equal value types, differently named: the compiler cannot follow the mapped type above for an open K.
  return codecs[kind] as unknown as Codec<K>
}

export function encodeSlot<K extends SlotKind>(kind: K, value: SlotValues[K]): string {
  return codecFor(kind).encode(value)
}

/** Undefined for a text that is no canonical form: a forged or outdated button. */
export function decodeSlot<K extends SlotKind>(kind: K, text: string): SlotValues[K] | undefined {
  return codecFor(kind).decode(text)
}

/** Beyond its form: one of the choices, and backwards only where that is declared. */
function mayBe(slot: Slot, text: string): boolean {
  if (slot.kind === 'choice') return slot.choices?.some(({ value }) => value === text) ?? false
  return slot.kind !== 'span' || slot.backwards !== undefined || !text.includes('-')
}

export type Decoded = { ok: true; values: Record<string, unknown> } | { ok: false; missing: string[]; broken: string[] }

/** Decodes known slots; unknown names are dropped, so a button can carry no more than was declared. */
export function decodeArgs(slots: Slots, args: Args): Decoded {
  const values: Record<string, unknown> = {}
  const missing: string[] = []
  const broken: string[] = []
  for (const [name, slot] of Object.entries(slots)) {
    const text = args[name]
    if (text === undefined || text === '') {
      if (slot.required) missing.push(name)
      continue
    }
    const value = decodeSlot(slot.kind, text)
    if (value === undefined || !mayBe(slot, text)) broken.push(name)
    else values[name] = value
  }
  return missing.length > 0 || broken.length > 0 ? { ok: false, missing, broken } : { ok: true, values }
}
