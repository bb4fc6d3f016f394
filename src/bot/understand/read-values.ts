/** References, dates, durations and amounts of a line. */
import { approvalRef } from '../../domain/approvals/approval.ts'
import { projectRef } from '../../domain/projects/project.ts'
import type { LocalDate } from '../../domain/shared/local-date.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Slot, SlotKind } from '../actions/slot.ts'
import { encodeSlot } from '../actions/slot.ts'
import type { Piece } from './canvas.ts'
import { EDGE } from './canvas.ts'
import { readWorked } from './read-worked.ts'
import { announcing, fill, type Named, type State } from './reading.ts'
import { findAmounts, findDates, findDurations, findRanges, findReferences } from './slots/index.ts'

/** What may stand between two numbers of one list: `T-1、T-2 和 T-3`. */
const LIST = /^(?:[\s、,&]|和|跟|与|还有|以及|and)+$/i

/** Beside free text `A-2 与 A-1 重复` speaks of the second one and does not order it. */
function isListed({ hasText }: State, gap: string): boolean {
  const between = gap.replaceAll('\uE001', ' ')
  return hasText ? /^[\s、,&和]+$/.test(between) : LIST.test(between)
}

export function readReferences(state: State, named: Named): void {
  const known = new Map<string, { slot: string; numbers: number[] }>()
  const { text } = state.canvas
  const listed: Piece[] = []
  let end = -1
  for (const reference of referencesFor(text, named)) {
    const { kind, number } = reference.value
    const slot = named.find(([, one]) => one.kind === kind)?.[0]
    if (!slot) continue
    const first = known.get(kind)
    if (!first) {
      known.set(kind, { slot, numbers: [number] })
      fill(state, slot, kind, number, reference)
    } else if (kind !== 'project' && isListed(state, text.slice(end, reference.start))) {
      first.numbers.push(number)
      state.further.push({ slot: first.slot, value: String(number) })
      listed.push({ start: end, end: reference.end })
    } else if (!state.hasText) {
      // `T-1 接在 T-2 后面`: which of them is meant is not for us to choose.
      state.problem ??= severalNamed(kind, [...first.numbers, number])
    } else continue
    end = reference.end
  }
  state.canvas.take(...listed)
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
  if (kind === 'task') return refuse('TASK.AMBIGUOUS', { title: '', refs: numbers.map(taskRef) })
  if (kind === 'project') return refuse('PROJECT.AMBIGUOUS', { name: '', refs: numbers.map(projectRef) })
  return refuse('APPROVAL.SEVERAL_WAITING', { refs: numbers.map(approvalRef) })
}

export function readWhen(state: State, named: Named): void {
  const of = (kind: SlotKind) => named.find(([, slot]) => slot.kind === kind && !slot.suffix && !slot.words?.length)
  const [range, date, span, worked] = [of('range'), of('date'), of('span'), of('worked')]
  if (worked) readWork(state, worked[0])
  for (const [name, slot] of named) if (slot.kind === 'date' && slot.suffix) readSuffixed(state, name, slot.suffix)
  for (const [name, slot] of named)
    if ((slot.kind === 'date' || slot.kind === 'span') && slot.words?.length)
      readAnnounced(state, name, slot, slot.words)
  if (range) readRange(state, range[0])
  if (date) readDay(state, date[0])
  if (span) readSpan(state, span[0], span[1])
}

function readRange(state: State, name: string): void {
  const found = findRanges(state.canvas.text, state.vocabulary)
  const ranged = apart(state, found, /^\d+[./]\d+-\d+[./]\d+$/)
  if (ranged) fill(state, name, 'range', ranged.value, ranged)
}

/** Plans look ahead: `改到昨天` is a slip. */
function readDay(state: State, name: string): void {
  const { intent, today } = state.vocabulary
  const dated = newDate(state) ?? apart(state, findDates(state.canvas.text, state.vocabulary), /^\d+[./]\d+$/)
  if (!dated) return
  const { date } = dated.value
  fill(state, name, 'date', date, dated)
  if (intent === 'plan' && date < today) state.problem ??= refuse('DATE.PAST', { date, today })
  oneDayOnly(state, date, dated.end)
}

/** The date right behind the verb is the new one, beside an old one: `原定周五, 改成下周二`, `周五搞不定, 推到下周一`. */
function newDate(state: State) {
  const found = findDates(state.canvas.text, state.vocabulary)
  const chosen = found.find(({ start }) => /\uE003\s*$/.test(state.canvas.text.slice(0, start)))
  if (!chosen || found.length < 2) return undefined
  state.canvas.take(...found.filter((one) => one !== chosen && isOld(state.canvas.text, one)))
  return chosen
}

