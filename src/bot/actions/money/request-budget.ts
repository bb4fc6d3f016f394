import { type Approval, approvalRef } from '../../../domain/approvals/approval.ts'
import { withdraw } from '../../../domain/approvals/decide.ts'
import { type NewRequest, requestApproval } from '../../../domain/approvals/request-approval.ts'
import { available } from '../../../domain/budgets/budget.ts'
import { holdFor, releaseHold } from '../../../domain/budgets/budget-moves.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { formatYuan } from '../../../domain/shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { plain } from '../../messenger.ts'
import { isProjectGroup } from '../../views/parts.ts'
import { type ActionContext, declare, type Outcome, projectOf } from '../action.ts'
import { optional, required, type ValuesOf } from '../slot.ts'
import {
  RAISE_NOISE,
  RAISE_WAYS,
  REQUEST_NOISE,
  REQUEST_WAYS,
  SHOW_BUDGET_NOISE,
  SHOW_BUDGET_WAYS,
} from './budget-wording.ts'
import { findApproval } from './find-approval.ts'
import { turnNotice } from './turn-notice.ts'

const slots = {
  amount: required('amount', { label: 'amount' }),
  purpose: required('text', { label: 'purpose', rest: true }),
  vendor: optional('text', { label: 'vendor', words: ['供应商', 'vendor '] }),
  project: optional('project', { label: 'project' }),
}

/** 占用 begins with the request: two requests can never count on the same money. */
export const requestBudgetAction = declare({
  name: 'budget.request',
  area: 'money',
  about: {
    zh: '申请用钱：提交时就占用，由审批人决定。',
    en: 'Requests money: it is held at once, and the approvers decide.',
  },
  words: { zh: ['申请预算', '申请费用'], en: ['request budget', 'request'] },
  ways: REQUEST_WAYS,
  noise: REQUEST_NOISE,
  examples: { zh: ['申请预算 8万 KOL投放 供应商 星河传媒'], en: ['request budget ¥80,000 KOL vendor Starry'] },
  slots,
  scope: 'project',
  permission: 'budget.request',
  confirm: 'none',
  undo: 'final',
  run,
})

/** Money belongs to the top of the tree until it is split. */
const budgetProjectId = (context: ActionContext): number => projectOf(context).parentId ?? projectOf(context).id

async function run(context: ActionContext, values: ValuesOf<typeof slots>): Promise<Outcome | Refusal> {
  const { tx, now, person } = context
  const request = {
    kind: 'spend' as const,
    amount: values.amount,
    purpose: values.purpose,
    requestedBy: person.id,
    ...(values.vendor ? { vendor: values.vendor } : {}),
  }
  const approval = await submit(context, request)
  if (isRefusal(approval)) return approval
  const budget = await tx.budgets.of(approval.projectId)
  const held = holdFor(budget, { amount: values.amount, approvalId: approval.id, by: person.id, at: now })
  if (isRefusal(held)) return held
  await tx.approvals.save(approval)
  await tx.budgets.save(held.budget, held.entry)
  return submitted(approval, context.speech.t.held(formatYuan(values.amount)))
}

async function submit(context: ActionContext, request: NewRequest): Promise<Approval | Refusal> {
  const { tx, now } = context
  const projectId = budgetProjectId(context)
  const { ownerId, status } = projectOf(context)
  return requestApproval(request, {
    id: await tx.approvals.nextId(),
    project: { id: projectId, ownerId, status },
    budget: await tx.budgets.of(projectId),
    policy: await tx.policy.current(),
    existing: await tx.approvals.ofProject(projectId),
    now,
  })
}

function submitted(approval: Approval, note: string): Outcome {
  const ref = approvalRef(approval.id)
  return {
    answer: { kind: 'object', ref, view: 'approval', note },
    notices: turnNotice(approval),
    changed: [projectRef(approval.projectId)],
    record: { objectRef: ref, projectId: approval.projectId, after: approval },
  }
}

/** A budget for a project that has none yet, or more of it: decided like the first one, added to what was approved. */
export const raiseBudgetAction = declare({
  name: 'budget.raise',
  area: 'money',
  about: {
    zh: '给项目补上或追加预算，审批通过后才计入可用。',
    en: 'Asks for a first or a larger budget; it counts once it is approved.',
  },
  words: { zh: ['追加预算', '设置预算'], en: ['raise budget'] },
  ways: RAISE_WAYS,
  noise: RAISE_NOISE,
  examples: { zh: ['追加预算 3万'], en: ['raise budget ¥30,000'] },
  slots: {
    amount: required('amount', { label: 'amount' }),
    project: optional('project', { label: 'project' }),
  },
  scope: 'project',
  permission: 'plan.edit',
  confirm: 'none',
  undo: 'final',
  run: async (context, { amount }): Promise<Outcome | Refusal> => {
    const project = projectOf(context)
    if (context.grant === 'own')
      return refuse('PERMISSION.DENIED', { needs: 'plan.edit', helperIds: [project.ownerId] })
    const purpose = context.speech.t.budgetOf(project.name)
    const approval = await submit(context, { kind: 'project_budget', amount, purpose, requestedBy: context.person.id })
    if (isRefusal(approval)) return approval
    await context.tx.approvals.save(approval)
    return submitted(approval, context.speech.t.raiseRequested(formatYuan(amount)))
  },
})

