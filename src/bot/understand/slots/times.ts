import { matchAt, smallNumber, sticky } from './date-words.ts'
import { maskQuotes } from './protect.ts'
import { type Span, spanOf } from './types.ts'

/** Parts of the day, which place 三点; not inside words: 下午茶, 早上好. */
const PART =
  '(凌晨|清晨|一早|早晨|早上(?!好)|上午(?!好|场)|中午(?![饭餐]|好)|午后|下午(?![茶场好])|傍晚|晚上(?!好)|(?<=[今明昨])[晚早]|晚间|夜里|半夜)'
const HOUR = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const REST = '(?:(半)|(一刻)|(三刻)|([0-5]\\d|[二三四五]?十[一二三四五六七八九]?)(?:分|(?![\\d%万]))|(?:钟|整)|)'
const CHINESE = sticky(`${PART}? ?${HOUR}点${REST}(?![一二三四五六七八九\\d赞评击]|万)`)
const CLOCK = sticky(`${PART}? ?(\\d{1,2}):(\\d{2})(?: ?(am|pm)\\b)?(?![\\d:])`, 'i')
const ENGLISH = sticky('(?:at )?(\\d{1,2})(?::(\\d{2}))? ?([ap])\\.?m\\b\\.?', 'i')
const WORD = sticky('(?:at )?(noon|midnight)\\b|(正午)', 'i')
const PART_ALONE = sticky(PART)

interface ReadTime {
  end: number
  /** Minutes of the day, 0 to 1440. */
  minutes: number
  /** False for 3点 alone, which may be three points as well. */
  sure: boolean
}

const evening = (hour: number): number | undefined => {
  if (hour === 12) return 24
  if (hour >= 17) return hour
  return hour >= 5 && hour < 12 ? hour + 12 : undefined
}

function noon(hour: number): number | undefined {
  if (hour <= 2) return hour + 12
  return hour >= 11 && hour <= 14 ? hour : undefined
}

function morning(part: string, hour: number): number | undefined {
  if (part === '凌晨' && hour === 12) return 0
  return hour <= 12 ? hour : undefined
}

/** The hour in 24 hours, or undefined where part and hour contradict each other: 上午15点. */
function hourOf(part: string, hour: number): number | undefined {
  if (hour > 24) return undefined
  if (part === '') return hour
  if (/[凌清早上]/.test(part) && part !== '晚上') return morning(part, hour)
  if (part === '中午') return noon(hour)
  if (/[晚夜]/.test(part) && part !== '傍晚') return evening(hour)
  return hour < 12 ? hour + 12 : hour
}

function at(end: number, hour: number | undefined, minute: number, sure = true): ReadTime | undefined {
  const minutes = hour === undefined ? Number.NaN : hour * 60 + minute
  return minute < 60 && minutes >= 0 && minutes <= 1440 ? { end, minutes, sure } : undefined
}

/** Nobody plans for three in the night: 1点 to 6点 without a part of the day are in the afternoon. */
const officeHour = (hour: number): number => (hour >= 1 && hour <= 6 ? hour + 12 : hour)

function readChineseTime(match: RegExpExecArray, lead: string): ReadTime | undefined {
  const [whole, part = lead, hourText, half, quarter, three, minutes] = match
  const hour = smallNumber(hourText)
  if (hour === undefined) return undefined
  const minute = half ? 30 : quarter ? 15 : three ? 45 : (smallNumber(minutes) ?? 0)
  const placed = part === '' ? officeHour(hour) : hourOf(part, hour)
  return at(match.index + whole.length, placed, minute, part !== '' || !/点$/.test(whole))
}

function readClock(match: RegExpExecArray, lead: string): ReadTime | undefined {
  const [whole, part = lead, hour, minute, half] = match
  const of24 = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : hourOf(part, Number(hour))
  return at(match.index + whole.length, of24, Number(minute))
}

function readEnglish(match: RegExpExecArray): ReadTime | undefined {
  const hour = Number(match[1])
  if (hour < 1 || hour > 12) return undefined
  return at(match.index + match[0].length, (hour % 12) + (/p/i.test(match[3] ?? '') ? 12 : 0), Number(match[2] ?? 0))
}

/**
 * The time of day that begins exactly here. `lead` is a part of the day that was named before (今晚 → 晚上).
 * Lunch is at 12:00 and midnight is 24:00, the end of its day.
 */
export function readTime(text: string, start: number, lead = ''): ReadTime | undefined {
  const english = matchAt(ENGLISH, text, start)
  if (english) return readEnglish(english)
  const clock = matchAt(CLOCK, text, start)
  if (clock) return readClock(clock, lead)
  const spoken = matchAt(CHINESE, text, start)
  if (spoken) return readChineseTime(spoken, lead)
  const word = matchAt(WORD, text, start)
  return word && { end: start + word[0].length, minutes: /midnight/i.test(word[0]) ? 1440 : 720, sure: true }
}

/** The end of a part of the day that stands alone (下午, 中午), or undefined. */
export function readPartOfDay(text: string, start: number): number | undefined {
  const match = matchAt(PART_ALONE, text, start)
  return match && start + match[0].length
}

const STARTS = /[\d凌清一早上中午下傍晚夜半正二两三四五六七八九十anm]/i
/** 3点 alone is a time only where something happens at it; 一点 and 两点 mostly say how much: 快一点, 这两点. */
const VAGUE = /[一两二]点$/
const DEGREE = /[这那有差快早晚多少大小好高低]$/
const EVENT = /(?:之前|以前|前(?!端)|开会|开始|见)/y
const HAPPENS = /(?:之前|以前|前(?!端)|开会|开始|见|到|截止|$|[\s,。;、!?])/y

const AFTER_PART = /凌晨|清晨|一早|早晨|[早晚]上|[上中下]午|午后|傍晚|晚间|夜里|半夜/

function opens(text: string, start: number): boolean {
  const before = text.charAt(start - 1)
  // 上午15点 is no time, so its second half is none either.
  if (AFTER_PART.test(text.slice(Math.max(0, start - 2), start))) return false
  if (/[a-z]/i.test(text.charAt(start))) return !/\w/.test(before)
  if (/\d/.test(text.charAt(start))) return !/[\w.:/#¥$第-]/.test(before)
  return !/[一二两三四五六七八九十]/.test(text.charAt(start)) || !/[一二两三四五六七八九十百千万\d第]/.test(before)
}

function happens(text: string, start: number, end: number): boolean {
  if (DEGREE.test(text.charAt(start - 1))) return false
  return matchAt(VAGUE.test(text.slice(start, end)) ? EVENT : HAPPENS, text, end) !== undefined
}

/** Times of day in minutes from midnight: 下午三点半, 早上9点, 15:30, 3pm, 中午12点. `16:9` and `3点建议` are none. */
export function findTimes(text: string): Span<number>[] {
  const masked = maskQuotes(text)
  const found: Span<number>[] = []
  let start = 0
  while (start < masked.length) {
    const open = opens(masked, start) || (found.at(-1)?.end === start - 1 && /[-~]/.test(masked.charAt(start - 1)))
    const read = open && STARTS.test(masked.charAt(start)) ? readTime(masked, start) : undefined
    const time = read && (read.sure || happens(masked, start, read.end)) ? read : undefined
    if (time) found.push(spanOf(text, start, time.end, time.minutes))
    start = time ? time.end : start + 1
  }
  return found
}
