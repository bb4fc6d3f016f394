import { approvalRef } from '../../../domain/approvals/approval.ts'
import { requestApproval } from '../../../domain/approvals/request-approval.ts'
import { type CreatedProject, createProject, projectIdsNeeded } from '../../../domain/projects/create-project.ts'
import { checkNotPutAway } from '../../../domain/projects/open-project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { PROJECT_TYPES, suggestType } from '../../../domain/projects/project-types.ts'
import { formatRange } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { plain } from '../../messenger.ts'
import { amountInFull } from '../../views/parts.ts'
import { kpiText } from '../../views/project-card.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Preview } from '../action.ts'
import { turnNotice } from '../money/turn-notice.ts'
import { optional, required, type ValuesOf } from '../slot.ts'
import { readGoal } from './goal.ts'

const slots = {
  name: required('text', { label: 'projectName', rest: true, name: true }),
  period: required('range', { label: 'period' }),
  budget: optional('amount', {
    label: 'budget',
    words: ['总预算', '预算上限', '预算暂定', '预算', '经费', '费用上限', '总盘子', 'budget'],
  }),
  goal: optional('text', { label: 'goal', words: ['目标', 'goal'] }),
  owner: optional('person', { label: 'owner', words: ['负责人', 'owner'] }),
}
type Values = ValuesOf<typeof slots>

export const createProjectAction = declare({
  name: 'project.create',
  area: 'projects',
  about: {
    zh: '建立一个项目：先给草案，确认后才创建，写了预算就同时送审批。',
    en: 'Sets up a project: a draft first; once confirmed, a budget goes to its approvers.',
  },
  words: { zh: ['新建项目', '创建项目', '立项'], en: ['new project', 'create project'] },
  ways: [
    {
      pieces: [
        /(?:想要?|要|再|另外?|现在)*(?:(?:给|为|帮)(?:它|这个|这事儿?|这块))?(?:单独|先)?(?:新建|新增|新开|新起|新立|创建|建立|设立|成立|启动|发起|添加|增加|开|建|立|搞|起|上|加|弄|整)(?:一下|下)?(?:一?个)?(?:新)?的?项目(?!组|经理|列表|进度|图|表|详情|启动会|任务|会(?!员))(?:[呗吧哈啊呀],?|,)?(?:名字?就?叫做?|就?叫做?|名字[是为叫]?|名称?[是为叫]|名为)?/,
      ],
      needs: [],
    },
    {
      pieces: [/(?:想要?|要|再|申请|发起|提交)*(?:个|一下)?(?:项目立项|立(?:一?个|一?下)?项(?!目))|新项目/],
      needs: [],
    },
    {
      pieces: [
        /有一?个新?项目(?:想|要|需要|得)(?:新建|创建|启动|立项|建|立|开|上|起)(?:一下|起来)?,?(?:名字?叫做?|叫做?)?/,
      ],
      needs: [],
    },
    { pieces: [/(?:新建|创建|建|立|开|搞|弄|起|上)(?:一?个)?(?:名?叫做?|名为)/, /的新?项目/], needs: [] },
    {
      pieces: [
        /(?:做|办|搞|推)(?:一?[个场次波])?/,
        /,?(?:给|为|帮)(?:它|这个|这事儿?|这块)(?:单独)?(?:新建|创建|建|立|开|起)一?个?新?项目/,
      ],
      needs: [],
    },
    {
      pieces: [/[把将]/, /(?:建|做|立|设|转)(?:成|为)一?个?新?的?项目|立(?:一?个)?项(?!目)|建(?:一?个)?项目/],
      needs: [],
    },
    {
      pieces: [
        /\b(?:start|create|set up|open|launch|add|make|begin|kick off|spin up)(?: up)?(?: a| the| another| one)?(?: new)? project(?: for us)?(?: called| named| titled)?\b|\bnew project(?: for us)?(?:,? (?:called|named|titled|name))?\b/,
      ],
      needs: [],
    },
  ],
  noise:
    /(?:项目)?名字?叫?|(?:项目)?名称?[是为叫]?|就?叫|(?:项目)?周期|起止(?:时间|日期)?|(?:项目)?(?:时间|日期|工期|档期)(?:段|范围)?[是为]?|为期|先给|整月|整个?月|(?:总|项目|整体)?(?:预算|经费|费用|成本|花费|盘子)(?:上限|总额|额度)?(?:先|暂定|暂时|暂|大概|大约|约|控制在|初步|初定|给|是|为|定|批|共|总共)*|(?:由|让|请)?我?自?己?来?(?:负责人?|牵头|带队?|主导|跟进)|做|期间|金额|\b(?:total|overall|budget of|name|named|called|led by|owned by|run by|owner is|running|from|for us)\b/,
  examples: {
    zh: ['新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万'],
    en: ['new project Double12 12-01~12-20 budget ¥500,000 goal GMV300万'],
  },
  slots,
  scope: 'none',
  permission: 'project.create',
  confirm: draft,
  undo: 'final',
  run,
})

