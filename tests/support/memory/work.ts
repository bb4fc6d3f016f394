import type { HourEntry } from '../../../src/domain/hours/hour-entry.ts'
import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import type { State } from './state.ts'
import { by } from './table.ts'

export function projects(state: State): Transaction['projects'] {
  const isMember = (projectId: number | undefined, personId: string): boolean =>
    state.members.has(`${projectId}/${personId}`)
  return {
    nextId: async () => state.next('project', 101),
    byId: async (id) => state.projects.get(id),
    children: async (parentId) =>
      state.projects.where((project) => project.parentId === parentId).sort(by(({ id }) => id)),
    list: async ({ memberId, topLevel, archived = false }) =>
      state.projects
        .where(
          ({ id, status, parentId }) =>
            status !== 'cancelled' &&
            (status === 'archived') === archived &&
            !(topLevel && parentId !== undefined) &&
            (memberId === undefined || isMember(id, memberId) || isMember(parentId, memberId)),
        )
        .sort(by(({ id }) => id)),
    async save(project) {
      if (project.parentId !== undefined) state.demandProject(project.parentId)
      state.projects.put(project.id, project)
    },
    kpis: async (projectId) => state.kpis.where((kpi) => kpi.projectId === projectId).sort(by(({ metric }) => metric)),
    async saveKpis(kpis) {
      for (const kpi of kpis) {
        state.demandProject(kpi.projectId)
        state.kpis.put(`${kpi.projectId}/${kpi.metric}`, kpi)
      }
    },
    members: async (projectId) =>
      state.members.where((member) => member.projectId === projectId).sort(by(({ personId }) => personId)),
    async saveMember(member) {
      state.demandProject(member.projectId)
      state.members.put(`${member.projectId}/${member.personId}`, member)
    },
    removeMember: async (projectId, personId) => state.members.delete(`${projectId}/${personId}`),
  }
}

export function tasks(state: State): Transaction['tasks'] {
  return {
    nextId: async () => state.next('task'),
    byId: async (id) => state.tasks.get(id),
    ofProjects: async (projectIds) =>
      state.tasks
        .where((task) => projectIds.includes(task.projectId) && task.state !== 'cancelled')
        .sort(by(({ id }) => id)),
    openOf: async (personId) =>
      state.tasks
        .where((task) => task.assigneeId === personId && task.state !== 'done' && task.state !== 'cancelled')
        .filter(({ projectId }) => !['archived', 'cancelled'].includes(state.projects.get(projectId)?.status ?? ''))
        .sort(
          by(
            ({ due }) => due ?? '9999',
            ({ id }) => id,
          ),
        ),
    followersOf: async (taskIds) =>
      state.tasks
        .where((task) => task.state !== 'cancelled' && task.dependsOn.some((id) => taskIds.includes(id)))
        .sort(by(({ id }) => id)),
    async save(task) {
      state.demandProject(task.projectId)
      state.tasks.put(task.id, task)
      for (const id of task.dependsOn) state.demandTask(id)
    },
  }
}

export function hours(state: State): Transaction['hours'] {
  const kept = (matches: (entry: HourEntry) => boolean): HourEntry[] =>
    state.hours.where((entry) => !entry.removed && matches(entry)).sort(by(({ workDate }) => workDate))
  return {
    byId: async (id) => state.hours.get(id),
    ofDay: async (personId, workDate) => kept((entry) => entry.personId === personId && entry.workDate === workDate),
    ofTask: async (taskId) => kept((entry) => entry.taskId === taskId),
    ofProjects: async (projectIds) => kept((entry) => projectIds.includes(entry.projectId)),
    ofPerson: async (personId, from, to) =>
      kept((entry) => entry.personId === personId && entry.workDate >= from && entry.workDate <= to),
    async save(entry) {
      state.demandProject(entry.projectId)
      state.demandTask(entry.taskId)
      state.hours.put(entry.id, entry)
    },
    saveRevision: async (revision) => state.hourRevisions.put(state.next('hour_revision'), revision),
    revisions: async (entryId) => state.hourRevisions.where((revision) => revision.entryId === entryId),
  }
}
