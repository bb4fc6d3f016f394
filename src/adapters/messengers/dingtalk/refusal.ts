import type { RefusedReason } from '../../../bot/messenger.ts'
import type { DoorRequest, DoorResponse } from '../../shared/messenger-adapter.ts'

/** Why a request is not taken. */
export class Refusal {
  readonly status: number
  readonly reason: RefusedReason
  readonly detail: Record<string, string>

  constructor(status: number, reason: RefusedReason, detail: Record<string, string> = {}) {
    this.status = status
    this.reason = reason
    this.detail = detail
  }
}

export function header(request: DoorRequest, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

export function reply(status: number, body: unknown): DoorResponse {
  return { status, body: JSON.stringify(body) }
}

/** Milliseconds by which a timestamp (in milliseconds, as text) is off; `NaN` if it is none. */
export function ageOf(timestamp: string, now: Date): number {
  return /^\d{10,16}$/.test(timestamp) ? now.getTime() - Number(timestamp) : Number.NaN
}
