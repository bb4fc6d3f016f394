/** What all date forms share: numbers, years, 上/下, and how a form is described. */
import { type LocalDate, partsOf } from '../../../domain/shared/local-date.ts'
import { type DateReading, within } from './date-readings.ts'
import { readChinese } from './numerals.ts'
import type { SlotContext } from './types.ts'

/** One way to write a date. `pattern` is sticky; `read` may still decline. */
export interface DateForm {
  pattern: RegExp
  read(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined
}

export const NUM = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
export const WEEK = '(?:周|星期|礼拜)'
export const sticky = (source: string, flags = ''): RegExp => new RegExp(source, `y${flags}`)

/** The match of a sticky pattern at this position. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

/** 1–99 in figures or words; undefined for anything else. */
export function smallNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const read = readChinese(text, 0)
  return read && read.end === text.length && !read.withoutShort ? Number(read.digits) : undefined
}

/** 1 = 一 … 7 = 日, 天 or 7. */
export const weekdayNumber = (name: string): number =>
  name === '天' ? 7 : /\d/.test(name) ? Number(name) : '一二三四五六日'.indexOf(name) + 1

/** 下下 = 2, 下 = 1, 本 or nothing = 0, 上 = -1. */
export const shiftOf = (word = ''): number => (word.match(/下/g)?.length ?? 0) - (word.match(/上/g)?.length ?? 0)

export const fixed = (date: LocalDate | undefined): DateReading | undefined => date && { kind: 'fixed', date }
export const IMPOSSIBLE: DateReading = { kind: 'problem', problem: 'DATE.IMPOSSIBLE' }
export const fixedOrImpossible = (date: LocalDate | undefined): DateReading => fixed(date) ?? IMPOSSIBLE
/** A computed day; none if it leaves the supported years. */
export const computed = (compute: () => LocalDate): DateReading | undefined => fixed(within(compute))

/** 今年 明年 后年 去年 前年, four or two figures. */
export function yearOf(word: string, ctx: SlotContext): number {
  const shift: Record<string, number> = { 今: 0, 本: 0, 明: 1, 后: 2, 去: -1, 前: -2 }
  const relative = shift[word]
  if (relative !== undefined) return partsOf(ctx.today).year + relative
  return word.length === 2 ? 2000 + Number(word) : Number(word)
}

/** A month and day as written, the year open. */
export function monthDay(month: number | undefined, day: number | undefined): DateReading {
  const real = month !== undefined && day !== undefined && month >= 1 && month <= 12 && day >= 1 && day <= 31
  return real ? { kind: 'monthDay', month, day } : IMPOSSIBLE
}
