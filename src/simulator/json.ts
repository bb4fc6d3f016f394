export type Json = Record<string, unknown>

/** True for a plain JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON value of a text, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The JSON object of a text, or undefined when it is anything else. */
export function parseRecord(text: string): Json | undefined {
  const value = parseJson(text)
  return isRecord(value) ? value : undefined
}

/** A string property, or the empty string. */
export function stringAt(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** An object property, or an empty object. */
export function recordAt(value: unknown, key: string): Json {
  const found = isRecord(value) ? value[key] : undefined
  return isRecord(found) ? found : {}
}

/** An array property, or an empty array. */
export function listAt(value: unknown, key: string): unknown[] {
  const found = isRecord(value) ? value[key] : undefined
  return Array.isArray(found) ? found : []
}
