import type { Kpi, Membership, Project, ProjectRepository } from '../../../domain/projects/project.ts'
import type { LocalDate } from '../../../domain/shared/local-date.ts'
import type { Database } from '../database.ts'
import type { Kpi as KpiRow, Membership as MembershipRow, Project as ProjectRow } from '../generated/client.ts'
import { present } from '../mapping.ts'
import type { SqlValue } from '../sql.ts'
import { nextNumber } from './sequences.ts'

const OF_MEMBER = 'SELECT project_id FROM membership WHERE person_id = ?'

type PlanRepository = Pick<ProjectRepository, 'nextId' | 'byId' | 'children' | 'list' | 'save'>

export const projects = (database: Database): ProjectRepository => ({
  ...plans(database),
  ...kpis(database),
  ...memberships(database),
})

function plans(database: Database): PlanRepository {
  const { prisma, sql } = database

  /** Prepared SQL: every message asks for a project and for what its speaker may see. */
  async function find(condition: string, values: readonly SqlValue[]): Promise<readonly Project[]> {
    return (await sql.all<ProjectRow>(`SELECT * FROM project WHERE ${condition} ORDER BY id`, values)).map(toProject)
  }

  return {
    nextId: () => nextNumber(database, 'project'),

    byId: async (id) => (await find('id = ?', [id]))[0],

    children: (parentId) => find('parent_id = ?', [parentId]),

    list: ({ memberId, topLevel, archived }) => {
      const conditions = [archived ? `status = 'archived'` : `status NOT IN ('archived', 'cancelled')`]
      if (topLevel) conditions.push('parent_id IS NULL')
      if (memberId !== undefined) conditions.push(`(id IN (${OF_MEMBER}) OR parent_id IN (${OF_MEMBER}))`)
      return find(conditions.join(' AND '), memberId === undefined ? [] : [memberId, memberId])
    },

    async save(project) {
      const { id, ...changes } = toRow(project)
      await prisma.project.upsert({ where: { id }, create: { id, ...changes }, update: changes })
    },
  }
}

function kpis({ prisma, sql }: Database): Pick<ProjectRepository, 'kpis' | 'saveKpis'> {
  return {
    async kpis(projectId) {
      return (await prisma.kpi.findMany({ where: { projectId }, orderBy: { metric: 'asc' } })).map(toKpi)
    },

    async saveKpis(kpis) {
      for (const kpi of kpis) {
        await sql.upsert<KpiRow>('kpi', ['projectId', 'metric'], { ...kpi, target: kpi.target ?? null })
      }
    },
  }
}

function memberships({ prisma, sql }: Database): Pick<ProjectRepository, 'members' | 'saveMember' | 'removeMember'> {
  return {
    // Both are asked for every permission check.
    async members(projectId) {
      const rows = await sql.all<MembershipRow>('SELECT * FROM membership WHERE project_id = ? ORDER BY person_id', [
        projectId,
      ])
      return rows.map(toMembership)
    },

    async saveMember(member) {
      await sql.upsert<MembershipRow>('membership', ['projectId', 'personId'], { ...member })
    },

    async removeMember(projectId, personId) {
      await prisma.membership.deleteMany({ where: { projectId, personId } })
    },
  }
}

function toRow(project: Project): ProjectRow {
  return { ...project, parentId: project.parentId ?? null, goal: project.goal ?? null }
}

function toProject({ parentId, goal, ...row }: ProjectRow): Project {
  return {
    ...row,
    ...present({ parentId, goal }),
    type: row.type as Project['type'],
    status: row.status as Project['status'],
    stage: row.stage as Project['stage'],
    start: row.start as LocalDate,
    end: row.end as LocalDate,
  }
}

function toKpi({ target, ...row }: KpiRow): Kpi {
  return {
    projectId: row.projectId,
    metric: row.metric as Kpi['metric'],
    unit: row.unit as Kpi['unit'],
    direction: row.direction as Kpi['direction'],
    ...present({ target }),
  }
}

const toMembership = (row: MembershipRow): Membership => ({ ...row, role: row.role as Membership['role'] })
