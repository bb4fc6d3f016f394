/** Tasks and milestones. Numbered T-1, T-2, … in one sequence. */
import type { LocalDate } from '../shared/local-date.ts'

/** 待指派 → 待接受 → 进行中 → 已完成, with 有问题 beside 进行中 and 已取消 as the way out. */
export type TaskState = 'unassigned' | 'assigned' | 'accepted' | 'blocked' | 'done' | 'cancelled'

export interface Task {
  id: number
  projectId: number
  kind: 'task' | 'milestone'
  title: string
  assigneeId?: string
  state: TaskState
  /** Absent start means "any time until due"; a milestone has only `due`. */
  start?: LocalDate
  due?: LocalDate
  /** The dates first agreed; a later change never touches them. */
  baselineStart?: LocalDate
  baselineDue?: LocalDate
  /** Finish-to-start: ids of tasks that must be done before this one starts. */
  dependsOn: readonly number[]
  /** Why it is blocked, in the assignee's words. */
  problem?: string
  createdBy: string
  createdAt: Date
  completedAt?: Date
}

export function taskRef(id: number): string {
  return `T-${id}`
}

export interface TaskRepository {
  nextId(): Promise<number>
  byId(id: number): Promise<Task | undefined>
  /** Not cancelled, by id. */
  ofProjects(projectIds: readonly number[]): Promise<readonly Task[]>
  /** Neither done nor cancelled, of projects that are not put away (archived, cancelled), by due date then id. */
  openOf(personId: string): Promise<readonly Task[]>
  /** Tasks that wait for one of these. */
  followersOf(taskIds: readonly number[]): Promise<readonly Task[]>
  save(task: Task): Promise<void>
}
