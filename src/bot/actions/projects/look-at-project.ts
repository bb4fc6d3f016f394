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
