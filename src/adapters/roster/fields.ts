/** Reads texts, lists and maps out of the tree, and reports what is not as it should be. */
import { type Report, sentences } from './problems.ts'
import type { MapValue, TextValue, Value } from './tree.ts'

/** The entries of a map whose keys were checked. */
export type Fields<Key extends string> = { at: number } & { readonly [K in Key]?: Value }

/** Undefined if the value is no map. Unknown and missing keys are reported; what is there can still be used. */
export function fieldsOf<Key extends string>(
  value: Value,
  what: string,
  keys: { required: readonly Key[]; optional: readonly Key[] },
  report: Report,
): Fields<Key> | undefined {
  if (value.kind !== 'map') {
    report(value.at, sentences.mustBeMap(what))
    return undefined
  }
  const allowed = [...keys.required, ...keys.optional]
  reportUnknown(value, allowed, report)
  const present = new Map(value.entries.map((entry) => [entry.key.text, entry.value]))
  for (const key of keys.required) if (!present.has(key)) report(value.at, sentences.missingKey(key))
  return { at: value.at, ...Object.fromEntries(present) } as Fields<Key>
}

function reportUnknown({ entries }: MapValue, allowed: readonly string[], report: Report): void {
  for (const { key } of entries) {
    if (!allowed.includes(key.text)) report(key.at, sentences.unknownKey(key.text, allowed))
  }
}

/** Undefined if absent (not reported: `fieldsOf` did) or not a usable text (reported). */
export function textOf(value: Value | undefined, what: string, report: Report): TextValue | undefined {
  if (!value) return undefined
  if (value.kind !== 'text') report(value.at, sentences.mustBeText(what))
  else if (value.text === '') report(value.at, sentences.emptyText(what))
  else if (/\p{Cc}/u.test(value.text) || value.text.length > 100) report(value.at, sentences.badText(what))
  else return value
  return undefined
}

/** The entries of a list; a single value counts as a list of one. */
export function listOf(value: Value | undefined, what: string, report: Report): readonly Value[] {
  if (!value) return []
  if (value.kind === 'list') return value.items
  if (value.kind === 'text' && value.text !== '') return [value]
  report(value.at, sentences.mustBeList(what))
  return []
}

export function textsOf(value: Value | undefined, what: string, report: Report): readonly TextValue[] {
  return listOf(value, what, report).flatMap((item) => textOf(item, what, report) ?? [])
}

/** One of a closed set of words, several of which may mean the same. */
export function choiceOf<T>(
  value: TextValue | undefined,
  what: string,
  words: ReadonlyMap<string, T>,
  report: Report,
): T | undefined {
  if (!value) return undefined
  const found = words.get(value.text)
  if (found === undefined) report(value.at, sentences.badChoice(what, value.text, [...words.keys()]))
  return found
}
