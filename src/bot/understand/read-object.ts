/** The task or project that a line is about, by its name or a part of it. */
import type { FreePiece } from './free-text.ts'
import { bareName, type Named as Known, matchName, matchNames } from './names.ts'
import { withoutNoise } from './noise.ts'
import { perObject } from './per-object.ts'
import { fill, type Named, type State } from './reading.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The same list for the same tasks, so that what is known of it is worked out once per message. */
const byName = perObject((tasks: Vocabulary['tasks']): readonly Known[] =>
  tasks.map(({ id, title }) => ({ id, name: title })),
)

export const tasksOf = ({ vocabulary }: State): readonly Known[] => byName(vocabulary.tasks)

/** The first piece that names an object of the kind is struck out; the others remain. */
export function readObject(state: State, [slot, { kind }]: Named[number], pieces: readonly FreePiece[]): void {
  const isTask = kind === 'task'
  const object: Wanted = {
    slot,
    kind: isTask ? 'task' : 'project',
    known: isTask ? tasksOf(state) : state.vocabulary.projects,
  }
  for (const free of pieces) if (readFrom(state, object, free)) return
}

/** The slot to be filled, and what may fill it. */
interface Wanted {
  slot: string
  kind: 'task' | 'project'
  known: readonly Known[]
}

/** True if the piece was about the object, whatever came of it. */
function readFrom(state: State, object: Wanted, free: FreePiece): boolean {
  const { slot, kind, known } = object
  // Where a text follows the name, a comma or colon parts them.
  const text = state.hasText ? (free.text.split(/[,，:]/)[0] ?? '') : free.text
  const spoken = bareName(withoutNoise(text, state.noise))
  if (spoken === '') return false
  if (kind === 'task' && readListed(state, slot, free, spoken, known)) return true
  const found = matchName(spoken, known)
  const [first, ...others] = found
  if (!first) return !state.hasText && readWithin(state, object, free)
  if (kind === 'task' && isRatherProject(state, spoken, found)) return true
  if (others.length === 0) fill(state, slot, kind, first.id, nameWithin(state, free, spoken))
  else askWhichOne(state, object, free, spoken, found)
  return true
}

const MOST_CHOICES = 5

function askWhichOne(
  state: State,
  { slot, kind }: Wanted,
  { piece }: FreePiece,
  spoken: string,
  found: readonly Known[],
): void {
  const prefix = kind === 'task' ? 'T' : 'P'
  const options = found
    .slice(0, MOST_CHOICES)
    .map(({ id, name }) => ({ value: String(id), label: `${prefix}-${id} ${name}` }))
  state.ambiguities.push({ slot, spoken, options })
  state.canvas.take(piece)
}

/** `海报延展、详情页文案都延两天`: each of them is meant. */
function readListed(
  state: State,
  slot: string,
  { piece }: FreePiece,
  spoken: string,
  known: readonly Known[],
): boolean {
  if (!/[、和与及,]/.test(spoken)) return false
  const { found, unknown } = matchNames(spoken, known)
  const [first, ...others] = found
  if (unknown !== undefined || first === undefined || others.length === 0) return false
  fill(state, slot, 'task', first, piece)
  state.further.push(...others.map((id) => ({ slot, value: String(id) })))
  return true
}

/** Where a text follows, only the name itself is taken; else all that was said around it. */
function nameWithin(state: State, { piece }: FreePiece, spoken: string) {
  const at = state.hasText ? state.canvas.indexIn(piece, spoken) : -1
  if (at < 0) return piece
  const [start, end] = [piece.start + at, piece.start + at + spoken.length]
  // The marks of a quotation go with what they enclose.
  const isMark = (index: number) => state.canvas.isQuoted(index)
  return { start: isMark(start - 1) ? start - 1 : start, end: isMark(end) ? end + 1 : end }
}

/** `双12` begins a project's name as well as a task's: which one is meant is not for us to choose. */
function isRatherProject({ vocabulary }: State, spoken: string, found: readonly Known[]): boolean {
  return (
    found.length > 0 &&
    !found.some(({ name }) => name === spoken) &&
    vocabulary.projects.some(({ name }) => name.startsWith(spoken))
  )
}

/** `昨天做的海报延展`: a known name within a longer piece, the longest one; what stands around it remains. */
function readWithin(state: State, { slot, kind, known }: Wanted, { piece }: FreePiece): boolean {
  const text = state.canvas.text.slice(piece.start, piece.end)
  const within = known
    .map(({ id, name }) => ({ id, at: text.indexOf(name), length: name.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.length - a.length)[0]
  if (!within) return false
  const start = piece.start + within.at
  fill(state, slot, kind, within.id, { start, end: start + within.length })
  return true
}
