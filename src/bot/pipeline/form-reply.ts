/** An open form answered in words: `1=8万 2=KOL投放`, `金额：8万`, or the one missing value alone. */
import type { Prompt } from '../../domain/conversations/conversation.ts'
import { isRefusal, type Refusal } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import type { Args, Slot } from '../actions/slot.ts'
import { labelsEn, labelsZh } from '../i18n/labels.ts'
import { findReferences } from '../understand/slots/index.ts'
import type { BaseContext } from './perform.ts'
import { readField } from './read-form.ts'

/**
 * Undefined: the line is no answer to this form. `isCommand`: the line says something to the bot by itself, and does not
 * reply to the form's message; then it is an answer only if it names fields with `=` or `:`, or is a plain value.
 * A refusal names the field that could not be read; nothing of the line is kept then.
 */
export async function readFormReply(
  base: BaseContext,
  action: Declared,
  prompt: Prompt,
  line: string,
  isCommand: boolean,
): Promise<Args | Refusal | undefined> {
  const text = line.trim()
  const pairs = readPairs(text, keysOf(action, prompt), isCommand)
  if (!pairs) return readBare(base, action, prompt, text, isCommand)
  const args: Args = {}
  for (const { field, value } of pairs) {
    const read = await readField(base, action, field, value)
    if (isRefusal(read)) return read
    args[field] = read
  }
  return args
}

// ── Named fields ────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a field may be called, lower case, the longest first. */
type Keys = readonly { key: string; field: string }[]

interface Pair {
  field: string
  value: string
}

/** The numbers of what was asked for, and the labels of all that the action takes. */
function keysOf(action: Declared, prompt: Prompt): Keys {
  const numbers = prompt.options.map(({ args }, index) => ({ key: String(index + 1), field: args.field ?? '' }))
  const labels = Object.entries(action.slots).flatMap(([field, { label }]) =>
    [labelsZh[label], labelsEn[label]].map((key) => ({ key: key.toLowerCase(), field })),
  )
  // Of two fields with the same label the one that was asked for is meant.
  const asked = new Set(numbers.map(({ field }) => field))
  return [...numbers, ...labels.sort((a, b) => Number(asked.has(b.field)) - Number(asked.has(a.field)))].sort(
    (a, b) => b.key.length - a.key.length,
  )
}

interface Found {
  field: string
  start: number
  /** Where its value begins. */
  end: number
}

/** The line must open with a field; what comes before the next one is its value. */
function readPairs(text: string, keys: Keys, isCommand: boolean): readonly Pair[] | undefined {
  const lower = text.toLowerCase()
  const found: Found[] = []
  for (let at = 0; at < text.length; at++) {
    const before = text[at - 1]
    if (before !== undefined && !BOUNDARY.test(before)) continue
    const one = keyAt(lower, at, keys, !isCommand && (before === undefined || STOP.test(before)))
    if (!one) {
      if (at === 0) return undefined
      continue
    }
    found.push(one)
    at = one.end - 1
  }
  const pairs = found.map(({ field, end }, index) => ({
    field,
    value: text
      .slice(end, found[index + 1]?.start)
      .replace(TRAILING, '')
      .trim(),
  }))
  return pairs.length > 0 && pairs.every(({ value }) => value !== '') ? pairs : undefined
}

const BOUNDARY = /[\s,，;；、。]/
/** After these a field may be named without `=`. */
const STOP = /[;；\n]/
const TRAILING = /[\s,，;；、]{1,20}$/

/** `loose`: a blank may stand for the `=`. */
function keyAt(lower: string, at: number, keys: Keys, loose: boolean): Found | undefined {
  for (const { key, field } of keys) {
    if (!lower.startsWith(key, at)) continue
    let end = at + key.length
    const gap = /\s/.test(lower[end] ?? '')
    while (/\s/.test(lower[end] ?? '')) end++
    if (/[=＝:：]/.test(lower[end] ?? '')) return { field, start: at, end: end + 1 }
    if (loose && gap) return { field, start: at, end }
  }
  return undefined
}

// ── The value alone ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Only where exactly one field has to be given still, and only if the whole line is its value. */
async function readBare(
  base: BaseContext,
  action: Declared,
  prompt: Prompt,
  text: string,
  isCommand: boolean,
): Promise<Args | Refusal | undefined> {
  const [only, ...others] = prompt.options.filter(
    ({ args }) => args.required !== undefined && prompt.args[args.field ?? ''] === undefined,
  )
  const field = only?.args.field ?? ''
  const slot = action.slots[field]
  if (!slot || others.length > 0 || text === '') return undefined
  if (isCommand && anyWordsFit(slot, text)) return undefined
  const read = await readField(base, action, field, text)
  if (!isRefusal(read)) return { [field]: read }
  return read.code === 'INPUT.UNREADABLE' ? undefined : read
}

/** Fields that names and sentences fit into would swallow commands: 任务 is no task's name. */
function anyWordsFit({ kind }: Slot, text: string): boolean {
  if (kind === 'text') return true
  return (kind === 'task' || kind === 'tasks' || kind === 'project') && findReferences(text).length === 0
}
