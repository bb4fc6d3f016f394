import { addMonths, type LocalDate } from '../shared/local-date.ts'
import { checkText, isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { type Kpi, LATEST_PLAN_DATE, type Membership, type Project, type ProjectType } from './project.ts'
import { kpiDefinition, PROJECT_TYPES, type SubProjectKind, suggestType } from './project-types.ts'

export const PROJECT_NAME_MAX = 40
export const GOAL_MAX = 200
export const PROJECT_MAX_YEARS = 3

export interface Goal {
  /** As it was said: `GMV300万`. */
  text: string
  metric?: Kpi['metric']
  /** In the metric's unit: 分, a count, or basis points. */
  target?: bigint
}

export interface NewProject {
  name: string
  start: LocalDate
  /** Inclusive. */
  end: LocalDate
  goal?: Goal
  ownerId: string
  createdBy: string
  /** Default: what the name suggests. */
  type?: ProjectType
}

export interface CreateProjectContext {
  today: LocalDate
  now: Date
  /** Fresh project ids: the first for the project, then one for each sub-project (`projectIdsNeeded`). */
  nextIds: readonly number[]
  /** The sub-projects' names in the language of the organisation. */
  subProjectNames: Record<SubProjectKind, string>
}

export interface CreatedProject {
  project: Project
  subProjects: readonly Project[]
  kpis: readonly Kpi[]
  /** Of the project; sub-projects inherit them. */
  members: readonly Membership[]
}

/** How many ids `createProject` uses up. */
export function projectIdsNeeded(input: Pick<NewProject, 'name' | 'type'>): number {
  return 1 + PROJECT_TYPES[input.type ?? suggestType(input.name)].subProjects.length
}

function checkDates({ start, end }: NewProject, today: LocalDate): Refusal | undefined {
  if (end < start) return refuse('DATE.REVERSED', { start, end })
  if (end < today) return refuse('DATE.PAST', { date: end, today })
  if (end > LATEST_PLAN_DATE) return refuse('DATE.TOO_FAR', { date: end, latest: LATEST_PLAN_DATE })
  // A lifetime of n years ends on the day before the n-th anniversary.
  if (end >= addMonths(start, PROJECT_MAX_YEARS * 12)) {
    return refuse('PROJECT.TOO_LONG', { maxYears: PROJECT_MAX_YEARS })
  }
  return undefined
}

function goalText(goal: Goal | undefined): string | undefined | Refusal {
  return goal === undefined ? undefined : checkText('goal', goal.text, GOAL_MAX)
}

/** The type's metrics, and the goal's, which replaces the one of the same metric. */
function kpisOf(projectId: number, type: ProjectType, goal: Goal | undefined): Kpi[] {
  const usual = PROJECT_TYPES[type].kpis.map((kpi): Kpi => ({ projectId, ...kpi }))
  if (goal?.metric === undefined) return usual
  const wanted: Kpi = { projectId, ...kpiDefinition(goal.metric) }
  if (goal.target !== undefined) wanted.target = goal.target
  const at = usual.findIndex(({ metric }) => metric === goal.metric)
  return at < 0 ? [...usual, wanted] : usual.with(at, wanted)
}

function membersOf(projectId: number, { ownerId, createdBy }: NewProject): Membership[] {
  const managers = [...new Set([ownerId, createdBy])]
  return managers.map((personId) => ({ projectId, personId, role: 'manager' }))
}

function idAt(ids: readonly number[], index: number): number {
  const id = ids[index]
  if (id === undefined) throw new RangeError('not enough project ids')
  return id
}

/**
 * A project in planning with the sub-projects, KPIs and managers (owner and creator) that its type brings; its budget
 * starts at nothing. Name 1–40 characters, end neither before start nor before today, at most 3 years.
 * Refuses with TEXT.*, DATE.REVERSED, DATE.PAST, DATE.TOO_FAR or PROJECT.TOO_LONG. Throws RangeError for too few ids.
 */
export function createProject(input: NewProject, context: CreateProjectContext): CreatedProject | Refusal {
  const name = checkText('project_name', input.name, PROJECT_NAME_MAX)
  if (isRefusal(name)) return name
  const goal = goalText(input.goal)
  if (isRefusal(goal)) return goal
  const problem = checkDates(input, context.today)
  if (problem) return problem

  const type = input.type ?? suggestType(name)
  const id = idAt(context.nextIds, 0)
  const frame = {
    status: 'planning',
    stage: 'planning',
    start: input.start,
    end: input.end,
    ownerId: input.ownerId,
    createdBy: input.createdBy,
    createdAt: context.now,
  } satisfies Partial<Project>
  const project: Project = { id, name, type, ...frame, ...(goal === undefined ? {} : { goal }) }
  const subProjects = PROJECT_TYPES[type].subProjects.map((part, index): Project => {
    const subId = idAt(context.nextIds, index + 1)
    return { id: subId, parentId: id, name: context.subProjectNames[part.kind], type: part.type, ...frame }
  })
  return { project, subProjects, kpis: kpisOf(id, type, input.goal), members: membersOf(id, input) }
}
