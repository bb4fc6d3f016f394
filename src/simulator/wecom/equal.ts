import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets in constant time. */
export function equal(left: string, right: string): boolean {
  const [first, second] = [left, right].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
