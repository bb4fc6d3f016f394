import { randomBytes } from 'node:crypto'
import type { Ids } from '../../domain/ports/ids.ts'

/** Ids that nobody can guess: 128 random bits as 32 hexadecimal characters. */
export function randomIds(): Ids {
  return { next: () => randomBytes(16).toString('hex') }
}
