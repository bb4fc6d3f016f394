/** Which actions help shows first: those that this person, in this place, needs most. The others keep their order. */
import type { ActionContext, Declared } from '../action.ts'

type Situation = Pick<ActionContext, 'person' | 'role' | 'project' | 'conversation'>

/** Own work, as whoever is given tasks needs it. */
const OWN = ['task.mine', 'task.complete', 'hours.log', 'task.accept', 'task.problem', 'hours.mine', 'undo']
const DECIDE = ['approval.waiting', 'approval.approve', 'approval.reject', 'budget.show']
const RUN = ['self_check', 'outbox.resend', 'words.synonym', 'words.nickname', 'words.macro', 'project.bind']
const LOOK = ['project.show', 'project.gantt', 'project.progress', 'project.list']
const PLAN = ['task.create', 'task.assign', 'task.list', 'task.reschedule', 'project.gantt', 'task.complete']
const BEGIN = ['project.create', 'project.bind', 'project.list', 'demo']

export function inOrder(actions: readonly Declared[], situation: Situation): readonly Declared[] {
  const first = namesFirst(situation)
  const rank = ({ name }: Declared) => {
    const at = first.indexOf(name)
    return at < 0 ? first.length : at
  }
  return [...actions].sort((a, b) => rank(a) - rank(b))
}

function namesFirst({ person, role, project, conversation }: Situation): readonly string[] {
  // A group that belongs to no project can do little before it does.
  if (conversation.kind === 'group' && !project) return [...BEGIN, ...LOOK]
  if (person.role === 'admin') return RUN
  if (person.role === 'vendor') return OWN
  const decides = person.duties.includes('approver') || person.duties.includes('finance')
  if (conversation.kind === 'private') return [...(decides ? DECIDE : []), ...(plans(person, role) ? PLAN : OWN)]
  return plans(person, role) ? [...PLAN, ...LOOK] : role === 'member' ? [...OWN, ...LOOK] : LOOK
}

function plans(person: Situation['person'], role: Situation['role']): boolean {
  return (role ?? (person.role === 'project_manager' ? 'manager' : undefined)) === 'manager'
}
