import { randomBytes, randomInt } from 'node:crypto'
import type { Ids } from '../../domain/ports/ids.ts'

/** Ids that nobody can guess: 128 random bits as 32 hexadecimal characters; codes from the same source. */
export function randomIds(): Ids {
  return {
    next: () => randomBytes(16).toString('hex'),
    code: () => String(randomInt(1_000_000)).padStart(6, '0'),
  }
}
