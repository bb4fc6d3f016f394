import type { Figure } from './figure.ts'

/** What a bench hands back: figures by name, and what a reader must know to judge them. */
export interface BenchResult {
  figures: Record<string, Figure>
  notes: readonly string[]
}

export interface BenchOptions {
  repetitions: number
  /** Tells a person what is going on. */
  progress(line: string): void
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>

/** Runs `once` so many times, one after the other. */
export async function repeat<T>(
  { repetitions, progress }: BenchOptions,
  name: string,
  once: () => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  for (let i = 1; i <= repetitions; i++) {
    progress(`${name}: run ${i} of ${repetitions}`)
    results.push(await once())
  }
  return results
}

/** The same measurement of every repetition. */
export const each = <T>(results: readonly T[], read: (result: T) => number): number[] => results.map(read)
