/** Small pieces that several cards share. */
import { can, effectiveRole, type Permission } from '../../domain/people/permissions.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { Project } from '../../domain/projects/project.ts'
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
  return `P-${project.id} ${plain(project.name)}`
}

/** What this card's reader may see; in a group, what its least entitled member may. */
export async function readerMay(context: ViewContext, project: Project, permission: Permission): Promise<boolean> {
  const own = await context.tx.projects.members(project.id)
  const members =
    project.parentId === undefined ? own : [...own, ...(await context.tx.projects.members(project.parentId))]
  if (context.reader) {
    return (
      can({ person: context.reader, projectRole: effectiveRole(context.reader, members, false) }, permission) === 'yes'
    )
  }
  const weakest = members.some(({ role }) => role === 'vendor') ? 'vendor' : 'observer'
  const anybody = {
    id: '',
    name: '',
    nicknames: [],
    skills: [],
    role: 'observer',
    duties: [],
    accounts: [],
    locale: 'zh-CN',
    active: true,
  } as const
  return can({ person: anybody, projectRole: weakest }, permission) === 'yes'
}

/** False for a reader who sees own tasks only: then no other task, no goal and no sum over others may show. */
export async function seesWhole(context: ViewContext, project: Project): Promise<boolean> {
  return !context.reader || readerMay(context, project, 'project.view')
}

/** A project with all its sub-projects, itself first. */
export async function projectTree(tx: Transaction, project: Project): Promise<readonly Project[]> {
  return [project, ...(await tx.projects.children(project.id))]
}
