import { isRecord } from '../json.ts'

/** Pieces of an upload and base64 pictures would drown the inspector. */
const LONG_KEYS = new Set(['base64_data', 'base64'])

/** A copy for the inspector, with base64 told by its length. */
export function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      LONG_KEYS.has(key) && typeof inner === 'string' ? `<${inner.length} characters>` : shortened(inner),
    ]),
  )
}
