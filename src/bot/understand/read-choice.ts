import type { Slot } from '../actions/slot.ts'
import { fill, type State } from './reading.ts'

/** One of a few declared words, the longest that stands in the line or in the verb itself (`谁逾期了`). */
export function readChoice(state: State, name: string, { choices = [] }: Slot): void {
  const text = state.canvas.text.toLowerCase()
  const verb = state.verb.toLowerCase()
  const all = choices
    .flatMap(({ value, zh, en }) => [...zh, ...en].map((word) => ({ value, word })))
    .sort((a, b) => b.word.length - a.word.length)
  for (const { value, word } of all) {
    const start = text.indexOf(word)
    if (start < 0) continue
    fill(state, name, 'choice', value, { start, end: start + word.length })
    return
  }
  const said = all.find(({ word }) => verb.includes(word))
  if (said) state.args[name] = said.value
}
