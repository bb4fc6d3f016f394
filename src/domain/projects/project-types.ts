import type { Kpi, ProjectType } from './project.ts'

/** What a project is measured by: a KPI before it belongs to a project. */
export type KpiDefinition = Pick<Kpi, 'metric' | 'unit' | 'direction'>

/** The usual parts of a project. Each names an entry of the message catalogue: 线上推广, 线下活动, 内容创作. */
export type SubProjectKind = 'online_promotion' | 'offline_activity' | 'content_creation'

export interface SubProjectTemplate {
  kind: SubProjectKind
  type: ProjectType
}

export interface ProjectTypeTemplate {
  kpis: readonly KpiDefinition[]
  subProjects: readonly SubProjectTemplate[]
}

type Metric = Kpi['metric']

const UNITS: Record<Metric, Kpi['unit']> = {
  impressions: 'count',
  click_rate: 'basis_points',
  conversion_rate: 'basis_points',
  average_order_value: 'fen',
  gmv: 'fen',
  visitors: 'count',
  leads: 'count',
  reads: 'count',
  interactions: 'count',
}

/** The metric with its unit; every metric there is gets better by rising. */
export function kpiDefinition(metric: Metric): KpiDefinition {
  return { metric, unit: UNITS[metric], direction: 'up' }
}

const template = (metrics: readonly Metric[], subProjects: readonly SubProjectTemplate[]): ProjectTypeTemplate => ({
  kpis: metrics.map(kpiDefinition),
  subProjects,
})

/** What each type brings. `general` brings nothing, so that nobody has to delete what was not asked for. */
export const PROJECT_TYPES: Record<ProjectType, ProjectTypeTemplate> = {
  ecommerce_campaign: template(
    ['impressions', 'click_rate', 'conversion_rate', 'average_order_value'],
    [
      { kind: 'online_promotion', type: 'general' },
      { kind: 'offline_activity', type: 'offline_event' },
      { kind: 'content_creation', type: 'content' },
    ],
  ),
  offline_event: template(
    ['visitors', 'leads', 'interactions'],
    [
      { kind: 'offline_activity', type: 'offline_event' },
      { kind: 'content_creation', type: 'content' },
    ],
  ),
  content: template(['reads', 'interactions', 'click_rate'], []),
  general: template([], []),
}

/** In order of precedence: a 双11发布会 is a campaign first. */
const NAME_HINTS: readonly (readonly [ProjectType, RegExp])[] = [
  [
    'ecommerce_campaign',
    /双\s*(?:11|12|十一|十二|旦)|(?<!\d)(?:618|818|1111|1212)(?!\d)|大促|年货节|购物节|女王节|38节|聚划算|秒杀|预售|直播带货|电商/,
  ],
  ['offline_event', /发布会|展会|博览会|展览|路演|快闪|线下|年会(?!员)|峰会|论坛|沙龙|地推|见面会|开业|巡展|市集/],
  ['content', /种草|内容|短视频|公众号|推文|视频号|小红书|软文|文案|图文|笔记|纪录片|广告片|宣传片/],
]

/** The type a project's name speaks of; `general` if it speaks of none. A suggestion: people can choose another. */
export function suggestType(name: string): ProjectType {
  return NAME_HINTS.find(([, hint]) => hint.test(name))?.[0] ?? 'general'
}
