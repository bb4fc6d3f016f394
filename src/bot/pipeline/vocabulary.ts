import type { Person } from '../../domain/people/person.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { Declared } from '../actions/action.ts'
import type { SlotContext } from '../understand/slots/types.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { BaseContext } from './perform.ts'
import { boundProject } from './scope.ts'

/** Dates of hours look back, all others ahead. */
export function slotContext(
  base: BaseContext,
  action: Declared,
  mentions: readonly { accountId: string; name: string }[],
): SlotContext {
  return {
    now: base.now,
    today: base.today,
    zone: base.zone,
    calendar: base.calendar,
    intent: action.area === 'hours' ? 'log' : 'plan',
    people: [...base.people.values()],
    speaker: base.person.id,
    mentions: mentions.map(({ accountId, name }) => withPerson(name, personOf(base, accountId))),
  }
}

function withPerson(name: string, personId: string | undefined): { name: string; personId?: string } {
  return personId === undefined ? { name } : { name, personId }
}

function personOf(base: BaseContext, accountId: string): string | undefined {
  const has = (person: Person) =>
    person.accounts.some(({ platform, id }) => platform === base.conversation.platform && id === accountId)
  return [...base.people.values()].find(has)?.id
}

/** Loads the names this line of the action may use: tasks only if it speaks of tasks, projects only if it speaks of projects. */
export async function vocabularyFor(
  base: BaseContext,
  action: Declared,
  line: string,
  mentions: readonly { accountId: string; name: string }[],
  quoted: string | undefined,
): Promise<Vocabulary> {
  const kinds = new Set(Object.values(action.slots).map(({ kind }) => kind))
  const visible = await visibleProjects(base)
  const tasks = namesTasks(action, line) ? await visibleTasks(base, visible) : []
  return {
    ...slotContext(base, action, mentions),
    people: [...base.people.values()],
    tasks: tasks.map(({ id, title }) => ({ id, title })),
    projects: kinds.has('project') ? visible : [],
    ...(quoted ? { quoted } : {}),
  }
}

/** A list of tasks is read after its announcing word only, so without one a project's tasks need not be loaded. */
function namesTasks(action: Declared, line: string): boolean {
  const lower = line.toLowerCase()
  return Object.values(action.slots).some(
    ({ kind, words }) => kind === 'task' || (kind === 'tasks' && words?.some((word) => lower.includes(word))),
  )
}

async function visibleProjects(base: BaseContext): Promise<readonly { id: number; name: string }[]> {
  const own = await base.tx.projects.list({ memberId: base.person.id })
  const bound = await boundProject(base.tx, base.conversation)
  return bound && !own.some(({ id }) => id === bound.id) ? [...own, bound] : own
}

/** To a vendor, tasks of others do not exist: neither by their titles nor among the choices of a question. */
async function visibleTasks(base: BaseContext, visible: readonly { id: number }[]): Promise<readonly Task[]> {
  const tasks = await base.tx.tasks.ofProjects(await taskProjects(base, visible))
  return base.person.role === 'vendor' ? tasks.filter(({ assigneeId }) => assigneeId === base.person.id) : tasks
}

/** In a project's group a title means a task of that project; elsewhere, of any project of the speaker. */
async function taskProjects(base: BaseContext, visible: readonly { id: number }[]): Promise<readonly number[]> {
  const bound = await boundProject(base.tx, base.conversation)
  if (!bound) return visible.map(({ id }) => id)
  return [bound.id, ...(await base.tx.projects.children(bound.id)).map(({ id }) => id)]
}
