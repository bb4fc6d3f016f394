import { isRecord, type Json, recordAt } from '../json.ts'
import type { Params } from './cards.ts'

const KEY_BYTES = 100

/** Says what is wrong with card variables. */
export type Complaint = (message: string) => Error

/** The `cardParamMap` inside; undefined when there is none. All values must be texts; throws what `complain` makes. */
export function paramsOf(holder: unknown, valueBytes: number | undefined, complain: Complaint): Params | undefined {
  const map = isRecord(holder) ? holder.cardParamMap : undefined
  if (map === undefined || map === null) return undefined
  if (!isRecord(map)) throw complain('cardParamMap must be an object')
  return Object.fromEntries(Object.entries(map).map((entry) => checked(entry, valueBytes, complain)))
}

/** The private variables by userid. */
export function privateParamsOf(
  body: Json,
  valueBytes: number | undefined,
  complain: Complaint,
): Record<string, Params> | undefined {
  if (!isRecord(body.privateData)) return undefined
  const entries = Object.entries(body.privateData)
  return Object.fromEntries(entries.map(([userId, holder]) => [userId, paramsOf(holder, valueBytes, complain) ?? {}]))
}

/** The two flags without which an update replaces everything. */
export function updateFlags(body: Json): { dataByKey: boolean; privateByKey: boolean } {
  const options = recordAt(body, 'cardUpdateOptions')
  return { dataByKey: options.updateCardDataByKey === true, privateByKey: options.updatePrivateDataByKey === true }
}

function checked(
  [key, value]: [string, unknown],
  valueBytes: number | undefined,
  complain: Complaint,
): [string, string] {
  if (Buffer.byteLength(key) > KEY_BYTES) throw complain(`the name ${key} is above ${KEY_BYTES} bytes`)
  if (typeof value !== 'string') throw complain(`the value of ${key} must be a string`)
  if (valueBytes !== undefined && Buffer.byteLength(value) > valueBytes)
    throw complain(`the value of ${key} is above ${valueBytes} bytes`)
  return [key, value]
}
