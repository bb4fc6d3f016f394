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
  budget: optional('amount', { label: 'budget', words: ['预算', 'budget'] }),
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
  words: { zh: ['新建项目', '创建项目', '建项目', '立项'], en: ['new project', 'create project'] },
  ways: [
    {
      pieces: [
        /(?:新建|新增|创建|新开|启动|发起|开|建|立|搞)(?:一下|下)?(?:一?个)?(?:新)?的?项目(?:呗|吧)?,?(?:就?叫做?|名字叫?|名称[是为叫]?|名为)?/,
      ],
      needs: [],
    },
    { pieces: [/项目立项|立(?:一?个)?项(?!目)|新项目/], needs: [] },
    {
      pieces: [
        /\b(?:start|create|set up|open|launch)(?: a| the)?(?: new)? project(?: called| named)?\b|\bnew project(?: called| named)?\b/,
      ],
      needs: [],
    },
  ],
  noise: /名字叫?|名称[是为叫]?|就叫|周期|时间[是为]?|为期|先给|整月|整个?月|负责人?|做|期间|预算/,
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
                  value: `${subProjects.map(({ name }) => name).join('、')}${values.budget === undefined ? '' : t.budgetNotSplit}`,
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
