import type { Membership } from '../projects/project.ts'
import type { Duty, Person } from './person.ts'

/** What one may need a right for; the matrix says who has it. */
export type Permission =
  | 'project.create'
  | 'project.view'
  | 'project.close'
  | 'plan.edit'
  | 'task.update_own'
  | 'hours.log_own'
  | 'hours.view_others'
  | 'amounts.total'
  | 'amounts.lines'
  | 'budget.request'
  | 'budget.decide'
  | 'budget.release'
  | 'roles.manage'
  | 'connectors.configure'
  | 'audit.read'
  | 'talk'

/**
 * `own`: only what is the person's own: for a member the own tasks and requests, for a vendor the own tasks and the own
 * contract, for a manager the project at hand, for approvers the own requests, and for approvers and finance the money
 * events of the audit.
 */
export type Grant = 'yes' | 'own' | 'no'

export type ProjectRole = Membership['role']

/** A column of the matrix: an organisation role that reaches across projects, a project role, or a duty. */
type Column = 'admin' | 'planner' | ProjectRole | Duty

/**
 * The rights of every column, denied by default. `planner` is 项目经理 as an organisation role, which creates projects;
 * a manager's rights over a project come only from its membership. What an admin sees of a project is its frame
 * (name, dates, people): the amounts and hours are denied.
 */
const MATRIX: Record<Permission, Partial<Record<Column, Exclude<Grant, 'no'>>>> = {
  'project.create': { admin: 'yes', planner: 'yes' },
  'project.view': {
    admin: 'yes',
    manager: 'yes',
    member: 'yes',
    vendor: 'own',
    observer: 'yes',
    approver: 'yes',
    finance: 'yes',
  },
  'project.close': { admin: 'yes', manager: 'yes' },
  'plan.edit': { manager: 'yes', member: 'own' },
  'task.update_own': { manager: 'yes', member: 'yes', vendor: 'yes' },
  'hours.log_own': { manager: 'yes', member: 'yes', vendor: 'yes' },
  'hours.view_others': { manager: 'yes', approver: 'yes', finance: 'yes' },
  'amounts.total': { manager: 'yes', member: 'yes', observer: 'yes', approver: 'yes', finance: 'yes' },
  'amounts.lines': { manager: 'yes', vendor: 'own', approver: 'yes', finance: 'yes' },
  'budget.request': { manager: 'yes', member: 'yes', approver: 'yes', finance: 'yes' },
  'budget.decide': { manager: 'yes', approver: 'yes', finance: 'yes' },
  'budget.release': { manager: 'yes', member: 'own', approver: 'own', finance: 'yes' },
  'roles.manage': { admin: 'yes', manager: 'own' },
  'connectors.configure': { admin: 'yes' },
  'audit.read': { manager: 'own', approver: 'own', finance: 'own', auditor: 'yes' },
  // Everybody who is known may ask for help; see `can`.
  talk: {},
}

/** Somebody who acts, with the role in the project at hand (`effectiveRole`), if there is one. */
export interface Actor {
  person: Person
  projectRole?: ProjectRole | undefined
}

function columnsOf({ person, projectRole }: Actor): readonly Column[] {
  const columns: Column[] = [...person.duties]
  if (person.role === 'admin') columns.push('admin')
  if (person.role === 'project_manager') columns.push('planner')
  if (projectRole) columns.push(projectRole)
  return columns
}

/** The best grant of all roles and duties the person has here. Inactive people may nothing, not even talk. */
export function can(actor: Actor, permission: Permission): Grant {
  if (!actor.person.active) return 'no'
  if (permission === 'talk') return 'yes'
  const row = MATRIX[permission]
  const grants = columnsOf(actor).map((column) => row[column])
  if (grants.includes('yes')) return 'yes'
  return grants.includes('own') ? 'own' : 'no'
}

/**
 * A person's role in a project. `memberships` are those of the project, followed by those of its parent; other people's
 * are ignored. An explicit membership wins, the nearest first. Without one, the project's bound group counts:
 * internal people are members there and observers stay observers; a vendor never belongs by mere presence, nor does an
 * administrator, who runs the system and has no part in its money.
 */
export function effectiveRole(
  person: Person,
  memberships: readonly Membership[],
  inBoundGroup: boolean,
): ProjectRole | undefined {
  if (!person.active) return undefined
  const explicit = memberships.find(({ personId }) => personId === person.id)
  if (explicit) return explicit.role
  if (!inBoundGroup || person.role === 'vendor' || person.role === 'admin') return undefined
  return person.role === 'observer' ? 'observer' : 'member'
}

/**
 * Whom to ask who lacks `permission`: ids of the project's managers if they have it, else of people with a duty, else
 * of organisation-wide project managers, else of administrators, who can at least change roles.
 * `members` as for `effectiveRole`; leave them out where the project itself must stay unseen.
 */
export function helpersFor(
  permission: Permission,
  people: readonly Person[],
  members: readonly Membership[] = [],
): readonly string[] {
  const actors = people
    .filter((person) => person.active)
    .map((person) => ({ person, projectRole: effectiveRole(person, members, false) }))
  const able = actors.filter((actor) => can(actor, permission) !== 'no')
  const groups = [
    able.filter(({ projectRole }) => projectRole === 'manager'),
    able.filter(({ person }) => can({ person: { ...person, role: 'observer' } }, permission) !== 'no'),
    able.filter(({ person }) => person.role === 'project_manager' && can({ person }, permission) !== 'no'),
    actors.filter(({ person }) => person.role === 'admin'),
  ]
  const first = groups.find((group) => group.length > 0) ?? []
  return first.map(({ person }) => person.id)
}