function isOld(text: string, { start, end }: Piece): boolean {
  return (
    /(?:原定|原来|本来|之前|从)\s*$/.test(text.slice(0, start)) ||
    /^(?:搞不定|来不及|做不完|交不了|赶不上|不行|完不成)/.test(text.slice(end))
  )
}

/** `周四还是周五`: two days where one is meant are a question; the old date beside 原定 is no second one. */
function oneDayOnly(state: State, date: string, end: number): void {
  if (state.hasText) {
    const after = /^\s*(?:或者?|还是|左右|前后|上下)/.exec(state.canvas.text.slice(end))
    if (after) state.leftover ??= after[0].trim()
    return
  }
  const another = findDates(state.canvas.text, state.vocabulary).find(({ value }) => value.date !== date)
  if (another) state.leftover ??= another.text
}

function readWork(state: State, name: string): void {
  const worked = readWorked(state.canvas.text, state.vocabulary)
  if (!worked) return
  const coming = worked.entries.find(({ date }) => date > state.vocabulary.today)
  if (coming) state.problem ??= refuse('HOURS.FUTURE', { date: coming.date, today: state.vocabulary.today })
  const [first] = worked.pieces
  if (first) fill(state, name, 'worked', worked.entries, first)
  state.canvas.take(...worked.pieces)
}

function readSpan(state: State, name: string, slot: Slot): void {
  const lasting = apart(state, findDurations(state.canvas.text), /./)
  if (!lasting) return
  // A plan counts in days; hours are half ones at least.
  const parts = 'minutes' in lasting.value && lasting.value.minutes % 240 !== 0
  if (slot.backwards && parts) {
    state.leftover ??= lasting.text
    return
  }
  // A shift beside a new day says two things about one plan.
  if (slot.backwards && Object.keys(state.args).some((one) => isDay(state.slots[one]?.kind))) {
    state.leftover ??= lasting.text
    return
  }
  const before = state.canvas.text.slice(0, lasting.start)
  const word = slot.backwards?.find(
    (one) => before.toLowerCase().includes(one) || state.verb.toLowerCase().includes(one),
  )
  fill(state, name, 'span', signed(lasting.value, word ? -1 : 1), lasting)
  const at = word === undefined ? -1 : before.toLowerCase().lastIndexOf(word)
  if (word !== undefined && at >= 0) state.canvas.take({ start: at, end: at + word.length })
}

const isDay = (kind: SlotKind | undefined): boolean => kind === 'date' || kind === 'range'

function signed(duration: ReturnType<typeof findDurations>[number]['value'], sign: 1 | -1) {
  if ('days' in duration) return { workingDays: sign * duration.days }
  return 'minutes' in duration ? { minutes: sign * duration.minutes } : { workingDays: sign * duration.workingDays }
}

/** `改成2小时`, `改到前天`: the word before the value says whose it is. */
function readAnnounced(state: State, name: string, { kind }: Slot, words: readonly string[]): void {
  const { text } = state.canvas
  const found = kind === 'date' ? findDates(text, state.vocabulary) : findDurations(text)
  for (const one of found) {
    const start = announcing(text, one.start, words) ?? (leadsTo(state, one.start) ? one.start : undefined)
    if (start === undefined && (kind === 'date' || found.length > 1)) continue
    if ('date' in one.value) fillDay(state, name, one.value.date, one)
    else fill(state, name, 'span', signed(one.value as ReturnType<typeof findDurations>[number]['value'], 1), one)
    state.canvas.take({ start: start ?? one.start, end: one.end })
    return
  }
}

/** Right behind a verb that leads on to its value: 改成, 挪到, to. */
const leadsTo = ({ canvas, verb }: State, start: number): boolean =>
  /(?:[成为到至是]|to|be)$/i.test(verb) && /\uE003\s*$/.test(canvas.text.slice(0, start))

/** Nobody has worked on a day to come. */
function fillDay(state: State, name: string, date: LocalDate, piece: Piece): void {
  const { intent, today } = state.vocabulary
  if (intent === 'log' && date > today) state.problem ??= refuse('HOURS.FUTURE', { date, today })
  fill(state, name, 'date', date, piece)
}

