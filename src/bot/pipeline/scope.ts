/** Which project an action is about, and what the actor may do there. */

import { approvalRef } from '../../domain/approvals/approval.ts'
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import { can, effectiveRole, type Grant, helpersFor } from '../../domain/people/permissions.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { Membership, Project } from '../../domain/projects/project.ts'
import { projectRef } from '../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Declared } from '../actions/action.ts'
import { type Args, decodeSlot } from '../actions/slot.ts'
import { membersOf } from '../views/parts.ts'

export interface Scope {
  project?: Project
  /** The project was not named: the chat's, or the actor's only one. */
  assumed: boolean
  role?: Membership['role']
  grant: Grant
}

export type ScopeResult = Scope | Refusal | { choose: readonly Project[] }

/** The bound project of this chat, if any. */
export async function boundProject(tx: Transaction, conversation: ConversationRef): Promise<Project | undefined> {
  if (conversation.kind !== 'group') return undefined
  const chat = await tx.chats.find(conversation.platform, conversation.id)
  return chat?.projectId === undefined ? undefined : tx.projects.byId(chat.projectId)
}

/** Who asks for what, and where. */
export interface Asking {
  tx: Transaction
  action: Declared
  args: Args
  actor: Person
  conversation: ConversationRef
  people: ReadonlyMap<string, Person>
}

export async function resolveScope(asking: Asking): Promise<ScopeResult> {
  const { tx, action, args, actor, conversation } = asking
  if (action.scope === 'none') return granted(asking, undefined, false)
  const named = await namedProject(tx, action, args)
  if (named && 'refused' in named) return named
  if (named) return granted(asking, named, false)
  // A subject that is still missing is asked for first; its project is not known yet.
  if (action.scope === 'subject') return { assumed: false, grant: 'own' }
  const bound = await boundProject(tx, conversation)
  if (bound) return granted(asking, bound, true)
  const own = await tx.projects.list({ memberId: actor.id, topLevel: true })
  const [only, ...others] = own
  if (only && others.length === 0) return granted(asking, only, true)
  if (action.scope === 'optional_project') return granted(asking, undefined, false)
  return only ? { choose: own } : refuse('PROJECT.NONE_BOUND', {})
}

/** The named object's own project comes first: a project named beside it must not lend its rights to another's task. */
async function namedProject(tx: Transaction, action: Declared, args: Args): Promise<Project | Refusal | undefined> {
  const named = (kind: 'task' | 'approval' | 'project') => {
    const text = action.slots[kind]?.kind === kind ? args[kind] : undefined
    return text ? { id: decodeSlot(kind, text) } : undefined
  }
  const [task, approval, project] = [named('task'), named('approval'), named('project')]
  if ([task, approval, project].some((one) => one && one.id === undefined)) return refuse('BUTTON.OUTDATED', {})
  if (task?.id !== undefined) {
    const found = await tx.tasks.byId(task.id)
    return (found && (await tx.projects.byId(found.projectId))) ?? refuse('TASK.NOT_FOUND', { ref: taskRef(task.id) })
  }
  if (approval?.id !== undefined) {
    const found = await tx.approvals.byId(approval.id)
    const of = found && (await tx.projects.byId(found.projectId))
    return of ?? refuse('APPROVAL.NOT_FOUND', { ref: approvalRef(approval.id) })
  }
  if (project?.id === undefined) return undefined
  return (await tx.projects.byId(project.id)) ?? refuse('PROJECT.NOT_FOUND', { ref: projectRef(project.id) })
}

async function granted(asking: Asking, project: Project | undefined, assumed: boolean): Promise<Scope | Refusal> {
  const { tx, action, actor, conversation, people } = asking
  const members = project ? await membersOf(tx, project) : []
  const role = project ? effectiveRole(actor, members, await isBoundHere(tx, conversation, project)) : undefined
  const grant = can({ person: actor, projectRole: role }, action.permission)
  if (grant !== 'no') return { assumed, grant, ...(project ? { project } : {}), ...(role ? { role } : {}) }
  const visible = !project || can({ person: actor, projectRole: role }, 'project.view') !== 'no'
  const helperIds = helpersFor(action.permission, [...people.values()], members).filter((id) => id !== actor.id)
  return (
    (visible ? undefined : notFound(asking)) ?? refuse('PERMISSION.DENIED', { needs: action.permission, helperIds })
  )
}

/** To whoever may not even see a project, neither it nor anything in it exists. */
function notFound({ action, args }: Asking): Refusal | undefined {
  if (action.slots.task?.kind === 'task' && args.task)
    return refuse('TASK.NOT_FOUND', { ref: taskRef(Number(args.task)) })
  if (action.slots.approval && args.approval)
    return refuse('APPROVAL.NOT_FOUND', { ref: approvalRef(Number(args.approval)) })
  return args.project ? refuse('PROJECT.NOT_FOUND', { ref: projectRef(Number(args.project)) }) : undefined
}

async function isBoundHere(tx: Transaction, conversation: ConversationRef, project: Project): Promise<boolean> {
  if (conversation.kind !== 'group') return false
  const chat = await tx.chats.find(conversation.platform, conversation.id)
  return chat?.projectId !== undefined && (chat.projectId === project.id || chat.projectId === project.parentId)
}
