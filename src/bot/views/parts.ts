/** Small pieces that several cards share. */
import { can, effectiveRole, type Grant, type Permission } from '../../domain/people/permissions.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { type Membership, type Project, projectRef } from '../../domain/projects/project.ts'
import { type Fen, formatYuan, inWords } from '../../domain/shared/money.ts'
import type { Speech } from '../i18n/speech.ts'
import { plain } from '../messenger.ts'
import type { ViewContext } from './view.ts'

const WORDS_FROM: Fen = 1_000_000n

/** `¥80,000.00`, from 1万 on followed by the words: approval cards and drafts repeat large amounts. */
export function amountInFull(fen: Fen, speech: Speech): string {
  return fen >= WORDS_FROM && speech.locale === 'zh-CN' ? `${formatYuan(fen)}(${inWords(fen)})` : formatYuan(fen)
}

/** `P-101 双12大促`, safe inside markdown. */
export function projectName(project: Pick<Project, 'id' | 'name'>): string {
  return `${projectRef(project.id)} ${plain(project.name)}`
}

/** What this card's reader may do; in a group, what its least entitled member may. */
export async function readerGrant(context: ViewContext, project: Project, permission: Permission): Promise<Grant> {
  const members = await membersOf(context.tx, project)
  const { reader } = context
  if (reader) return can({ person: reader, projectRole: effectiveRole(reader, members, false) }, permission)
  if (permission.startsWith('amounts.') && !(await isProjectGroup(context, project))) return 'no'
  return can(
    { person: ANYBODY, projectRole: members.some(({ role }) => role === 'vendor') ? 'vendor' : 'observer' },
    permission,
  )
}

const ANYBODY: Person = {
  id: '',
  name: '',
  nicknames: [],
  skills: [],
  role: 'observer',
  duties: [],
  accounts: [],
  locale: 'zh-CN',
  active: true,
}

/** Amounts belong into the project's own group: who else reads in another one nobody knows. */
export async function isProjectGroup(
  { tx, conversation }: Pick<ViewContext, 'tx' | 'conversation'>,
  project: Project,
): Promise<boolean> {
  const bound = (await tx.chats.find(conversation.platform, conversation.id))?.projectId
  return bound !== undefined && (bound === project.id || bound === project.parentId)
}

export async function readerMay(context: ViewContext, project: Project, permission: Permission): Promise<boolean> {
  return (await readerGrant(context, project, permission)) === 'yes'
}

/** False for a reader who sees own tasks only: then no other task, no goal and no sum over others may show. */
export async function seesWhole(context: ViewContext, project: Project): Promise<boolean> {
  return !context.reader || readerMay(context, project, 'project.view')
}

/** The project's members, followed by its parent's: the nearest membership wins. */
export async function membersOf(
  tx: Transaction,
  { id, parentId }: Pick<Project, 'id' | 'parentId'>,
): Promise<readonly Membership[]> {
  const own = await tx.projects.members(id)
  return parentId === undefined ? own : [...own, ...(await tx.projects.members(parentId))]
}

/** A project with all its sub-projects, itself first. */
export async function projectTree(tx: Transaction, project: Project): Promise<readonly [Project, ...Project[]]> {
  return [project, ...(await tx.projects.children(project.id))]
}
