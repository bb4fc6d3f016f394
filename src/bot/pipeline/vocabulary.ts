/** What a line is read with: the names it may use and what was said before. Loaded once per message that is for us. */
import type { Turn } from '../../domain/conversations/turn.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Project } from '../../domain/projects/project.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { Word } from '../../domain/words/word.ts'
import type { Declared } from '../actions/action.ts'
import type { Previous, Situation } from '../understand/command.ts'
import { nicknamed, withOrgWords } from '../understand/org-words.ts'
import type { SlotContext } from '../understand/slots/types.ts'
import { intentOf, type Vocabulary } from '../understand/vocabulary.ts'
import type { BaseContext } from './perform.ts'
import { boundProject } from './scope.ts'

type Mentions = readonly { accountId: string; name: string }[]

/** What any text is read with, whatever it may name. */
export function slotContext(
  base: BaseContext,
  intent: SlotContext['intent'],
  mentions: Mentions = [],
): SlotContext & Pick<Vocabulary, 'people'> {
  return {
    now: base.now,
    today: base.today,
    zone: base.zone,
    calendar: base.calendar,
    intent,
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

/** Names as one action may use them, for a form or a button: tasks and projects only where it has such slots. */
export async function vocabularyFor(base: BaseContext, action: Declared): Promise<Vocabulary> {
  const slots = Object.values(action.slots)
  const kinds = new Set(slots.map(({ kind }) => kind))
  const bound = await boundProject(base.tx, base.conversation)
  const visible = await visibleProjects(
    base,
    bound,
    slots.some(({ archived }) => archived),
  )
  const tasks = kinds.has('task') || kinds.has('tasks') ? await visibleTasks(base, bound, visible) : []
  return {
    ...slotContext(base, intentOf(action)),
    tasks: tasks.map(({ id, title }) => ({ id, title })),
    projects: kinds.has('project') ? visible : [],
  }
}

export interface Said {
  line: string
  mentions: Mentions
  /** The object of the card that is replied to. */
  quoted?: string
  words: readonly Word[]
  /** The speaker's last turn here, if it is recent. */
  before?: Turn
}

/** An archived project is found by its name only to bring it back. */
const BRINGS_BACK = /恢复|归档|还原|restore|archive/i

export async function situationFor(base: BaseContext, said: Said): Promise<Situation> {
  const { words, before, quoted } = said
  const bound = await boundProject(base.tx, base.conversation)
  const visible = await visibleProjects(base, bound, BRINGS_BACK.test(said.line))
  const tasks = await visibleTasks(base, bound, visible)
  const people = nicknamed([...base.people.values()], words)
  const actions = withOrgWords(base.actions, words)
  const previous = before && previousOf(before, actions)
  const last = lastOf(before, previous)
  return {
    actions,
    vocabulary: {
      ...slotContext(base, 'plan', said.mentions),
      people,
      tasks: tasks.map(({ id, title }) => ({ id, title })),
      projects: visible,
      ...(quoted ? { quoted } : {}),
      ...(last ? { last } : {}),
    },
    ...(previous ? { previous } : {}),
  }
}

/** Only what was carried out can be gone on from. */
function previousOf({ action: name, args, outcome }: Turn, actions: readonly Declared[]): Previous | undefined {
  const action = outcome === 'done' ? actions.find((one) => one.name === name) : undefined
  return action && { action, args }
}

function lastOf(before: Turn | undefined, previous: Previous | undefined): Vocabulary['last'] {
  const person = Object.entries(previous?.action.slots ?? {}).find(([, { kind }]) => kind === 'person')?.[0]
  const personId = person === undefined ? undefined : previous?.args[person]
  const objectRef = before?.objectRef
  if (!personId && !objectRef) return undefined
  return { ...(objectRef ? { objectRef } : {}), ...(personId ? { personId } : {}) }
}

type Titled = Pick<Project, 'id' | 'name'>

async function visibleProjects(
  base: BaseContext,
  bound: Project | undefined,
  archived: boolean,
): Promise<readonly Titled[]> {
  const own = await base.tx.projects.list({ memberId: base.person.id })
  const away = archived ? await base.tx.projects.list({ memberId: base.person.id, archived: true }) : []
  const all = [...own, ...away.filter(({ id }) => !own.some((one) => one.id === id))]
  return bound && !all.some(({ id }) => id === bound.id) ? [...all, bound] : all
}

/** To a vendor, tasks of others do not exist: neither by their titles nor among the choices of a question. */
async function visibleTasks(
  base: BaseContext,
  bound: Project | undefined,
  visible: readonly Titled[],
): Promise<readonly Task[]> {
  const tasks = await base.tx.tasks.ofProjects(await taskProjects(base, bound, visible))
  return base.person.role === 'vendor' ? tasks.filter(({ assigneeId }) => assigneeId === base.person.id) : tasks
}

/** In a project's group a title means a task of that project; elsewhere, of any project of the speaker. */
async function taskProjects(
  base: BaseContext,
  bound: Project | undefined,
  visible: readonly Titled[],
): Promise<readonly number[]> {
  if (!bound) return visible.map(({ id }) => id)
  return [bound.id, ...(await base.tx.projects.children(bound.id)).map(({ id }) => id)]
}
