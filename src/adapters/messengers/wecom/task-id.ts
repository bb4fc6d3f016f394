import { createHash } from 'node:crypto'

/**
 * The `task_id` of a card, by which its clicks speak of it, made of the idempotency key: the same for every attempt, so
 * that WeCom refuses the second (42014). Allowed are letters, digits and `_-@`, at most 128 bytes; other keys are hashed.
 */
export function taskIdOf(idempotencyKey: string): string {
  if (/^[\w@-]{1,128}$/.test(idempotencyKey)) return idempotencyKey
  return createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)
}
