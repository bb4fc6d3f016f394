/** Reading loosely typed card JSON: a card comes from outside, so every field may be missing or of another kind. */

export type Json = Record<string, unknown>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectAt = (source: Json, key: string): Json | undefined => {
  const value = source[key]
  return isJson(value) ? value : undefined
}

export const listAt = (source: Json, key: string): Json[] => {
  const value = source[key]
  return Array.isArray(value) ? value.filter(isJson) : []
}

export const stringsAt = (source: Json, key: string): string[] => {
  const value = source[key]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

export const stringAt = (source: Json, key: string): string => {
  const value = source[key]
  return typeof value === 'string' ? value : ''
}

export const numberAt = (source: Json, key: string): number | undefined => {
  const value = source[key]
  return typeof value === 'number' ? value : undefined
}

/** The words of a `{tag:"plain_text"|"lark_md", content}` object, or of a bare string. */
export function textAt(source: Json, key: string): string {
  const value = source[key]
  if (typeof value === 'string') return value
  return isJson(value) ? stringAt(value, 'content') : ''
}
