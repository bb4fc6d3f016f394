/** References, dates, durations and amounts of a line. */
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Slot, SlotKind } from '../actions/slot.ts'
import { encodeSlot } from '../actions/slot.ts'
import type { Piece } from './canvas.ts'
import { announcing, type Named, type State, set } from './reading.ts'
import { findAmounts, findDates, findDurations, findRanges, findReferences } from './slots/index.ts'

export function readReferences(state: State, named: Named): void {
  const byKind = new Map<string, number[]>()
  let end = -1
  for (const reference of referencesFor(state.canvas.text, named)) {
    const { kind, number } = reference.value
    const slot = named.find(([, one]) => one.kind === kind)
    if (!slot) continue
    const known = byKind.get(kind)
    // `同意 A-1 A-2`: one of several would be done and the rest forgotten. In free text a further number is a mention.
    if (known && (!state.hasText || /^[\s、,&和]+$/.test(state.canvas.text.slice(end, reference.start))))
      known.push(number)
    if (known) continue
    byKind.set(kind, [number])
    end = reference.end
    set(state, slot[0], kind, number)
    state.canvas.take(reference)
  }
  for (const [kind, numbers] of byKind) if (numbers.length > 1) state.problem ??= severalNamed(kind, numbers)
}

/** Where an approval is meant, A4 is no size of paper. */
function referencesFor(text: string, named: Named) {
  const found = findReferences(text)
  if (found.length > 0 || !named.some(([, { kind }]) => kind === 'approval')) return found
  return findReferences(text.replace(/(?<![A-Za-z0-9_.-])a(?=\d(?![A-Za-z0-9_.]))/gi, 'A-')).map((one) => ({
    ...one,
    // The hyphen that was put in is not there.
    end: one.end - 1,
  }))
}

function severalNamed(kind: string, numbers: readonly number[]): Refusal {
  if (kind === 'task') return refuse('TASK.AMBIGUOUS', { title: '', refs: numbers.map((one) => `T-${one}`) })
  if (kind === 'project') return refuse('PROJECT.AMBIGUOUS', { name: '', refs: numbers.map((one) => `P-${one}`) })
  return refuse('APPROVAL.SEVERAL_WAITING', { refs: numbers.map((one) => `A-${one}`) })
}

export function readWhen(state: State, named: Named): void {
  const of = (kind: SlotKind) => named.find(([, slot]) => slot.kind === kind && !slot.suffix)?.[0]
  const [range, date, span] = [of('range'), of('date'), of('span')]
  const ranged = range ? findRanges(state.canvas.text, state.vocabulary)[0] : undefined
  if (range && ranged) {
    set(state, range, 'range', ranged.value)
    state.canvas.take(ranged)
  }
  for (const [name, slot] of named) if (slot.kind === 'date' && slot.suffix) readSuffixed(state, name, slot.suffix)
  const dated = date ? apart(state, findDates(state.canvas.text, state.vocabulary), /^\d+[./]\d+$/) : undefined
  if (date && dated) {
    set(state, date, 'date', dated.value.date)
    state.canvas.take(dated)
  }
  const lasting = span ? apart(state, findDurations(state.canvas.text), /./) : undefined
  if (span && lasting) {
    set(state, span, 'span', 'days' in lasting.value ? { workingDays: lasting.value.days } : lasting.value)
    state.canvas.take(lasting)
  }
}

/** `12月1日开始`: the word behind the date says which date it is. */
function readSuffixed(state: State, name: string, suffixes: readonly string[]): void {
  const { text } = state.canvas
  for (const found of findDates(text, state.vocabulary)) {
    const suffix = suffixes.find((one) => text.startsWith(one, found.end))
    if (!suffix) continue
    set(state, name, 'date', found.value.date)
    state.canvas.take({ start: found.start, end: found.end + suffix.length })
    return
  }
}

/** What may follow a value directly without making it part of a name. */
const AFTER_VALUE = /^(?:[\s,。;:、!?\uE001\uE002\n]|前|之前|以前|内|到|给|派|交|依赖|开始|截止|完成|上线)/
const BEFORE_VALUE = /(?:[\s,。;:、!?\uE001\uE002\n]|给|到|在|于|从|至|前|需|要|共)$/

/**
 * The value that stands apart, else the first. Beside free text a value inside a word is part of a name (11.11数据复盘,
 * 周五的直播, 48小时快闪) and is left there; `named` tells which spellings are suspicious.
 */
function apart<S extends Piece & { text: string }>(state: State, found: readonly S[], named: RegExp): S | undefined {
  const alone = found.find((one) => state.canvas.bounded(one, BEFORE_VALUE, AFTER_VALUE))
  if (alone || !state.hasText) return alone ?? found[0]
  return found.find(
    (one) =>
      state.canvas.bounded(one, /[\s\S]$/, AFTER_VALUE) ||
      !(named.test(one.text) || state.canvas.text[one.end] === '的'),
  )
}

/** An announced amount (`预算50万`) beats an unannounced one; the announcing word goes with it. */
export function readAmount(state: State, name: string, slot: Slot): void {
  const amounts = findAmounts(state.canvas.text)
  const announced = amounts
    .map((amount) => ({ amount, word: announcing(state.canvas.text, amount.start, slot.words ?? []) }))
    .find(({ word }) => word !== undefined)
  const fitting = announced ? [announced.amount] : amountsApart(state, amounts, slot)
  const [chosen] = fitting
  if (!chosen) return
  if (fitting.some(({ value }) => value !== chosen.value)) {
    const options = fitting.map(({ value, text }) => ({ value: encodeSlot('amount', value), label: text }))
    state.ambiguities.push({ slot: name, spoken: fitting.map(({ text }) => text).join(' '), options })
    for (const one of fitting) state.canvas.take(one)
    return
  }
  set(state, name, 'amount', chosen.value)
  state.canvas.take({ start: announced?.word ?? chosen.start, end: chosen.end })
}

/** The amount right after the verb, else those that stand apart; an amount inside a word (9.9元包邮) is part of a name. */
function amountsApart(
  { canvas }: State,
  amounts: ReturnType<typeof findAmounts>,
  slot: Slot,
): ReturnType<typeof findAmounts> {
  const first = amounts.filter(({ start }) => /\n\s*$/.test(canvas.text.slice(0, start)) && start > 0)
  const whole = amounts.filter((one) => canvas.bounded(one, BEFORE_VALUE, AFTER_VALUE))
  if (slot.words) return whole
  if (first.length > 0) return first
  if (whole.length > 0) return whole
  return amounts.filter(
    (one) => canvas.bounded(one, BEFORE_VALUE, /[\s\S]/) || canvas.bounded(one, /[\s\S]/, AFTER_VALUE),
  )
}
