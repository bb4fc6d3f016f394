/**
 * Codes that let a card be updated, each once and within 72 hours: one comes with the answer to the send and is stored
 * with the card (`Sent.updateToken`), one with every click. The latter live in memory only; they are spent first.
 */
import type { Clock } from '../../../domain/ports/clock.ts'
import { isRecord, parseJson, text } from '../../shared/json.ts'

const LIFETIME_MS = 72 * 3_600_000
const MOST_CARDS = 5_000

/** What is stored in place of a code that was used. */
export const SPENT = 'spent'

export function writeUpdateToken(code: string, now: Date): string {
  return JSON.stringify({ c: code, t: now.toISOString() })
}

/** The code in a stored token, if it can still be used. */
export function readUpdateToken(token: string | undefined, now: Date): string | undefined {
  const value = token === undefined ? undefined : parseJson(token)
  if (!isRecord(value)) return undefined
  const age = now.getTime() - Date.parse(text(value.t))
  return age >= 0 && age < LIFETIME_MS && text(value.c) ? text(value.c) : undefined
}

export interface ClickCodes {
  keep(taskId: string, code: string): void
  /** The newest code of that card, which is then ours to use. */
  take(taskId: string): string | undefined
}

export function createClickCodes(clock: Clock): ClickCodes {
  const codes = new Map<string, { code: string; until: number }>()
  return {
    keep(taskId, code) {
      codes.delete(taskId)
      codes.set(taskId, { code, until: clock.now().getTime() + LIFETIME_MS })
      for (const oldest of codes.keys()) {
        if (codes.size <= MOST_CARDS) break
        codes.delete(oldest)
      }
    },
    take(taskId) {
      const found = codes.get(taskId)
      codes.delete(taskId)
      return found && clock.now().getTime() < found.until ? found.code : undefined
    },
  }
}
