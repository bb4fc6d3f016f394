/** One measured quantity over several repetitions, beside its target. */

export interface Target {
  /** `least`: the figure must reach the value; `most`: it must not exceed it. */
  kind: 'least' | 'most'
  value: number
}

export interface Figure {
  unit: string
  /** One per repetition, in order. */
  values: readonly number[]
  min: number
  median: number
  max: number
  target?: Target
  /** The median meets the target. */
  met?: boolean
  /** The worst repetition meets it, too. */
  metEveryTime?: boolean
}

export const atLeast = (value: number): Target => ({ kind: 'least', value })
export const atMost = (value: number): Target => ({ kind: 'most', value })

const meets = (value: number, { kind, value: limit }: Target): boolean =>
  kind === 'least' ? value >= limit : value <= limit

const round = (value: number): number => Number(value.toPrecision(4))

/** The value below or at which `share` (0…1) of the ascending values lie: nearest rank. NaN without values. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN
}

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

export function figure(unit: string, measured: readonly number[], target?: Target): Figure {
  const values = measured.map(round)
  const sorted = ascending(values)
  const summary = {
    unit,
    values,
    min: percentile(sorted, 0),
    median: percentile(sorted, 0.5),
    max: percentile(sorted, 1),
  }
  if (!target) return summary
  return {
    ...summary,
    target,
    met: meets(summary.median, target),
    metEveryTime: values.every((value) => meets(value, target)),
  }
}

/** One row of a table for people: `commandsPerSecond  301 [290 … 310] 1/s  ≥ 250 met`. */
export function lineOf(name: string, { unit, min, median, max, target, met }: Figure): string {
  const wanted = target
    ? `  target ${target.kind === 'least' ? '≥' : '≤'} ${target.value}: ${met ? 'met' : 'MISSED'}`
    : ''
  return `${name.padEnd(32)} ${String(median).padStart(9)} ${unit}  [${min} … ${max}]${wanted}`
}
