import { isJson, type Json, listAt, objectAt, stringAt } from './json.ts'

function unwrap(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

const looksLikeCard = (value: Json) => 'schema' in value || ('body' in value && 'header' in value)

/**
 * The card JSON 2.0 inside a raw payload: the card itself, its JSON string, or an envelope with `content`, `card`
 * or `body.content` as the platform's send and get calls carry it. Undefined when there is none.
 */
export function cardOf(native: unknown, depth = 0): Json | undefined {
  const value = unwrap(native)
  if (!isJson(value) || depth > 4) return undefined
  if (looksLikeCard(value)) return value
  for (const key of ['content', 'card', 'body', 'data']) {
    const found = cardOf(value[key], depth + 1)
    if (found) return found
  }
  return undefined
}

function postContent(value: Json): unknown[] | undefined {
  if (Array.isArray(value.content)) return value.content
  const localised = objectAt(value, 'zh_cn') ?? objectAt(value, 'en_us')
  return localised && Array.isArray(localised.content) ? localised.content : undefined
}

/** The markdown of a rich-text (post) message made of `md` rows only; undefined for every other message. */
export function postMarkdownOf(native: unknown, depth = 0): string | undefined {
  const value = unwrap(native)
  if (!isJson(value) || depth > 4) return undefined
  const rows = postContent(value)
  if (!rows) {
    for (const key of ['content', 'body']) {
      const found = postMarkdownOf(value[key], depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }
  const parts = rows.flatMap((row) => (Array.isArray(row) ? row.filter(isJson) : []))
  if (parts.length === 0 || parts.some((part) => stringAt(part, 'tag') !== 'md')) return undefined
  return parts.map((part) => stringAt(part, 'text')).join('\n')
}

/** Elements in `body.elements`, in document order. */
export function elementsOf(card: Json): Json[] {
  const body = objectAt(card, 'body')
  return body ? listAt(body, 'elements') : listAt(card, 'elements')
}
