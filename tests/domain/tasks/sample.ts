import type { Project } from '../../../src/domain/projects/project.ts'
import { weekendCalendar } from '../../../src/domain/shared/calendar.ts'
import { localDate as d, type LocalDate } from '../../../src/domain/shared/local-date.ts'
import { isRefusal, type Refusal } from '../../../src/domain/shared/refusal.ts'
import type { Task } from '../../../src/domain/tasks/task.ts'

export const now = new Date('2026-11-23T02:00:00Z')
export const today = d('2026-11-23')
export const calendar = weekendCalendar

export const project: Project = {
  id: 101,
  name: '双12大促',
  type: 'ecommerce_campaign',
  status: 'planning',
  stage: 'planning',
  start: d('2026-11-20'),
  end: d('2026-12-20'),
  ownerId: 'li',
  createdBy: 'li',
  createdAt: now,
}

/** `11-24` of the world's year, or a full date. */
export const day = (text: string): LocalDate => d(text.length === 5 ? `2026-${text}` : text)

export function task(id: number, change: Partial<Task> = {}): Task {
  return {
    id,
    projectId: 101,
    kind: 'task',
    title: `任务${id}`,
    state: 'unassigned',
    dependsOn: [],
    createdBy: 'li',
    createdAt: now,
    ...change,
  }
}

/** The value, or a failure that names the refusal. */
export function ok<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.code}`)
  return result
}

export const codeOf = (result: unknown): string | undefined => (isRefusal(result) ? result.code : undefined)
