/** The virtual clock as last stated by the server, and the local monotonic moment at which it was stated. */
export interface ClockBase {
  instant: number
  heardAt: number
  frozen: boolean
}

export function clockBase(iso: string, frozen: boolean): ClockBase {
  return { instant: Date.parse(iso), heardAt: performance.now(), frozen }
}

/** The virtual time now, in milliseconds: it runs on with real time between two statements. */
export function virtualNow(base: ClockBase): number {
  return base.frozen ? base.instant : base.instant + (performance.now() - base.heardAt)
}
