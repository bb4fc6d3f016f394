import type { LocalDate } from '../../../domain/shared/local-date.ts'
import type { Task, TaskRepository } from '../../../domain/tasks/task.ts'
import type { Database } from '../database.ts'
import type { TaskDependency as DependencyRow, Task as TaskRow } from '../generated/client.ts'
import { present } from '../mapping.ts'
import { marks, type SqlValue } from '../sql.ts'
import { nextNumber } from './sequences.ts'

/** Looked up by its number: a list of such projects would read them all. */
const NOT_PUT_AWAY = `NOT EXISTS (
  SELECT 1 FROM project WHERE project.id = task.project_id AND project.status IN ('archived', 'cancelled')
)`

/** Prepared SQL throughout: every command about tasks, the most frequent ones, reads and writes here. */
export function tasks(database: Database): TaskRepository {
  const { sql } = database

  /** `condition` speaks of `task`; the order is by id unless it says otherwise. */
  async function find(condition: string, values: readonly SqlValue[], order = 'id'): Promise<readonly Task[]> {
    const rows = await sql.all<TaskRow>(`SELECT * FROM task WHERE ${condition} ORDER BY ${order}`, values)
    const dependencies = await sql.all<DependencyRow>(
      `SELECT * FROM task_dependency WHERE task_id IN (SELECT id FROM task WHERE ${condition}) ORDER BY position`,
      values,
    )
    const byTask = Map.groupBy(dependencies, ({ taskId }) => taskId)
    return rows.map((row) => toTask(row, byTask.get(row.id) ?? []))
  }

  return {
    nextId: () => nextNumber(database, 'task'),

    byId: async (id) => (await find('id = ?', [id]))[0],

    ofProjects: (projectIds) => find(`project_id IN (${marks(projectIds)}) AND state <> 'cancelled'`, projectIds),

    openOf: (personId) =>
      find(
        `assignee_id = ? AND state NOT IN ('done', 'cancelled') AND ${NOT_PUT_AWAY}`,
        [personId],
        'due IS NULL, due, id',
      ),

    followersOf: (taskIds) =>
      find(
        `id IN (SELECT task_id FROM task_dependency WHERE depends_on_id IN (${marks(taskIds)})) AND state <> 'cancelled'`,
        taskIds,
      ),

    async save(task) {
      await sql.upsert('task', ['id'], toRow(task))
      await sql.run('DELETE FROM task_dependency WHERE task_id = ?', [task.id])
      for (const [position, dependsOnId] of task.dependsOn.entries()) {
        await sql.upsert<DependencyRow>('task_dependency', ['taskId', 'dependsOnId'], {
          taskId: task.id,
          dependsOnId,
          position,
        })
      }
    },
  }
}

function toRow(task: Task): TaskRow {
  return {
    id: task.id,
    projectId: task.projectId,
    kind: task.kind,
    title: task.title,
    assigneeId: task.assigneeId ?? null,
    state: task.state,
    start: task.start ?? null,
    due: task.due ?? null,
    baselineStart: task.baselineStart ?? null,
    baselineDue: task.baselineDue ?? null,
    problem: task.problem ?? null,
    createdBy: task.createdBy,
    createdAt: task.createdAt,
    completedAt: task.completedAt ?? null,
  }
}

function toTask(row: TaskRow, dependencies: readonly DependencyRow[]): Task {
  return {
    id: row.id,
    projectId: row.projectId,
    kind: row.kind as Task['kind'],
    title: row.title,
    state: row.state as Task['state'],
    ...present({
      assigneeId: row.assigneeId,
      start: row.start as LocalDate | null,
      due: row.due as LocalDate | null,
      baselineStart: row.baselineStart as LocalDate | null,
      baselineDue: row.baselineDue as LocalDate | null,
      problem: row.problem,
      completedAt: row.completedAt,
    }),
    dependsOn: dependencies.map(({ dependsOnId }) => dependsOnId),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  }
}
