import type { Fen } from '../../domain/shared/money.ts'

const FEN_PER: Readonly<Record<string, bigint>> = { '': 100n, 千: 100_000n, 万: 1_000_000n, 亿: 10_000_000_000n }

/**
 * `1万`, `1.5万`, `8500`, `8,500.50`, each also with ¥ or 元. Undefined for anything else, for zero, and for amounts with
 * a fraction of a 分.
 */
export function parseAmount(text: string): Fen | undefined {
  const match = /^[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d{1,10}))?(千|万|亿)?元?$/.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = '', unit = ''] = match
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(whole.replaceAll(',', '') + fraction) * (FEN_PER[unit] ?? 0n)
  return scaled > 0n && scaled % scale === 0n ? scaled / scale : undefined
}
