/** What hangs on a project, in numbers, as far as the asker may see them here. */
import { can, type Permission } from '../../../domain/people/permissions.ts'
import type { Project } from '../../../domain/projects/project.ts'
import type { ProjectUse } from '../../../domain/projects/put-away.ts'
import { formatYuan } from '../../../domain/shared/money.ts'
import { isOpen } from '../../../domain/tasks/plan-rules.ts'
import { hours } from '../../i18n/numbers.ts'
import { isProjectGroup } from '../../views/parts.ts'
import type { ActionContext } from '../action.ts'

/** Of the project and its sub-projects together. */
export async function useOf({ tx }: ActionContext, projects: readonly Project[]): Promise<ProjectUse> {
  const ids = projects.map(({ id }) => id)
  const tasks = await tx.tasks.ofProjects(ids)
  const entries = await tx.hours.ofProjects(ids)
  const budgets = await Promise.all(ids.map((id) => tx.budgets.of(id)))
  const approvals = await Promise.all(ids.map((id) => tx.approvals.ofProject(id)))
  return {
    tasks: tasks.length,
    openTasks: tasks.filter(isOpen).length,
    minutes: entries.reduce((sum, { minutes }) => sum + minutes, 0),
    held: budgets.reduce((sum, { held }) => sum + held, 0n),
    used: budgets.reduce((sum, { used }) => sum + used, 0n),
    approvals: approvals.flat().length,
  }
}

/** Amounts are for those who may see them, and outside private chats only in the project's own group. */
export async function showsMoney(context: ActionContext, project: Project): Promise<boolean> {
  if (context.conversation.kind === 'group' && !(await isProjectGroup(context, project))) return false
  return mayHere(context, 'amounts.total')
}

const mayHere = ({ person, role }: ActionContext, permission: Permission): boolean =>
  can({ person, projectRole: role }, permission) === 'yes'

/** `P-101 双12大促(任务 12(未完成 9)、工时 96h、占用 ¥200,000.00)`. */
export async function withUse(
  context: ActionContext,
  name: string,
  project: Project,
  use: ProjectUse,
): Promise<string> {
  const { plan } = context.speech.t
  const money = await showsMoney(context, project)
  const parts = [
    plan.tasks(String(use.tasks), String(use.openTasks)),
    mayHere(context, 'hours.view_others') ? plan.minutes(hours(use.minutes)) : '',
    money ? plan.held(formatYuan(use.held)) : '',
    money && use.used > 0n ? plan.used(formatYuan(use.used)) : '',
    use.approvals > 0 ? plan.approvals(String(use.approvals)) : '',
  ]
  return plan.withUse(name, context.speech.t.list(parts.filter((part) => part !== '')))
}
