import { useState } from 'preact/hooks'
import { mentionQuery } from '../text/mentions.ts'

export interface Mentions {
  names: readonly string[]
  active: number
  /** The text with the unfinished mention replaced, and where the caret belongs. */
  complete(name: string): { text: string; caret: number }
  move(step: number): void
  close(): void
}

const MAX_SHOWN = 12

/** Which names fit the mention that is being typed before the caret; none when no mention is being typed. */
export function useMentions(text: string, caret: number, all: readonly string[]): Mentions {
  const [index, setIndex] = useState(0)
  const [closedAt, setClosedAt] = useState<number>()
  const query = mentionQuery(text, caret)
  const open = query !== undefined && closedAt !== query.start
  const names = open ? all.filter((name) => name.includes(query.query) && name !== query.query).slice(0, MAX_SHOWN) : []
  const active = Math.min(index, Math.max(0, names.length - 1))
  return {
    names,
    active,
    complete: (name) => {
      const start = query?.start ?? caret
      const before = `${text.slice(0, start)}@${name} `
      setIndex(0)
      return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
    },
    move: (step) => setIndex((active + step + names.length) % names.length),
    close: () => setClosedAt(query?.start),
  }
}
