/** Milliseconds by which a timestamp (in milliseconds, as text) is off; `NaN` if it is none. */
export function ageOf(timestamp: string, now: Date): number {
  return /^\d{10,16}$/.test(timestamp) ? now.getTime() - Number(timestamp) : Number.NaN
}
