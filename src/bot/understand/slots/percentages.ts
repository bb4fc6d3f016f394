/** Shares in per cent and per mille. */
import { isDigit, isNumeral, type NumberRead, readChinese, readFigures, startsNumeral } from './numerals.ts'
import { maskNumbers } from './protect.ts'
import { type Span, spanOf } from './types.ts'

/** Basis points (1/100 of a per cent) that one of the unit is worth. */
const BEFORE: Record<string, bigint> = { 百: 100n, 千: 10n, 万: 1n }
const SPOKEN = /([百千万])分之/y
const UNIT = /( ?%| ?percent(?![A-Za-z])| ?pct(?![A-Za-z])|个百分点|个点(?![位击子赞评心数阵名燃]))|(‰)/y
/** A million per cent is no share of anything. */
const MOST = 100_000_000n

interface Found {
  end: number
  value?: number
}

const numberAt = (text: string, at: number): NumberRead | undefined =>
  isDigit(text.charAt(at)) ? readFigures(text, at) : readChinese(text, at)

/** Undefined unless it is a whole number of basis points. */
function points(read: NumberRead, worth: bigint): number | undefined {
  const [scaled, unit] = [read.digits * worth, 10n ** BigInt(read.decimals)]
  return scaled % unit === 0n && scaled / unit <= MOST ? Number(scaled / unit) : undefined
}

const found = (end: number, value: number | undefined): Found => (value === undefined ? { end } : { end, value })

/** 百分之三点五, 千分之5, 百分之百. */
function readSpoken(text: string, at: number): Found | undefined {
  SPOKEN.lastIndex = at
  const match = SPOKEN.exec(text)
  const worth = BEFORE[match?.[1] ?? '']
  if (!match || worth === undefined) return undefined
  const start = at + match[0].length
  if (match[1] === '百' && text.charAt(start) === '百') return { end: start + 1, value: 10_000 }
  const read = numberAt(text, start)
  return read && found(read.end, points(read, worth))
}

/** Not inside a number, and not the end of a range (3-5%) or negative: which share is meant must be asked. */
const opens = (text: string, at: number): boolean => !/[\d.,~负-]/.test(text.charAt(at - 1))

/** 3%, 3.5 %, 三个点, 5‰, 3 percent. */
function readNumber(text: string, at: number): Found | undefined {
  const read = numberAt(text, at)
  if (!read) return undefined
  UNIT.lastIndex = read.end
  const unit = UNIT.exec(text)
  if (!unit || !opens(text, at)) return { end: read.end }
  return found(read.end + unit[0].length, points(read, unit[2] ? 10n : 100n))
}

function begins(text: string, at: number): boolean {
  const [char, before] = [text.charAt(at), text.charAt(at - 1)]
  return isDigit(char) ? !isDigit(before) : startsNumeral(char) && !isNumeral(before)
}

/**
 * Shares in basis points (1% = 100): 3%, 3.5%, 百分之三, 千分之五, 5‰, 3个点, 3个百分点, 3 percent. Finer ones than a basis
 * point, negative ones and the far end of a range are none.
 */
export function findPercentages(text: string): Span<number>[] {
  const masked = maskNumbers(text)
  const spans: Span<number>[] = []
  let at = 0
  while (at < masked.length) {
    const read = readSpoken(masked, at) ?? (begins(masked, at) ? readNumber(masked, at) : undefined)
    if (read?.value !== undefined) spans.push(spanOf(text, at, read.end, read.value))
    at = Math.max(read?.end ?? 0, at + 1)
  }
  return spans
}
