/** The only source of time. Storage is UTC; zones belong to `domain/shared/zone.ts`. */
export interface Clock {
  now(): Date
  /** Runs `run` once when the clock reaches `when` (at once, but not synchronously, if that is past). Returns the cancel function. */
  at(when: Date, run: () => void): () => void
}
