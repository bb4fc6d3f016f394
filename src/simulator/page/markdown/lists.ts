import { parseInline } from './inline.ts'
import type { Block, ListItem } from './nodes.ts'

const ITEM = /^(\s*)(?:([-*+])|(\d{1,6})[.)])\s+(.*)$/

interface Marker {
  indent: number
  ordered: boolean
  number: number
  text: string
}

function markerOf(line: string): Marker | undefined {
  const found = ITEM.exec(line)
  if (!found) return undefined
  const [, space = '', , digits, text = ''] = found
  const indent = space.replaceAll('\t', '    ').length
  return { indent, ordered: digits !== undefined, number: Number(digits ?? 1), text }
}

export const isListLine = (line: string) => ITEM.test(line)

/** Reads the list that starts at a line; deeper indented items become lists inside their item. */
export function readList(lines: readonly string[], at: number): { block: Block; next: number } | undefined {
  const first = markerOf(lines[at] ?? '')
  if (!first) return undefined
  const items: ListItem[] = []
  let next = at
  while (next < lines.length) {
    const marker = markerOf(lines[next] ?? '')
    if (!marker || marker.indent < first.indent) break
    const last = items.at(-1)
    if (marker.indent > first.indent + 1 && last) {
      const nested = readList(lines, next)
      if (!nested) break
      last.sub.push(nested.block)
      next = nested.next
      continue
    }
    if (marker.ordered !== first.ordered) break
    items.push({ children: parseInline(marker.text), sub: [] })
    next += 1
  }
  return { block: { kind: 'list', ordered: first.ordered, start: first.number, items }, next }
}
