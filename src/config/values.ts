/** Kinds of values that variables may have, and what is said of those that have none of them. */
import { z } from 'zod'
import { Secret } from './secret.ts'

export interface ConfigProblem {
  variable: string
  /** What is wrong and what to set, as one sentence each. Never holds the value of a secret. */
  zh: string
  en: string
}

/** Variables as given: trimmed, empty ones left out. */
export type Given = Readonly<Record<string, string>>

export const anyGiven = (names: readonly string[], given: Given): boolean => names.some((name) => name in given)

/** What a variable must be, in Chinese and English. */
export type MustBe = readonly [zh: string, en: string]

export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))

export const wholeMustBe = (min: number, max: number): MustBe => [
  `${min} 到 ${max} 的整数`,
  `a whole number from ${min} to ${max}`,
]

export const secret = z
  .string()
  .regex(/^\S+$/)
  .transform((text) => new Secret(text))

export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** Plain http or ws would send secrets readable, so it is for this machine only. */
const isAddress =
  (secure: string, open: string) =>
  (text: string): boolean => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false
    return url.protocol === secure || (url.protocol === open && isLoopback(url.hostname))
  }

const withoutSlash = (text: string): string => text.replace(/\/+$/, '')

export const baseUrl = z.string().refine(isAddress('https:', 'http:')).transform(withoutSlash)
export const socketUrl = z.string().refine(isAddress('wss:', 'ws:')).transform(withoutSlash)

export const BASE_URL: MustBe = ['https 地址（http 仅限本机）', 'an https address (http for this machine only)']
export const SOCKET_URL: MustBe = ['wss 地址（ws 仅限本机）', 'a wss address (ws for this machine only)']

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const zone = z.string().refine(isZone)

/** ISO 8601 with offset; precision -1 is a time without seconds. */
export const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })])
  .transform((text) => new Date(text))

/** One complaint for each of `names` that is not given. `what` is e.g. 飞书 and Feishu, with the way it is used. */
export function missing(
  names: readonly string[],
  given: Given,
  mustBe: Readonly<Record<string, MustBe>>,
  what: MustBe,
): ConfigProblem[] {
  return names
    .filter((name) => !(name in given))
    .map((variable) => {
      const [zh, en] = mustBe[variable] ?? ['', '']
      return { variable, zh: `缺少此项：${what[0]}需要${zh}。`, en: `Missing: ${what[1]} needs ${en}.` }
    })
}
