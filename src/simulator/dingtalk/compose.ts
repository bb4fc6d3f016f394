import type { Directory } from './directory.ts'
import type { Piece } from './message-store.ts'

interface Target {
  name: string
  dingtalkId: string
  person: string
}

/** Splits what a person typed at its mentions, `@名字` of anybody in the world or of the bot; the longest name wins. */
export function compose(directory: Directory, typed: string): Piece[] {
  const targets = targetsOf(directory)
  const pattern = new RegExp(`@(${targets.map(({ name }) => escaped(name)).join('|')})`, 'g')
  const pieces: Piece[] = []
  let end = 0
  for (const match of typed.matchAll(pattern)) {
    const target = targets.find(({ name }) => name === match[1])
    if (!target) continue
    pieces.push(...words(typed.slice(end, match.index)), { kind: 'mention', ...target })
    end = match.index + match[0].length
  }
  return [...pieces, ...words(typed.slice(end))]
}

/** True if the bot itself is mentioned; 所有人 does not count. */
export function mentionsBot(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind === 'mention' && piece.person === 'bot')
}

function targetsOf(directory: Directory): Target[] {
  const people = directory.people.map(({ id, name, dingtalkId }) => ({ name, dingtalkId, person: id }))
  const targets = [{ ...directory.bot, person: 'bot' }, ...people]
  return targets.sort((left, right) => right.name.length - left.name.length)
}

function words(text: string): Piece[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
