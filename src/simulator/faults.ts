export type Direction = 'api' | 'event'

export interface FaultMatch {
  method?: string | undefined
  /** A substring, or a regular expression between slashes; of the request path, or of the event type. */
  path?: string | undefined
  direction?: Direction | undefined
}

/** What goes wrong; parameters beside `kind` are described in docs/simulator.md. */
export interface Fault {
  kind: FaultKind
  [parameter: string]: unknown
}

const API_KINDS = ['rate_limit', 'server_error', 'hang', 'lost_answer', 'cut', 'code'] as const
const EVENT_KINDS = ['lost_answer', 'cut', 'duplicate', 'reorder', 'skew'] as const
export type FaultKind = (typeof API_KINDS)[number] | (typeof EVENT_KINDS)[number]

export interface PlannedFault {
  id: string
  match: FaultMatch
  fault: Fault
  /** How often it will still happen. */
  times: number
}

/** True if the fault can happen in that direction (in any, when none is given). */
export function isPossible(kind: string, direction: Direction | undefined): kind is FaultKind {
  const inApi = (API_KINDS as readonly string[]).includes(kind)
  const inEvent = (EVENT_KINDS as readonly string[]).includes(kind)
  return direction === 'api' ? inApi : direction === 'event' ? inEvent : inApi || inEvent
}

/** Faults waiting for a matching request or event; the first that matches is used up. */
export class FaultPlan {
  #planned: PlannedFault[] = []
  #count = 0
  readonly #onClear = new Set<() => void>()

  add(match: FaultMatch, fault: Fault, times: number): string {
    this.#count += 1
    const id = `f${this.#count}`
    this.#planned.push({ id, match, fault, times })
    return id
  }

  list(): PlannedFault[] {
    return this.#planned.map((planned) => ({ ...planned }))
  }

  clear(): void {
    this.#planned = []
    for (const listener of this.#onClear) listener()
  }

  onClear(listener: () => void): void {
    this.#onClear.add(listener)
  }

  /** Takes the fault for this request or event, if one is planned. `subjects` are what `match.path` is tried on. */
  take(direction: Direction, method: string, subjects: string[]): Fault | undefined {
    const found = this.#planned.find(
      ({ match, fault }) =>
        isPossible(fault.kind, direction) &&
        (match.direction ?? direction) === direction &&
        (match.method ?? method).toUpperCase() === method.toUpperCase() &&
        subjects.some((subject) => pathMatches(match.path, subject)),
    )
    if (!found) return undefined
    found.times -= 1
    if (found.times <= 0) this.#planned = this.#planned.filter((planned) => planned !== found)
    return found.fault
  }
}

/** The regular expression of `/…/`, or undefined when the text is a plain substring. */
export function asPattern(path: string): RegExp | undefined {
  const inner = /^\/(.*)\/$/.exec(path)?.[1]
  if (inner === undefined || inner.replaceAll('\\/', '').includes('/')) return undefined
  return new RegExp(inner)
}

function pathMatches(path: string | undefined, subject: string): boolean {
  if (path === undefined) return true
  return asPattern(path)?.test(subject) ?? subject.includes(path)
}

/** A number parameter of a fault. */
export function numberParam(fault: Fault, name: string, otherwise: number): number {
  const value = fault[name]
  return typeof value === 'number' ? value : otherwise
}
