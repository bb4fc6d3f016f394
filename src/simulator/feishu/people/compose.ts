import type { Directory } from '../directory.ts'
import type { Mention } from '../messages.ts'

export type Piece = { kind: 'text'; text: string } | { kind: 'mention'; mention: Mention } | { kind: 'everybody' }

interface Target {
  name: string
  openId: string
  kind: 'user' | 'bot'
}

/**
 * Splits what a person typed at its mentions: `@名字` of anybody in the world or of the bot, `@所有人` for all.
 * The longest name wins; each mention gets its own key, as on the platform.
 */
export function compose(directory: Directory, typed: string): Piece[] {
  const targets = targetsOf(directory)
  const pattern = new RegExp(
    `@(${targets.map((target) => escaped(target.name)).join('|')}|所有人|all(?![A-Za-z]))`,
    'g',
  )
  const pieces: Piece[] = []
  let count = 0
  let end = 0
  for (const match of typed.matchAll(pattern)) {
    pieces.push(...words(typed.slice(end, match.index)))
    const target = targets.find(({ name }) => name === match[1])
    count += target ? 1 : 0
    pieces.push(target ? { kind: 'mention', mention: toMention(target, count) } : { kind: 'everybody' })
    end = match.index + match[0].length
  }
  return [...pieces, ...words(typed.slice(end))]
}

/** The text content of the event, with keys in place of names. */
export function textContent(pieces: Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : keyOf(piece))).join('')
}

/** A post with an image above the text. */
export function postContent(pieces: Piece[], imageKey: string): Record<string, unknown> {
  const row = pieces.map((piece) =>
    piece.kind === 'text'
      ? { tag: 'text', text: piece.text, style: [] }
      : { tag: 'at', user_id: keyOf(piece), user_name: piece.kind === 'mention' ? piece.mention.name : '', style: [] },
  )
  return { zh_cn: { title: '', content: [[{ tag: 'img', image_key: imageKey }], row] } }
}

export function mentionsOf(pieces: Piece[]): Mention[] {
  return pieces.flatMap((piece) => (piece.kind === 'mention' ? [piece.mention] : []))
}

function keyOf(piece: Exclude<Piece, { kind: 'text' }>): string {
  return piece.kind === 'mention' ? piece.mention.key : '@_all'
}

function targetsOf(directory: Directory): Target[] {
  const people = directory.people.map(({ name, openId }): Target => ({ name, openId, kind: 'user' }))
  const bot: Target = { ...directory.bot, kind: 'bot' }
  return [bot, ...people].sort((left, right) => right.name.length - left.name.length)
}

function words(text: string): Piece[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function toMention(target: Target, number: number): Mention {
  return { key: `@_user_${number}`, openId: target.openId, name: target.name, kind: target.kind }
}
