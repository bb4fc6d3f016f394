/** Questions about a project: its card, its charts, the list of projects. */
import { can } from '../../../domain/people/permissions.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { formatRange } from '../../../domain/shared/local-date.ts'
import { plain } from '../../messenger.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Outcome, projectOf, type ViewName } from '../action.ts'
import { optional } from '../slot.ts'

const project = optional('project', { label: 'project' })

function show(view: ViewName) {
  return async (context: ActionContext): Promise<Outcome> => ({
    answer: { kind: 'object', ref: projectRef(projectOf(context).id), view },
  })
}

const common = {
  area: 'projects' as const,
  slots: { project },
  scope: 'project' as const,
  permission: 'project.view' as const,
  confirm: 'none' as const,
  undo: 'none' as const,
}

export const ganttAction = declare({
  ...common,
  name: 'project.gantt',
  about: {
    zh: '把项目的计划画成甘特图。',
    en: 'Draws the plan of a project as a Gantt chart.',
  },
  words: { zh: ['甘特图', '排期图', '排期'], en: ['gantt'] },
  ways: [
    { pieces: [/甘特|时间线|排期表|计划图|横道图/], needs: [] },
    { pieces: [/\btimeline\b|\bgantt(?: chart)?\b|\bschedule chart\b/], needs: [] },
  ],
  noise: /画个?|图|的|给我|发|一张|chart|project/,
  examples: { zh: ['甘特图', '甘特图 P-101'], en: ['gantt P-101'] },
  run: show('gantt'),
})

export const progressAction = declare({
  ...common,
  name: 'project.progress',
  about: {
    zh: '把项目的进度画成一张图，百分比按任务数算。',
    en: 'Draws how far a project is, by number of tasks.',
  },
  words: { zh: ['进度图', '项目进度', '进度'], en: ['progress'] },
  ways: [
    { pieces: [/进展|完成率|完成度|完成(?:了)?多少|做完多少|到哪(?:一?步)?了|进度/], needs: [] },
    { pieces: [/\bhow far\b|\bprogress(?: update| report)?\b/], needs: [] },
  ],
  noise: /项目|现在|汇报|我们|的|了|如何|怎么样|咋样|情况|\b(?:along|is|a|update|on|report|give me)\b/,
  examples: { zh: ['进度图', '进度图 P-101'], en: ['progress P-101'] },
  run: show('progress'),
})

export const showProjectAction = declare({
  ...common,
  name: 'project.show',
  about: {
    zh: '看一个项目：起止、负责人、预算、KPI、子项目和进度。',
    en: 'Shows a project: period, owner, budget, KPIs, sub-projects and progress.',
  },
  words: { zh: ['项目', '查看项目', '项目详情'], en: ['project', 'show project'] },
  ways: [
    { pieces: [], needs: ['project'] },
    { pieces: [/看看|看一?下|查看|查一?下|打开|看|查/], needs: ['project'] },
    {
      pieces: [/详细信息|项目详情|项目信息|概况|负责人是谁|谁负责|什么时候(?:结束|开始|上线)|当前项目|项目情况/],
      needs: [],
    },
    { pieces: [/\bproject details\b|\bthis project\b/], needs: [] },
    { pieces: [/\btell me about\b|\bdetails of\b|\bshow\b/], needs: ['project'] },
  ],
  noise: /这个|那个|的|发我|给我|信息|详情|项目|是|谁|负责人|什么时候|结束|开始/,
  examples: { zh: ['项目', '项目 P-101'], en: ['project P-101'] },
  run: show('project'),
})

export const listProjectsAction = declare({
  ...common,
  name: 'project.list',
  about: {
    zh: '列出你参与的项目。',
    en: 'Lists the projects you belong to.',
  },
  words: { zh: ['项目列表', '我的项目', '所有项目'], en: ['projects', 'my projects'] },
  ways: [
    {
      pieces: [/(?:哪些|几个|什么|别的|其他)(?:别的)?项目|项目(?:清单|总览|一览|有哪些|编号|都)|(?:全部|所有)的?项目/],
      needs: [],
    },
    {
      pieces: [/\bwhat projects\b|\ball (?:the |my )?projects\b|\blist (?:of )?projects\b|\bwhich projects\b/],
      needs: [],
    },
  ],
  noise: /我们|我|现在|手上|参与了?|还有|除了.{1,8}还有|列|出来|都|查|的|编号|\b(?:do|we|have|me)\b/,
  examples: { zh: ['项目列表'], en: ['projects'] },
  slots: {},
  scope: 'none',
  permission: 'talk',
  run: list,
})

const LIST_MAX = 20

async function list(context: ActionContext): Promise<Outcome> {
  const { t, locale } = context.speech
  const projects = await context.tx.projects.list({ memberId: context.person.id, topLevel: true })
  if (projects.length === 0) {
    const mayCreate = can({ person: context.person }, 'project.create') === 'yes'
    return { answer: { kind: 'text', markdown: mayCreate ? t.noProjects : t.noProjectsYet } }
  }
  const shown = projects.slice(0, LIST_MAX)
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: t.projectList, tone: 'info', tag: String(projects.length) },
        summary: t.projectList,
        blocks: [
          {
            kind: 'table',
            columns: [t.labels.project, t.labels.period, t.labels.state],
            rows: shown.map((one) => [
              `P-${one.id} ${plain(one.name)}`,
              formatRange(one.start, one.end, locale),
              t.projectStatus[one.status],
            ]),
          },
          ...(projects.length > LIST_MAX
            ? [{ kind: 'text' as const, markdown: t.andMore(projects.length - LIST_MAX), quiet: true }]
            : []),
        ],
      },
    },
  }
}