const WITHDRAW = /撤(?:回来?|了|销|掉|下来?|走)(?:了|掉)?|收回来?|抽回来?|取消(?:掉|了)?|作废(?:掉|了)?|撤(?=\s*a-?\d)/
const NO_MORE = /不(?:用|要|需要|申请|花|买|做|办|搞|投)了/

export const withdrawAction = declare({
  name: 'approval.withdraw',
  area: 'money',
  about: {
    zh: '撤回你自己还没批完的申请。',
    en: 'Takes back your own request while it is being decided.',
  },
  words: { zh: ['撤回申请', '撤回'], en: ['withdraw'] },
  ways: [
    { pieces: [WITHDRAW], needs: ['approval'] },
    { pieces: [/不申请了/], needs: ['approval'] },
    { pieces: [NO_MORE, WITHDRAW], needs: ['approval'] },
    { pieces: [/\b(?:withdraw|cancel|retract|revoke|recall)\b|\b(?:pull|take) back\b/], needs: ['approval'] },
    { pieces: [/\b(?:pull|take|call)\b/, /\bback\b/], needs: ['approval'] },
  ],
  noise:
    /不申请了|(?:我|我们|之前|刚刚?|刚才|昨天|今天|上次|上周)*(?:提交?|交|申请|发起?|报|填)上?去?的|提错了|重复(?:提交|申请)?了|[那这](?:[个笔张条份]|个申请)|预算|费用|申请|把|掉|的?单子?|审批|帮我|帮忙|我的?|\b(?:my|the|our|request|budget|i submitted|i filed|i no longer need it|please)\b/,
  examples: { zh: ['撤回 A-7'], en: ['withdraw A-7'] },
  slots: { approval: required('approval', { label: 'approval' }) },
  scope: 'subject',
  permission: 'budget.request',
  confirm: 'none',
  undo: 'final',
  run: async (context, values): Promise<Outcome | Refusal> => {
    const { tx, now, person, speech } = context
    const found = await findApproval(context, values.approval)
    if (isRefusal(found)) return found
    const withdrawn = withdraw(found, person.id)
    if (isRefusal(withdrawn)) return withdrawn
    if (found.kind === 'spend') {
      const released = releaseHold(await tx.budgets.of(found.projectId), {
        amount: found.amount,
        approvalId: found.id,
        by: person.id,
        at: now,
      })
      if (isRefusal(released)) return released
      await tx.budgets.save(released.budget, released.entry)
    }
    await tx.approvals.save(withdrawn)
    const ref = approvalRef(found.id)
    return {
      answer: { kind: 'text', markdown: speech.t.withdrawn(ref) },
      changed: [ref, projectRef(found.projectId)],
      record: { objectRef: ref, projectId: found.projectId, before: found, after: withdrawn },
    }
  },
})

export const showBudgetAction = declare({
  name: 'budget.show',
  area: 'money',
  about: {
    zh: '看项目的预算、占用、已用和可用。',
    en: 'Shows what is approved, held, used and available.',
  },
  words: { zh: ['预算', '查看预算', '还剩多少预算', '预算还剩多少'], en: ['budget'] },
  ways: SHOW_BUDGET_WAYS,
  noise: SHOW_BUDGET_NOISE,
  examples: { zh: ['预算', '双12 还剩多少预算'], en: ['budget P-101'] },
  slots: { project: optional('project', { label: 'project' }) },
  scope: 'project',
  permission: 'amounts.total',
  confirm: 'none',
  undo: 'none',
  run: async (context): Promise<Outcome> => {
    const elsewhere = context.conversation.kind === 'group' && !(await isProjectGroup(context, projectOf(context)))
    if (elsewhere) return { answer: { kind: 'text', markdown: context.speech.t.amountsElsewhere } }
    const { t } = context.speech
    const projectId = budgetProjectId(context)
    const budget = await context.tx.budgets.of(projectId)
    const pending = (await context.tx.approvals.ofProject(projectId)).filter(({ status }) => status === 'pending')
    const fields = [
      { label: t.labels.budget, value: formatYuan(budget.approved) },
      { label: t.labels.held, value: formatYuan(budget.held) },
      { label: t.labels.used, value: formatYuan(budget.used) },
      { label: t.labels.available, value: formatYuan(available(budget)) },
    ]
    const waiting = pending
      .map((one) => `${approvalRef(one.id)} ${plain(one.purpose)} ${formatYuan(one.amount)}`)
      .join('\n')
    return {
      answer: {
        kind: 'card',
        card: {
          header: { text: t.budgetOf(projectOf(context).name), tone: 'info', tag: projectRef(projectId) },
          summary: `${t.labels.available} ${formatYuan(available(budget))}`,
          blocks: [
            { kind: 'fields', fields },
            ...(waiting ? [{ kind: 'text' as const, markdown: `**${t.waitingFor}**\n${waiting}` }] : []),
          ],
        },
      },
    }
  },
})

