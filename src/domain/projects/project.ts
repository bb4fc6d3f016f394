/** Projects and sub-projects: the plan's frame. Numbered P-101, P-102, … in one sequence. */
import { type LocalDate, localDate } from '../shared/local-date.ts'

/** `archived` is read-only and hidden, but can be restored; `cancelled` is hidden for good. */
export type ProjectStatus = 'planning' | 'active' | 'closed' | 'archived' | 'cancelled'

/** 调研 → 策划 → 执行 → 监测 → 复盘 */
export type Stage = 'research' | 'planning' | 'execution' | 'monitoring' | 'review'
export const STAGES: readonly Stage[] = ['research', 'planning', 'execution', 'monitoring', 'review']

/** A project type brings its KPI set and its usual sub-projects; see `project-types.ts`. */
export type ProjectType = 'ecommerce_campaign' | 'offline_event' | 'content' | 'general'

export interface Project {
  id: number
  parentId?: number
  name: string
  type: ProjectType
  status: ProjectStatus
  stage: Stage
  start: LocalDate
  end: LocalDate
  ownerId: string
  /** As it was said, e.g. `GMV300万`; the measurable part is a KPI. */
  goal?: string
  createdBy: string
  createdAt: Date
}

/** 曝光量 点击率 转化率 客单价 GMV … Target unit: `fen`, `count`, or `basis_points` (1/100 of a percent). */
export interface Kpi {
  projectId: number
  metric:
    | 'impressions'
    | 'click_rate'
    | 'conversion_rate'
    | 'average_order_value'
    | 'gmv'
    | 'visitors'
    | 'leads'
    | 'reads'
    | 'interactions'
  unit: 'fen' | 'count' | 'basis_points'
  direction: 'up' | 'down'
  target?: bigint
}

export interface Membership {
  projectId: number
  personId: string
  role: 'manager' | 'member' | 'vendor' | 'observer'
}

/** No plan reaches further: later dates are typing errors, and date arithmetic stays clear of its own end. */
export const LATEST_PLAN_DATE: LocalDate = localDate('2099-12-31')

export function projectRef(id: number): string {
  return `P-${id}`
}

export interface ProjectRepository {
  nextId(): Promise<number>
  byId(id: number): Promise<Project | undefined>
  children(parentId: number): Promise<readonly Project[]>
  /**
   * Neither cancelled nor archived, by id; with `archived`, the archived ones alone. `memberId`: only projects this person
   * belongs to, directly or through the parent.
   */
  list(filter: { memberId?: string; topLevel?: boolean; archived?: boolean }): Promise<readonly Project[]>
  save(project: Project): Promise<void>
  kpis(projectId: number): Promise<readonly Kpi[]>
  saveKpis(kpis: readonly Kpi[]): Promise<void>
  members(projectId: number): Promise<readonly Membership[]>
  /** Inserts or replaces. */
  saveMember(member: Membership): Promise<void>
  removeMember(projectId: number, personId: string): Promise<void>
}