/** Decides with numbers that are thrown away: a preview must not use up the real ones. */
async function draft(context: ActionContext, values: Values): Promise<Preview | Refusal> {
  const taken = await nameTaken(context, values.name)
  if (taken) return taken
  const created = decide(
    context,
    values,
    Array.from({ length: 1 + subProjectCount(values.name) }, (_, index) => index + 1),
  )
  if (isRefusal(created)) return created
  if (values.budget !== undefined) {
    const request = await budgetRequest(context, created, values.budget, 1)
    if (isRefusal(request)) return request
  }
  const { t, locale } = context.speech
  const { project, kpis, subProjects } = created
  const budget = values.budget === undefined ? t.noBudget : amountInFull(values.budget, context.speech)
  return {
    title: t.draftOf(project.name),
    confirmLabel: t.buttons.create,
    editable: true,
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: t.labels.period, value: formatRange(project.start, project.end, locale), wide: true },
          { label: t.labels.budget, value: budget, wide: true },
          {
            label: t.labels.owner,
            value: `${plain(ownerName(context, project.ownerId))}${values.owner === undefined ? t.byDefault : ''}`,
          },
          { label: t.labels.type, value: t.projectTypes[project.type] },
          ...(project.goal ? [{ label: t.labels.goal, value: plain(project.goal), wide: true }] : []),
          ...(kpis.length > 0
            ? [{ label: t.labels.kpis, value: kpis.map((kpi) => kpiText(kpi, context.speech)).join(' / '), wide: true }]
            : []),
          ...(subProjects.length > 0
            ? [
                {
                  label: t.labels.subProjects,
                  value: `${t.list(subProjects.map(({ name }) => name))}${values.budget === undefined ? '' : t.budgetNotSplit}`,
                  wide: true,
                },
              ]
            : []),
        ],
      },
    ],
  }
}

function ownerName(context: ActionContext, id: string): string {
  return context.people.get(id)?.name ?? context.speech.t.someone
}

const subProjectCount = (name: string): number => PROJECT_TYPES[suggestType(name)].subProjects.length

async function nameTaken({ tx }: ActionContext, name: string): Promise<Refusal | undefined> {
  const same = (await tx.projects.list({ topLevel: true })).find((project) => project.name === name)
  return same && refuse('PROJECT.NAME_TAKEN', { name, ref: projectRef(same.id) })
}

function decide(context: ActionContext, values: Values, nextIds: readonly number[]): CreatedProject | Refusal {
  const goal = values.goal === undefined ? undefined : readGoal(values.goal)
  return createProject(
    {
      name: values.name,
      start: values.period.start,
      end: values.period.end,
      ownerId: values.owner ?? context.person.id,
      createdBy: context.person.id,
      ...(goal ? { goal } : {}),
    },
    { today: context.today, now: context.now, nextIds, subProjectNames: context.speech.t.subProjects },
  )
}

async function budgetRequest(context: ActionContext, { project }: CreatedProject, amount: bigint, id: number) {
  return requestApproval(
    {
      kind: 'project_budget',
      amount,
      purpose: context.speech.t.budgetOf(project.name),
      requestedBy: context.person.id,
    },
    {
      id,
      project,
      budget: { projectId: project.id, approved: 0n, held: 0n, used: 0n },
      policy: await context.tx.policy.current(),
      existing: [],
      now: context.now,
    },
  )
}

async function run(context: ActionContext, values: Values) {
  const { tx } = context
  const taken = await nameTaken(context, values.name)
  if (taken) return taken
  const ids: number[] = []
  for (let i = 0; i < projectIdsNeeded({ name: values.name }); i++) ids.push(await tx.projects.nextId())
  const created = decide(context, values, ids)
  if (isRefusal(created)) return created
  const approval =
    values.budget === undefined
      ? undefined
      : await budgetRequest(context, created, values.budget, await tx.approvals.nextId())
  if (isRefusal(approval)) return approval
  await store(context, created)
  if (approval) await tx.approvals.save(approval)
  const ref = projectRef(created.project.id)
  const asked = approval && approvalRef(approval.id)
  return {
    answer: { kind: 'object' as const, ref, view: 'project' as const },
    notices: approval ? turnNotice(approval) : [],
    record: {
      objectRef: ref,
      projectId: created.project.id,
      after: {
        ...created.project,
        budget: values.budget,
        approval: asked,
        subProjects: created.subProjects.map(({ id }) => projectRef(id)),
      },
    },
  }
}

/** The group where a project is born becomes its group, unless it works on another one that is not put away. */
async function store(
  { tx, conversation }: ActionContext,
  { project, subProjects, kpis, members }: CreatedProject,
): Promise<void> {
  for (const one of [project, ...subProjects]) await tx.projects.save(one)
  await tx.projects.saveKpis(kpis)
  for (const member of members) await tx.projects.saveMember(member)
  if (conversation.kind !== 'group') return
  const chat = await tx.chats.find(conversation.platform, conversation.id)
  const bound = chat?.projectId === undefined ? undefined : await tx.projects.byId(chat.projectId)
  if (bound && !checkNotPutAway(bound)) return
  await tx.chats.save({
    name: '',
    botPresent: true,
    ...chat,
    platform: conversation.platform,
    id: conversation.id,
    projectId: project.id,
  })
}
