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
    {
      pieces: [/甘特图?|时间[线轴表]|排期[图表]?|进度(?:横道)?表|日程[图表]|工期图|计划[图表]|横道图|里程碑图/],
      needs: [],
    },
    { pieces: [/\btimeline\b|\bgantt(?: chart| view)?\b|\bschedule(?: chart| view)?\b/], needs: [] },
  ],
  noise:
    /画[个张成出]?|图|的|给我|[发出拉调][个张份给来]?(?:出来|我)?|来[个张份]|[一这]?[张份个]|(?:瞅|瞧|看)(?:一眼|[瞅瞧看])?|整[体个]|总体?|全部?|完整|项目|最新|出来|生成|用|想|要|领导|老板|chart|project|pull up|draw|whole|full/,
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
    {
      pieces: [
        /进展|完成率|完成度|完成(?:了|到|的)?(?:多少|几成|百分之几|百分之多少)|做完了?(?:多少|几成)|到哪(?:一?步|里|儿)?了?|进度图?/,
      ],
      needs: [],
    },
    {
      pieces: [
        /(?:推进|进行|执行|做|干|搞|跑|走|开展|落实|弄)得?(?:到)?(?:什么|啥|哪个?|怎么?|咋)(?:程度|地步|阶段|份上|一?步|里|儿|样)/,
      ],
      needs: [],
    },
    { pieces: [/(?:做|干|推进|完成|搞)到?(?:百分之几|百分之多少|几成|多少)/], needs: [] },
    { pieces: [/还?(?:差|剩|有)多少(?:没|未|任务没|活没)(?:做完?|完成|干完?|搞完?|弄完)/], needs: [] },
    {
      pieces: [
        /\bhow far\b|\bprogress(?: update| report)?\b|\bhow much (?:of .{1,20} )?is (?:done|finished|complete)\b|\bpercent (?:done|complete)\b/,
      ],
      needs: [],
    },
    {
      pieces: [/\bhow(?: is|['’]s) (?:the|our|this) project (?:coming along|going|doing|progressing)\b/],
      needs: [],
    },
    {
      pieces: [/\bhow(?: is|['’]s| are)\b/, /\b(?:coming along|going|doing|progressing|getting on)\b/],
      needs: ['project'],
    },
  ],
  noise:
    /项目|现在|目前|当前|汇?报(?:告|一下)?|讲讲|说说|讲一?下|说一?下|同步一?下|我们|整[体个]|总体?|多少个点|的|了|如何|怎么样|咋样|情况|\b(?:along|is|a|update|on|report|give me|our|we|are|so far)\b/,
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
    { pieces: [/看看|看一?下|查看|查一?下|打开|调出来?|介绍一?下|看|查/], needs: ['project'] },
    {
      pieces: [
        /(?:看看|看一?下|查看|查一?下|打开|瞅瞅|瞧瞧)?(?:详情|详细(?:信息|资料|情况)?|资料|基本信息|基本情况|概况|信息)/,
      ],
      needs: ['project'],
    },
    {
      pieces: [
        /详细信息|项目(?:的)?(?:详情|信息|资料|概况|情况|档案|卡片?)|概况|负责人是谁|谁负责|当前项目|(?:这个|该|本)项目/,
      ],
      needs: [],
    },
    {
      pieces: [
        /谁(?:在)?(?:负责|管|带|牵头|主管|当家|跟)|(?:负责人|owner|头儿|项目经理)(?:是|叫)?(?:谁|哪位|哪个)|归谁(?:管|负责)?/,
      ],
      needs: ['project'],
    },
    {
      pieces: [
        /(?:什么时候|啥时候|何时|哪天|哪一天|几号|几月几号)(?:结束|开始|上线|启动|完结|收尾|截止|完)(?:的)?|从?(?:几号|哪天|什么时候)到(?:几号|哪天|什么时候)|(?:起止|周期)(?:时间|日期)?/,
      ],
      needs: ['project'],
    },
    {
      pieces: [
        /(?:我们?|咱们?|这|该|本|当前)(?:的|这|那)?个?项目/,
        /(?:什么时候|啥时候|何时|哪天|几号)(?:结束|开始|上线|启动|截止)(?:的)?|从?(?:几号|哪天)到(?:几号|哪天)|叫(?:什么|啥)(?:名字?)?|谁(?:在)?(?:负责|管|带|牵头)|归谁管?|是(?:什么|哪个)/,
      ],
      needs: [],
    },
    { pieces: [/\bproject (?:details|info|overview|summary)\b|\b(?:this|our) project\b/], needs: [] },
    {
      pieces: [
        /\btell me (?:more )?about\b|\b(?:details|info|information|overview|summary)\b|\bshow\b|\bopen\b|\bpull up\b/,
      ],
      needs: ['project'],
    },
    {
      pieces: [
        /\bwho (?:owns|runs|leads|manages|is running|is leading|is in charge of|is responsible for)\b|\bwho['’]s (?:running|leading|in charge of|responsible for)\b/,
      ],
      needs: ['project'],
    },
    {
      pieces: [/\bwhen (?:does|did|will|is)\b/, /\b(?:start|end|finish|begin|starting|ending|over)\b/],
      needs: ['project'],
    },
  ],
  noise:
    /这个|那个|的|[发拉调传]?给?我(?:们|看|瞅|瞧)?|[瞅瞧看]{1,2}|详细|基本|信息|详情|资料|项目|出来|是|谁|负责人|什么时候|结束|开始|名字|来着|\b(?:owner|about|project|up)\b/,
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
      pieces: [
        /(?:哪些|哪几个|几个|多少个?|什么|啥|别的|其他|其它)(?:别的|其他)?项目|项目(?:清单|总览|一览|目录|名单|列表|编号|都)|项目(?:有|是)?(?:哪些|哪几个|几个|多少个?|什么|啥)|(?:全部|所有|手[头上]|(?:正在|在)(?:做|跑|推进?|进行)|进行中)的?项目|列(?:一?下|出)?项目(?![里的])/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\b(?:what|which|how many) projects\b|\b(?:all|my|our|active|running|current|open) (?:the |my |our )?projects\b|\blist (?:of )?(?:the |my |our |all )*projects\b|\bproject list\b/,
      ],
      needs: [],
    },
  ],
  noise:
    /我们?|咱们?|大家|公司|这边|现在|目前|当前|总共|一共|手[上头里]|参与了?|能看到|还有|除了.{1,8}还有|在[跑做推]|(?:跑|做|进行)着|进行中|正在|列|翻|报|一[遍览]|出来|都|全部?|查|的|编号|想知道|\b(?:do|we|have|me|are|is|there|running|active|right now|now|currently|going on|i|in|am|on|on the go)\b/,
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
              `${projectRef(one.id)} ${plain(one.name)}`,
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
