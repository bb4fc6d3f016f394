/** Integer 分 (1/100 yuan). Money is never a floating-point number. */
export type Fen = bigint

const FEN_PER_YUAN = 100n
const WAN = 10_000n
const YI = 100_000_000n
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

const absolute = (n: bigint): bigint => (n < 0n ? -n : n)

/** Whole yuan as 分. Throws RangeError for a number that is not a safe integer. */
export function yuan(n: bigint | number): Fen {
  if (typeof n === 'number' && !Number.isSafeInteger(n)) throw new RangeError(`not a whole number of yuan: ${n}`)
  return BigInt(n) * FEN_PER_YUAN
}

/** `¥80,000.00`, with the sign in front: `-¥1.00`. */
export function formatYuan(fen: Fen): string {
  const positive = absolute(fen)
  const whole = (positive / FEN_PER_YUAN).toString().replace(/\B(?=(?:\d{3})+$)/g, ',')
  const cents = (positive % FEN_PER_YUAN).toString().padStart(2, '0')
  return `${fen < 0n ? '-' : ''}¥${whole}.${cents}`
}

const digit = (n: bigint): string => DIGITS[Number(n)] ?? ''

/** 1–9999 in words; `padded` says that higher places were written before. */
function belowWan(n: bigint): string {
  let words = ''
  let gap = false
  for (const [size, unit] of [
    [1000n, '千'],
    [100n, '百'],
    [10n, '十'],
    [1n, ''],
  ] as const) {
    const value = (n / size) % 10n
    if (value === 0n) {
      gap = words !== ''
      continue
    }
    words += `${gap ? '零' : ''}${digit(value)}${unit}`
    gap = false
  }
  return words
}

/** `size` is 万 or 亿; a rest with fewer digits than its place allows is announced by 零. */
function withUnit(n: bigint, size: bigint, unit: string): string {
  const rest = n % size
  const head = `${counted(n / size)}${unit}`
  if (rest === 0n) return head
  return `${head}${rest < size / 10n ? '零' : ''}${counted(rest)}`
}

function counted(n: bigint): string {
  if (n >= YI) return withUnit(n, YI, '亿')
  if (n >= WAN) return withUnit(n, WAN, '万')
  return belowWan(n)
}

function centsInWords(cents: bigint, afterYuan: boolean): string {
  const jiao = cents / 10n
  const fen = cents % 10n
  if (jiao === 0n) return `${afterYuan ? '零' : ''}${digit(fen)}分`
  return `${digit(jiao)}角${fen === 0n ? '' : `${digit(fen)}分`}`
}

/**
 * The amount in everyday Chinese numerals: 八万元整, 一千零五元整, 十二元零五分, 负三元五角.
 * 整 closes an amount without 角 and 分; a leading 一十 is written 十; skipped places are one 零.
 */
export function inWords(fen: Fen): string {
  const positive = absolute(fen)
  const whole = positive / FEN_PER_YUAN
  const cents = positive % FEN_PER_YUAN
  const sign = fen < 0n ? '负' : ''
  if (positive === 0n) return '零元整'
  if (whole === 0n) return `${sign}${centsInWords(cents, false)}`
  const words = counted(whole).replace(/^一十/, '十')
  return `${sign}${words}元${cents === 0n ? '整' : centsInWords(cents, true)}`
}

const CAPITALS: Record<string, string> = {
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
}

/**
 * The amount in the capital numerals of vouchers: 捌万元整, 壹拾贰万叁仟元整, 壹拾贰元零伍分, 叁元伍角整. As 支付结算办法, appendix 1:
 * tens are written 壹拾, 整 closes what ends in 元 or 角, a skipped place is one 零.
 */
export function inCapitals(fen: Fen): string {
  const words = inWords(fen)
    .replace(/^(负?)十/, '$1一十')
    .replace(/角$/, '角整')
  return words.replace(/[一二三四五六七八九十百千]/g, (char) => CAPITALS[char] ?? char)
}

/** Hundredths, rounded half away from zero, without trailing zeros: 850n → '8.5'. */
function hundredths(n: bigint): string {
  const cents = (n % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${n / 100n}${cents === '' ? '' : `.${cents}`}`
}

const scaled = (fen: bigint, unit: bigint): bigint => (fen + unit / 2n) / unit

/**
 * Short form for chat lines, at most two decimals (rounded half away from zero): 8万, 8.5万, 1.2亿, 800元.
 * Not for sums that somebody approves: use formatYuan there.
 */
export function formatShort(fen: Fen): string {
  const positive = absolute(fen)
  const sign = fen < 0n ? '-' : ''
  const inYi = scaled(positive, YI)
  if (inYi >= 100n) return `${sign}${hundredths(inYi)}亿`
  // An amount that would round up to 10000万 is written as 1亿.
  if (positive >= WAN * FEN_PER_YUAN) {
    const inWan = scaled(positive, WAN)
    return inWan >= 1_000_000n ? `${sign}1亿` : `${sign}${hundredths(inWan)}万`
  }
  return `${sign}${hundredths(positive)}元`
}

function weightOf(weight: bigint | number): bigint {
  if (typeof weight === 'number' && !Number.isSafeInteger(weight)) throw new RangeError('weights are whole numbers')
  const value = BigInt(weight)
  if (value < 0n) throw new RangeError('weights are not negative')
  return value
}

/**
 * Splits an amount in proportion to whole, non-negative weights so that the parts sum to it exactly
 * (largest remainder; equal remainders go to the earlier part). Throws RangeError if no weight is positive.
 */
export function splitEvenly(fen: Fen, weights: readonly (bigint | number)[]): Fen[] {
  const exact = weights.map(weightOf)
  const total = exact.reduce((sum, weight) => sum + weight, 0n)
  if (total === 0n) throw new RangeError('a split needs a positive weight')
  const positive = absolute(fen)
  const shares = exact.map((weight) => (positive * weight) / total)
  const rests = exact.map((weight, index) => ({ index, rest: (positive * weight) % total }))
  const missing = positive - shares.reduce((sum, share) => sum + share, 0n)
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  const lifted = new Set(rests.slice(0, Number(missing)).map(({ index }) => index))
  const signed = (share: bigint): bigint => (fen < 0n ? -share : share)
  return shares.map((share, index) => signed(lifted.has(index) ? share + 1n : share))
}
