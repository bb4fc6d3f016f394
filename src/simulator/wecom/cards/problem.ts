import { isRecord, type Json } from '../../json.ts'
import { byteLength } from '../bytes.ts'
import { WecomError } from '../errors.ts'

/** Refuses the card with 40058, naming what is wrong. */
export function refuse(what: string): never {
  throw new WecomError(40058, what)
}

/** The object there, or undefined when nothing stands there; refuses anything else. */
export function objectIn(owner: Json, key: string): Json | undefined {
  const value = owner[key]
  if (value === undefined || value === null) return undefined
  return isRecord(value) ? value : refuse(`${key} must be an object`)
}

/** The objects of a list of `least` to `most`; none when it is left out and `least` is 0. */
export function listIn(owner: Json, key: string, least: number, most: number): Json[] {
  const value = owner[key]
  if (value === undefined || value === null) return least === 0 ? [] : refuse(`${key} is required`)
  if (!Array.isArray(value) || !value.every(isRecord)) refuse(`${key} must be a list of objects`)
  if (value.length < least || value.length > most) refuse(`${key}: ${least} to ${most} items`)
  return value
}

/** The text there; refuses an empty or missing one and one of more bytes. */
export function textIn(owner: Json, key: string, mostBytes = Number.POSITIVE_INFINITY): string {
  const value = owner[key]
  if (typeof value !== 'string' || value === '') return refuse(`${key} is required`)
  return byteLength(value) <= mostBytes ? value : refuse(`${key} is longer than ${mostBytes} bytes`)
}

/** Refuses a number that is not one of these; one that is left out counts as the first. */
export function kindIn(owner: Json, key: string, kinds: readonly number[]): number {
  const value = owner[key] ?? kinds[0]
  return typeof value === 'number' && kinds.includes(value) ? value : refuse(`${key} must be ${kinds.join(', ')}`)
}

/** Refuses a key that comes twice. */
export function distinct(keys: readonly string[], what: string): void {
  if (new Set(keys).size !== keys.length) refuse(`${what} must not repeat`)
}
