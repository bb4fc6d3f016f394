/** Fields that name an object: by its number, or by its name among what the speaker may see. */
import { projectRef } from '../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Declared } from '../actions/action.ts'
import { encodeSlot, type Slot } from '../actions/slot.ts'
import { matchName, matchNames, type Named } from '../understand/names.ts'
import { findReferences, normalise } from '../understand/slots/index.ts'
import type { BaseContext } from './perform.ts'
import { vocabularyFor } from './vocabulary.ts'

type Kind = 'task' | 'tasks' | 'project' | 'approval'

/** What may stand around a value without saying anything else. */
const AROUND = /^[\s,。;:约为共从自到至前整]*(?:之前|以前|为止|截止|截至|开始)?[\s,。;:前]*$/

/** A field holds one value and nothing beside it: `8万,最多10万` and `下个月到昨天` are none. */
export function only<T>(found: readonly { start: number; end: number; value: T }[], text: string): T | undefined {
  const [one, ...others] = found
  if (!one || others.length > 0) return undefined
  return AROUND.test(text.slice(0, one.start)) && AROUND.test(text.slice(one.end)) ? one.value : undefined
}

/** Canonical; undefined where nothing fits, a refusal where several do. */
export async function readReference(
  base: BaseContext,
  action: Declared,
  slot: Slot<Kind>,
  raw: string,
): Promise<string | Refusal | undefined> {
  const text = normalise(raw)
  if (slot.kind === 'approval') return numberOf('approval', text)
  if (slot.kind === 'tasks') return listed(await named(base, action, slot), text)
  return numberOf(slot.kind, text) ?? matched(slot.kind, await named(base, action, slot), text)
}

function numberOf(kind: Exclude<Kind, 'tasks'>, text: string): string | undefined {
  const found = only(
    findReferences(text).filter(({ value }) => value.kind === kind),
    text,
  )
  return found ? String(found.number) : /^\d{1,9}$/.test(text) ? text : undefined
}

/** What the field may name. */
async function named(base: BaseContext, action: Declared, slot: Slot<Kind>): Promise<readonly Named[]> {
  const { tasks, projects } = await vocabularyFor(base, action)
  return slot.kind === 'project' ? projects : tasks.map(({ id, title }) => ({ id, name: title }))
}

function listed(known: readonly Named[], text: string): string | undefined {
  const { found, unknown } = matchNames(text, known)
  return unknown === undefined && found.length > 0 ? encodeSlot('tasks', found) : undefined
}

function matched(kind: 'task' | 'project', known: readonly Named[], text: string): string | Refusal | undefined {
  const found = matchName(text, known)
  const [first, ...others] = found
  if (!first || others.length === 0) return first && String(first.id)
  return kind === 'task'
    ? refuse('TASK.AMBIGUOUS', { title: text, refs: found.map(({ id }) => taskRef(id)) })
    : refuse('PROJECT.AMBIGUOUS', { name: text, refs: found.map(({ id }) => projectRef(id)) })
}
