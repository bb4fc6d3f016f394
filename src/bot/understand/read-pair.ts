/** `派活=派给`: what stands left and right of the first equals sign. */
import { refuse } from '../../domain/shared/refusal.ts'
import { fill, type Named, type State } from './reading.ts'
import { findPeople } from './slots/index.ts'

const EQUALS =
  /\s*(?:=|＝|就?等于|也?就是|当[作成]|看作|算作|设[为成]|是指|表示|意思是|->|→|是|为|(?<=\s)means(?=\s)|(?<=\s)is(?=\s))\s*/

export function readPair(state: State, named: Named): void {
  const text = state.canvas.text.replace(/[\uE001\uE003]/g, ' ')
  const from = text.length - text.trimStart().length
  const equals = EQUALS.exec(text.slice(from))
  const leftEnd = equals ? from + equals.index : text.trimEnd().length
  const rightStart = equals ? leftEnd + equals[0].length : text.length
  for (const [name, slot] of named) {
    const piece = slot.pair === 'left' ? trimmed(text, from, leftEnd) : trimmed(text, rightStart, text.length)
    if (!slot.pair || piece.end <= piece.start) continue
    if (slot.kind === 'person') readOne(state, name, piece)
    else fill(state, name, 'text', state.canvas.original(piece), piece)
  }
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const raw = text.slice(start, end)
  const lead = /^[\s:,"]*/.exec(raw)?.[0].length ?? 0
  return { start: start + lead, end: start + Math.max(lead, raw.replace(/[\s,。."]+$/, '').length) }
}

function readOne(state: State, name: string, piece: { start: number; end: number }): void {
  const spoken = state.canvas.original(piece)
  const [found] = findPeople(spoken, state.vocabulary)
  if (found?.value.kind === 'one' && found.text === spoken) fill(state, name, 'person', found.value.id, piece)
  else if (found?.value.kind === 'many') {
    const options = found.value.ids.map((id) => ({
      value: id,
      label: state.vocabulary.people.find((one) => one.id === id)?.name ?? id,
    }))
    state.ambiguities.push({ slot: name, spoken, options })
    state.canvas.take(piece)
  } else state.problem ??= refuse('PERSON.NOT_FOUND', { name: spoken })
}