export const approvalsWaitingAction = declare({
  name: 'approval.waiting',
  area: 'money',
  about: {
    zh: '看等你审批的单子，或看某一张。',
    en: 'Shows what waits for your decision, or one request.',
  },
  words: { zh: ['待我审批', '待审批', '我的审批'], en: ['approvals'] },
  ways: [
    { pieces: [/审批(?!流程?|人|制度|规则|权限|通过|不通过|额度)(?:进度|状态|情况|列表)?/], needs: [] },
    { pieces: [/(?:哪些|什么|有没有).{0,6}(?:我批|我审批|我审|待批|等我)/], needs: [] },
    { pieces: [/(?:等着?|待|要|该|需要?|轮到)我(?:来)?(?:审批|审核|审|批|签)的?(?:单子?|申请)?/], needs: [] },
    { pieces: [/(?:单子?|申请)(?:还)?(?:要|等|需要|待|没)(?:着)?我?(?:去|来)?(?:审批|审核|审|批|签)/], needs: [] },
    { pieces: [/(?:待|没|没有|未|还没)(?:审批|审核|审|批|签)完?的(?:单子?|申请)?(?:还)?(?:有)?/], needs: [] },
    {
      pieces: [
        /到哪一?步|卡在?(?:谁|哪)|(?:还?差|轮到|等|在|到)谁|谁(?:还)?(?:没|在|来|该)?(?:批|审|签)|[批审](?:核|批)?(?:完|好|过|下来)?了?(?:吗|没有?|不)(?=$|[\s,。;])|[批审](?:批|核)?到(?:哪|谁)|批下来|(?:通过|过|同意)了?(?:吗|没有?)|什么(?:状态|进度|情况|结果)|审批?(?:进度|状态|结果)|进[度展]|状态|结果/,
      ],
      needs: ['approval'],
    },
    { pieces: [/看看|看一?下|查看|查一?下|打开|看|查|调出来?/], needs: ['approval'] },
    { pieces: [], needs: ['approval'] },
    {
      pieces: [
        /\b(?:waiting (?:for|on)|awaiting|needs?|pending) (?:my|me)\b|\bpending (?:approvals?|requests?)\b|\b(?:approvals?|requests?) (?:are |is )?(?:pending|waiting)\b/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\b(?:what|anything|something)\b/,
        /\b(?:for me to|i (?:have|need) to|do i (?:have|need) to) (?:approve|decide|review|sign)\b/,
      ],
      needs: [],
    },
    {
      pieces: [/\bwaiting (?:for|on)\b|\bstatus\b|\bshow\b|\bwho\b|\bwhere is\b|\bhas\b|\bwas\b|\bis\b/],
      needs: ['approval'],
    },
  ],
  noise:
    /现在|目前|哪儿|那儿|那里|这[儿边里]|谁|在|要|有|的|单子?|申请|列|处理|我?提交?的|哪些|几[张个]|\b(?:what|is|who|my|approval|approved|any|for|me|are|there|been|yet|has|it|with|still)\b/,
  examples: { zh: ['待我审批', '审批 A-1'], en: ['approvals'] },
  slots: { approval: optional('approval', { label: 'approval' }) },
  scope: 'subject',
  permission: 'talk',
  offeredWith: 'budget.decide',
  confirm: 'none',
  undo: 'none',
  run: async (context, values): Promise<Outcome | Refusal> => {
    const { t } = context.speech
    const waiting = await context.tx.approvals.waitingFor(context.person.id)
    const wanted = values.approval ?? (waiting.length === 1 ? waiting[0]?.id : undefined)
    if (wanted !== undefined) return showApproval(context, wanted)
    if (waiting.length === 0) return refuse('APPROVAL.NONE_WAITING', {})
    const lines = waiting.map((one) => `- ${approvalRef(one.id)} ${plain(one.purpose)} ${formatYuan(one.amount)}`)
    return { answer: { kind: 'text', markdown: [t.approvalsWaiting(waiting.length), ...lines].join('\n') } }
  },
})

async function showApproval(context: ActionContext, id: number): Promise<Outcome | Refusal> {
  const approval = await findApproval(context, id)
  if (isRefusal(approval)) return approval
  return { answer: { kind: 'object', ref: approvalRef(id), view: 'approval' } }
}
