import { timingSafeEqual } from 'node:crypto'

/**
 * Compares two texts in constant time. The length check before it gives away the length only, which is public for
 * signatures and of no use for tokens.
 */
export function equalSecrets(given: string, expected: string): boolean {
  const left = Buffer.from(given, 'utf8')
  const right = Buffer.from(expected, 'utf8')
  return left.length === right.length && timingSafeEqual(left, right)
}
