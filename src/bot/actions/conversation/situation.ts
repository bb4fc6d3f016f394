/** What waits for a person: help says it first. */
import { isLate } from '../../../domain/tasks/progress.ts'
import type { HelpLine } from '../../views/help-card.ts'
import type { ActionContext } from '../action.ts'

/** In private everything; in a group only what belongs to its project, for it is said before all. Numbers, no names. */
export async function waitingFor(context: ActionContext): Promise<readonly HelpLine[]> {
  const { tx, person, today, speech } = context
  const { t } = speech
  const here = await projectsHere(context)
  const isHere = ({ projectId }: { projectId: number }) => here === 'all' || here.includes(projectId)
  const approvals = (await tx.approvals.waitingFor(person.id)).filter(isHere).length
  const late = (await tx.tasks.openOf(person.id)).filter((task) => isLate(task, today) && isHere(task)).length
  return [
    ...(approvals > 0
      ? [
          {
            text: t.talk.waitingForYou(approvals),
            button: { label: t.talk.buttons.approvals, action: 'approval.waiting', args: {} },
          },
        ]
      : []),
    ...(late > 0
      ? [{ text: t.talk.lateTasks(late), button: { label: t.talk.buttons.myTasks, action: 'task.mine', args: {} } }]
      : []),
  ]
}

async function projectsHere({ tx, conversation, project }: ActionContext): Promise<'all' | readonly number[]> {
  if (conversation.kind === 'private') return 'all'
  if (!project) return []
  return [project.id, ...(await tx.projects.children(project.id)).map(({ id }) => id)]
}
