import { decodeEntities } from './entities.ts'
import { parseInline } from './inline.ts'
import { isListLine, readList } from './lists.ts'
import type { Block } from './nodes.ts'
import { isTableStart, readTable } from './tables.ts'

export interface Taken {
  block: Block
  /** Index of the first line after the block. */
  next: number
}

const FENCE = /^\s*```\s*(\S*)\s*$/
const HEADING = /^(#{1,6})\s+(.*)$/
const RULE = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|<hr\s*\/?>)$/i
const QUOTE = /^\s*>\s?/
const MAX_QUOTES = 6

function readFence(lines: readonly string[], at: number): Taken | undefined {
  const opening = FENCE.exec(lines[at] ?? '')
  if (!opening) return undefined
  let end = at + 1
  while (end < lines.length && !/^\s*```\s*$/.test(lines[end] ?? '')) end += 1
  const text = decodeEntities(lines.slice(at + 1, end).join('\n'))
  return { block: { kind: 'code', language: opening[1] ?? '', text }, next: end + 1 }
}

function readQuote(lines: readonly string[], at: number, depth: number): Taken | undefined {
  if (depth >= MAX_QUOTES) return undefined
  let end = at
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end += 1
  if (end === at) return undefined
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''))
  return { block: { kind: 'quote', children: parseLines(inner, depth + 1) }, next: end }
}

function readSpecial(lines: readonly string[], at: number, depth: number): Taken | undefined {
  const line = lines[at] ?? ''
  const fence = readFence(lines, at)
  if (fence) return fence
  if (RULE.test(line)) return { block: { kind: 'rule' }, next: at + 1 }
  const heading = HEADING.exec(line)
  if (heading) {
    const level = (heading[1] ?? '#').length
    return { block: { kind: 'heading', level, children: parseInline(heading[2] ?? '') }, next: at + 1 }
  }
  if (isListLine(line)) return readList(lines, at)
  if (isTableStart(lines, at)) return readTable(lines, at)
  return readQuote(lines, at, depth)
}

function parseLines(lines: readonly string[], depth = 0): Block[] {
  const blocks: Block[] = []
  let pending: string[] = []
  const flush = () => {
    if (pending.length > 0) blocks.push({ kind: 'paragraph', children: parseInline(pending.join('\n')) })
    pending = []
  }
  let at = 0
  while (at < lines.length) {
    const taken = readSpecial(lines, at, depth)
    if (taken) {
      flush()
      blocks.push(taken.block)
      at = taken.next
      continue
    }
    const line = lines[at] ?? ''
    if (line.trim() === '') flush()
    else pending.push(line)
    at += 1
  }
  flush()
  return blocks
}

/** Parses Feishu card markdown (feishu.md §4; line breaks are kept, as Feishu does) into blocks. */
export function parseMarkdown(source: string): Block[] {
  return parseLines(source.replaceAll('\r\n', '\n').split('\n'))
}
