import type { Clock } from '../../../domain/ports/clock.ts'

/** Parts of one payload follow each other at once; what is incomplete after this is lost and will be sent again. */
const EXPIRES_MS = 10_000
const MAX_PARTS = 256
const MAX_BYTES = 16 * 1024 * 1024

interface Parts {
  parts: (Uint8Array | undefined)[]
  since: number
}

export interface Fragments {
  /** The whole payload once its last part is in; `undefined` before, and for parts that make no sense. */
  join(messageId: string, sum: number, seq: number, payload: Uint8Array): Uint8Array | undefined
  /** Incomplete payloads held. */
  pending(): number
}

/**
 * Joins payloads that came in several frames (`sum` parts, `seq` from 0, same `message_id`). Bytes are joined, not
 * texts: a part may end inside a character.
 */
export function createFragments(clock: Clock): Fragments {
  const open = new Map<string, Parts>()

  function expire(now: number): void {
    for (const [messageId, { since }] of open) if (now - since > EXPIRES_MS) open.delete(messageId)
  }

  return {
    join(messageId, sum, seq, payload) {
      if (!(sum > 1)) return payload
      if (sum > MAX_PARTS || !(seq >= 0 && seq < sum)) return undefined
      const now = clock.now().getTime()
      expire(now)
      const entry = open.get(messageId) ?? { parts: new Array<Uint8Array | undefined>(sum).fill(undefined), since: now }
      entry.parts[seq] = payload
      open.set(messageId, entry)
      const parts = entry.parts.filter((part) => part !== undefined)
      const bytes = parts.reduce((total, part) => total + part.byteLength, 0)
      if (parts.length === entry.parts.length || bytes > MAX_BYTES) open.delete(messageId)
      return parts.length === entry.parts.length ? Buffer.concat(parts) : undefined
    },
    pending: () => open.size,
  }
}
