import { createHash, randomBytes } from 'node:crypto'

/** A fresh id: the platform's prefix and 32 hex digits. */
export function freshId(prefix: string): string {
  return prefix + randomBytes(16).toString('hex')
}

/** The same id for the same parts, for things that the world implies but does not name. */
export function derivedId(prefix: string, ...parts: string[]): string {
  return prefix + createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}
