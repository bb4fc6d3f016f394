/** Names in a line: labelled texts, projects, the object that free text names, and the free text itself. */
import { refuse } from '../../domain/shared/refusal.ts'
import type { Slot } from '../actions/slot.ts'
import { freePieces } from './free-text.ts'
import { mayStayUnread } from './leftover.ts'
import { matchName, matchNames } from './names.ts'
import { labelled, type Named, type State, set } from './reading.ts'

// ── Labelled texts: 目标GMV300万, 理由 …, 依赖 A、B ──────────────────────────────────────────────────────────────────────

export function readLabelled(state: State, name: string, slot: Slot): void {
  for (const word of slot.words ?? []) {
    const piece = labelled(state.canvas, word, slot.long === true)
    if (!piece) continue
    const text = state.canvas.original(piece.value)
    if (text === '') continue
    state.canvas.take({ start: piece.start, end: piece.value.end })
    if (slot.kind === 'tasks') readTaskList(state, name, text)
    else state.args[name] = text
    return
  }
}

function readTaskList(state: State, name: string, text: string): void {
  const { found, unknown } = matchNames(
    text,
    state.vocabulary.tasks.map(({ id, title }) => ({ id, name: title })),
  )
  if (unknown !== undefined) state.problem ??= refuse('TASK.NOT_FOUND', { ref: unknown })
  else set(state, name, 'tasks', found)
}

const BEFORE_NAME = /(?:[\s,。;:、\uE001\uE002\n]|项目|用于|到|在)$/
const AFTER_NAME = /^(?:[\s,。;:、!?\uE001\uE002\n]|项目)/

/** A project named in full, or by an announced beginning (`用于 双12`). */
export function readProject(state: State, name: string): void {
  if (state.args[name] !== undefined) return
  const text = state.canvas.text
  const full = state.vocabulary.projects
    .map((project) => ({ ...project, start: text.indexOf(project.name) }))
    .map((project) => ({ ...project, end: project.start + project.name.length }))
    // Beside free text a project's name inside a word is part of a title: 新品发布会邀请函.
    .filter(
      (project) => project.start >= 0 && (!state.hasText || state.canvas.bounded(project, BEFORE_NAME, AFTER_NAME)),
    )
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (full) {
    set(state, name, 'project', full.id)
    state.canvas.take(full)
    return
  }
  const piece = ['用于', '项目', 'for ', 'project ']
    .map((word) => labelled(state.canvas, word, false))
    .find((one) => one !== undefined)
  if (!piece) return
  const spoken = state.canvas.original(piece.value)
  const found = spoken ? matchName(spoken, state.vocabulary.projects) : []
  if (found.length !== 1 || !found[0]) return
  set(state, name, 'project', found[0].id)
  state.canvas.take({ start: piece.start, end: piece.value.end })
}

// ── What remains ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Free text names the action's object if it has one that is still open, else it fills the action's rest slot. A title
 * beside a named task is no title (`把 T-1 和海报 派给 …`).
 */
export function readRest(state: State, named: Named): void {
  const pieces = freePieces(state.canvas)
  const text = pieces.join(' ')
  if (text === '') return
  const open = named.filter(([name]) => state.args[name] === undefined)
  const taskNamed = named.some(
    ([name, slot]) => slot.kind === 'task' && !slot.required && state.args[name] !== undefined,
  )
  const restSlot = taskNamed ? undefined : open.find(([, slot]) => slot.rest)
  const objectSlot = open.find(([, { kind }]) => kind === 'task' || (kind === 'project' && !state.hasText))
  if (objectSlot && !taskNamed) {
    const isTask = objectSlot[1].kind === 'task'
    // In a reply to a task's card, words that name no other task are talk about that one.
    const quoted = isTask && state.vocabulary.quoted?.startsWith('T-') === true
    if (resolveObject(state, objectSlot[0], isTask, text, restSlot !== undefined || quoted)) return
  }
  if (restSlot?.[1].name) takeName(state, restSlot[0], pieces)
  else if (restSlot) state.args[restSlot[0]] = text
  else if (!state.hasText || taskNamed) leave(state, named, text)
}

/** A name is one piece; what stands apart from it, behind other values, was not understood and is no part of it. */
function takeName(state: State, slot: string, [name, ...others]: readonly string[]): void {
  if (name !== undefined) state.args[slot] = name
  const unread = others.filter((text) => !mayStayUnread(text))
  if (unread.length > 0) state.leftover = unread.join(' ')
}

/** The object's own name beside its number says nothing new. */
function leave(state: State, named: Named, text: string): void {
  const taskId = named.find(([, { kind }]) => kind === 'task')?.[0]
  const title = state.vocabulary.tasks.find(({ id }) => String(id) === state.args[taskId ?? ''])?.title
  if (mayStayUnread(text) || title?.includes(text)) return
  state.leftover = text
}

function resolveObject(state: State, slot: string, isTask: boolean, text: string, mayBeText: boolean): boolean {
  const known = isTask
    ? state.vocabulary.tasks.map(({ id, title }) => ({ id, name: title }))
    : state.vocabulary.projects
  const found = matchName(text, known)
  const prefix = isTask ? 'T' : 'P'
  const [first] = found
  if (first && found.length === 1) {
    state.args[slot] = String(first.id)
    return true
  }
  if (found.length > 1) {
    const options = found.slice(0, 5).map(({ id, name }) => ({ value: String(id), label: `${prefix}-${id} ${name}` }))
    state.ambiguities.push({ slot, spoken: text, options })
    return true
  }
  if (mayBeText) return false
  state.problem ??= isTask ? refuse('TASK.NOT_FOUND', { ref: text }) : refuse('PROJECT.NOT_FOUND', { ref: text })
  return true
}

/** A reply to an object's card means that object, where none was named. */
export function readQuoted(state: State, named: Named): void {
  const [, letter, number] = /^([TPA])-(\d+)$/.exec(state.vocabulary.quoted ?? '') ?? []
  if (!letter || !number) return
  const kind = letter === 'T' ? 'task' : letter === 'P' ? 'project' : 'approval'
  const slot = named.find(([name, one]) => one.kind === kind && state.args[name] === undefined)
  if (slot && !state.ambiguities.some((one) => one.slot === slot[0])) state.args[slot[0]] = number
}