/** `12月1日开始`: the word behind the date says which date it is. */
function readSuffixed(state: State, name: string, suffixes: readonly string[]): void {
  const { text } = state.canvas
  for (const found of findDates(text, state.vocabulary)) {
    const suffix = suffixes.find((one) => text.startsWith(one, found.end))
    if (!suffix) continue
    fill(state, name, 'date', found.value.date, { start: found.start, end: found.end + suffix.length })
    return
  }
}

/** What may follow a value directly without making it part of a name. */
const AFTER_VALUE = new RegExp(
  `^(?:[${EDGE}]|前|之前|以前|内|到|给|派|交|依赖|开始|截止|完成|上线|要|出|做|用|搞|花|买|投|采|左右|以内|的?(?:时候|钱)|元|整|吧|哈|了|就|再|by |for |on |to )`,
)
const BEFORE_VALUE = new RegExp(
  `(?:[${EDGE}]|给|到|在|于|从|至|前|需|要|共|为|是|成|了|天|期|个|目|做|by|due|until|on)$`,
  'i',
)

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
  const read = findAmounts(state.canvas.text)
  const amounts = read.length > 0 || !slot.required ? read : bareAmounts(state)
  const announced = amounts
    .map((amount) => ({
      amount,
      word: announcing(state.canvas.text, amount.start, slot.words ?? []) ?? followed(state, amount, slot),
    }))
    .find(({ word }) => word !== undefined)
  const fitting = announced ? [announced.amount] : amountsApart(state, amounts, slot)
  const [chosen] = fitting
  if (!chosen) return
  // `追加到 60万` names a new total, which no action takes.
  if (slot.required && /(?:[到至]|\bto)\s*$/i.test(state.canvas.text.slice(0, chosen.start)))
    state.leftover ??= chosen.text
  if (
    ABOUT_BEFORE.test(state.canvas.text.slice(0, chosen.start)) ||
    ABOUT_AFTER.test(state.canvas.text.slice(chosen.end))
  )
    state.leftover ??= chosen.text
  if (fitting.some(({ value }) => value !== chosen.value)) {
    const options = fitting.map(({ value, text }) => ({ value: encodeSlot('amount', value), label: text }))
    state.ambiguities.push({ slot: name, spoken: fitting.map(({ text }) => text).join(' '), options })
    state.canvas.take(...fitting)
    return
  }
  fill(state, name, 'amount', chosen.value, { start: announced?.word ?? chosen.start, end: chosen.end })
}

/** An amount that is none yet: 大概8万, 8万左右, 8万来块. */
const ABOUT_BEFORE = /(?:大概|大约|约|差不多|最多|至少|不超过|不低于|将近|上限|或者?)[\s是为]*$/
const ABOUT_AFTER = /^\s*(?:元|块)?(?:左右|上下|以内|以上|起步|出头|来[块元]|或者?\s*\d)/

/** `八万预算`: the word may stand behind. */
function followed({ canvas }: State, { start, end }: Piece, { words = [] }: Slot): number | undefined {
  return words.some((word) => canvas.text.startsWith(word, end)) ? start : undefined
}

/** `申请预算 100000`: where an amount must be given, a number of three figures or more that stands alone is one. */
const bareAmounts = ({ canvas }: State): ReturnType<typeof findAmounts> =>
  findAmounts(canvas.text.replace(/[\uE001\uE003]/g, ' '), { bare: true }).filter(
    (one) => /^[\d,.]{3,}$/.test(one.text) && canvas.bounded(one, ALONE_BEFORE, ALONE_AFTER),
  )
const ALONE_BEFORE = new RegExp(`[${EDGE}]$`)
const ALONE_AFTER = new RegExp(`^[${EDGE}]`)

/** The amount right after the verb, else those that stand apart; an amount inside a word (9.9元包邮) is part of a name. */
function amountsApart(
  { canvas }: State,
  amounts: ReturnType<typeof findAmounts>,
  slot: Slot,
): ReturnType<typeof findAmounts> {
  const first = amounts.filter(({ start }) => /\uE003\s*$/.test(canvas.text.slice(0, start)) && start > 0)
  const whole = amounts.filter((one) => canvas.bounded(one, BEFORE_VALUE, AFTER_VALUE))
  if (slot.words) return whole
  if (first.length > 0) return first
  if (whole.length > 0) return whole
  return amounts.filter(
    (one) => canvas.bounded(one, BEFORE_VALUE, /[\s\S]/) || canvas.bounded(one, /[\s\S]/, AFTER_VALUE),
  )
}
