import type { RefusedReason } from '../../bot/messenger.ts'
import type { DoorRequest, DoorResponse } from './messenger-adapter.ts'

/** Why a request at a door is not taken: the status of the answer, and what the audit keeps. */
export class DoorRefusal {
  readonly status: number
  readonly reason: RefusedReason
  readonly detail: Record<string, string>

  constructor(status: number, reason: RefusedReason, detail: Record<string, string> = {}) {
    this.status = status
    this.reason = reason
    this.detail = detail
  }
}

/** A header that came once; '' for every other. */
export function headerOf(request: DoorRequest, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

export const jsonAnswer = (status: number, body: unknown): DoorResponse => ({ status, body: JSON.stringify(body) })
