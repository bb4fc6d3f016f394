import type { Inline } from './nodes.ts'

type ParseInline = (source: string, depth: number) => Inline[]

export interface Piece {
  nodes: Inline[]
  /** Index after the piece in the source. */
  end: number
}

const OPENING = /<(at|person|font|text_tag|a|link|br)\b([^<>]*?)\/?>/iy

function attribute(source: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(source)
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined
}

/** Mentions have no words inside; the closing tag is optional in practice. */
function mentions(attributes: string): Inline[] {
  const stated = attribute(attributes, 'id') ?? attribute(attributes, 'ids') ?? attribute(attributes, 'user_id') ?? ''
  return stated
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
    .map((id) => ({ kind: 'at', id }))
}

function wrap(tag: string, attributes: string, children: Inline[]): Inline[] {
  if (tag === 'font') return [{ kind: 'font', color: attribute(attributes, 'color') ?? 'default', children }]
  if (tag === 'text_tag') return [{ kind: 'tag', color: attribute(attributes, 'color') ?? 'neutral', children }]
  return [{ kind: 'link', href: attribute(attributes, 'href') ?? attribute(attributes, 'url') ?? '', children }]
}

/** Reads one of the few tags that Feishu markdown knows at `start`; anything else is plain text. */
export function readTag(source: string, start: number, depth: number, parse: ParseInline): Piece | undefined {
  OPENING.lastIndex = start
  const opening = OPENING.exec(source)
  if (!opening) return undefined
  const tag = (opening[1] ?? '').toLowerCase()
  const attributes = opening[2] ?? ''
  const after = start + opening[0].length
  if (tag === 'br') return { nodes: [{ kind: 'break' }], end: after }
  const closing = `</${tag}>`
  const close = source.indexOf(closing, after)
  if (tag === 'at' || tag === 'person') {
    const nodes = mentions(attributes)
    const end = source.startsWith(closing, after) ? after + closing.length : after
    return nodes.length > 0 ? { nodes, end } : undefined
  }
  if (close === -1) return undefined
  return { nodes: wrap(tag, attributes, parse(source.slice(after, close), depth + 1)), end: close + closing.length }
}
