import { decodeEntities } from './entities.ts'
import type { Inline } from './nodes.ts'
import { type Piece, readTag } from './tags.ts'

const MAX_DEPTH = 8
const ESCAPABLE = /[\\`*_{}[\]()#+\-.!~<>|&]/
const LINK = /(!?)\[([^[\]\n]*)\]\(([^()\s]*)\)/y
const BARE_URL = /https?:\/\/[^\s<>()"'，。；、）】」]+/y
const DELIMITERS = [
  ['**', 'bold'],
  ['__', 'bold'],
  ['~~', 'strike'],
  ['*', 'italic'],
  ['_', 'italic'],
] as const

function readCode(source: string, start: number): Piece | undefined {
  const end = source.indexOf('`', start + 1)
  if (end <= start + 1) return undefined
  return { nodes: [{ kind: 'code', text: decodeEntities(source.slice(start + 1, end)) }], end: end + 1 }
}

function readLink(source: string, start: number, depth: number): Piece | undefined {
  LINK.lastIndex = start
  const found = LINK.exec(source)
  if (!found) return undefined
  const [whole, bang, label = '', target = ''] = found
  const node: Inline = bang
    ? { kind: 'image', key: target, alt: decodeEntities(label) }
    : { kind: 'link', href: decodeEntities(target), children: parseInline(label, depth + 1) }
  return { nodes: [node], end: start + whole.length }
}

function readBareUrl(source: string, start: number): Piece | undefined {
  BARE_URL.lastIndex = start
  const found = BARE_URL.exec(source)
  if (!found) return undefined
  const href = found[0]
  return { nodes: [{ kind: 'link', href, children: [{ kind: 'text', text: href }] }], end: start + href.length }
}

const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)
const isAscii = (character: string | undefined) => character !== undefined && /[A-Za-z0-9]/.test(character)

/** `_` inside a word (file_name_v2) is no emphasis; emphasis hugs its content. */
function closingOf(source: string, start: number, mark: string): number {
  const first = start + mark.length
  if (/\s/.test(source[first] ?? ' ')) return -1
  if (mark.startsWith('_') && isWord(source[start - 1])) return -1
  for (let at = source.indexOf(mark, first + 1); at !== -1; at = source.indexOf(mark, at + 1)) {
    const partOfLonger = mark.length === 1 && (source[at + 1] === mark || source[at - 1] === mark)
    const insideWord = mark.startsWith('_') && isWord(source[at + mark.length])
    if (!partOfLonger && !insideWord && !/\s/.test(source[at - 1] ?? ' ')) return at
  }
  return -1
}

function readEmphasis(source: string, start: number, depth: number): Piece | undefined {
  for (const [mark, kind] of DELIMITERS) {
    if (!source.startsWith(mark, start)) continue
    const end = closingOf(source, start, mark)
    if (end === -1) continue
    const children = parseInline(source.slice(start + mark.length, end), depth + 1)
    return { nodes: [{ kind, children }], end: end + mark.length }
  }
  return undefined
}

function readSpecial(source: string, at: number, depth: number): Piece | undefined {
  const character = source[at] ?? ''
  if (character === '\n') return { nodes: [{ kind: 'break' }], end: at + 1 }
  if (character === '\\' && ESCAPABLE.test(source[at + 1] ?? '')) {
    return { nodes: [{ kind: 'text', text: source[at + 1] ?? '' }], end: at + 2 }
  }
  if (depth >= MAX_DEPTH) return undefined
  if (character === '`') return readCode(source, at)
  if (character === '<') return readTag(source, at, depth, parseInline)
  if (character === '[' || character === '!') return readLink(source, at, depth)
  if (character === 'h' && !isAscii(source[at - 1])) return readBareUrl(source, at)
  if (character === '*' || character === '_' || character === '~') return readEmphasis(source, at, depth)
  return undefined
}

function pushText(nodes: Inline[], text: string): void {
  if (text === '') return
  const last = nodes.at(-1)
  if (last?.kind === 'text') last.text += text
  else nodes.push({ kind: 'text', text })
}

/** Parses one run of Feishu markdown into nodes; what is not understood stays as the text it is. */
export function parseInline(source: string, depth = 0): Inline[] {
  const nodes: Inline[] = []
  let plainFrom = 0
  let at = 0
  while (at < source.length) {
    const piece = readSpecial(source, at, depth)
    if (!piece) {
      at += 1
      continue
    }
    pushText(nodes, decodeEntities(source.slice(plainFrom, at)))
    for (const node of piece.nodes) {
      if (node.kind === 'text') pushText(nodes, node.text)
      else nodes.push(node)
    }
    at = piece.end
    plainFrom = at
  }
  pushText(nodes, decodeEntities(source.slice(plainFrom)))
  return nodes
}
