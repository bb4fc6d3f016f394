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
  words: { zh: ['申请预算', '申请费用', '申请'], en: ['request budget', 'request'] },
  ways: [
    { pieces: [/(?:想|要|再|帮我?)*申请(?:一下|下|一?[笔个点])?(?:预算|费用|用款|经费|款项|的)?/], needs: [] },
    { pieces: [/(?:预算|费用|用款|经费)申请/], needs: [] },
    { pieces: [/提(?:一?个|一下)?(?:预算|费用|用款|经费)的?申请/], needs: [] },
    { pieces: [/\brequest(?:ing)?\b(?: (?:a |the )?budget(?: of)?)?/], needs: [] },
  ],
  noise: /的?预算|费用|用款|经费|项目|用途是?|买|的钱|\bproject\b|\bfor\b|\bof\b|\ba\b/,
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
  words: { zh: ['追加预算', '申请追加', '设置预算', '追加'], en: ['raise budget'] },
  ways: [
    { pieces: [/(?:申请)?(?:追加|增加|再加|加|补)(?:一下|下|一?点|一?笔)?/, /预算/], needs: [] },
    { pieces: [/\b(?:raise|increase|top up)\b/, /\bbudget\b/], needs: [] },
    { pieces: [/\badd\b/, /\bbudget\b/], needs: ['amount'] },
  ],
  noise: /的|预算|给|再|一下|\b(?:to|the|of|by)\b/,
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

export const withdrawAction = declare({
  name: 'approval.withdraw',
  area: 'money',
  about: {
    zh: '撤回你自己还没批完的申请。',
    en: 'Takes back your own request while it is being decided.',
  },
  words: { zh: ['撤回申请', '撤回'], en: ['withdraw'] },
  ways: [
    { pieces: [/撤回|撤了|撤销|撤掉|收回|不申请了/], needs: ['approval'] },
    { pieces: [/\bwithdraw\b|\bpull back\b|\btake back\b/], needs: ['approval'] },
  ],
  noise: /不申请了|那个|这个|预算|申请|把|掉|单/,
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
  ways: [
    { pieces: [/(?:还剩|还有|剩下?|花了|用了|占用了?)(?:多少|几多)?(?:钱|预算|额度)/], needs: [] },
    { pieces: [/(?:预算|钱)(?:还剩|剩|花了|用了|余额|情况|使用|够不够|是多少|多少|还有)/], needs: [] },
    { pieces: [/(?:还剩|花了|用了|占用了?)多少/], needs: [] },
    { pieces: [/可用(?:额度|预算)|预算余额|总预算|(?:项目)?还有钱/], needs: [] },
    { pieces: [/\b(?:how much|what['’]s|show)\b/, /\b(?:budget|money)\b/], needs: [] },
  ],
  noise: /多少|了|已经?|总|还|剩下?|来着|是|有|可用|额度|余额|钱|\b(?:left|is|remaining|much|how|we|have)\b/,
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
  words: { zh: ['待我审批', '待审批', '我的审批', '审批'], en: ['approvals'] },
  ways: [
    { pieces: [/(?:哪些|什么|有没有).{0,6}(?:我批|我审批|我审|待批|等我)/], needs: [] },
    { pieces: [/到哪一?步|卡在谁|卡在哪|谁在批|谁批|批了吗|批了没|批到/], needs: ['approval'] },
    { pieces: [/看看|看一?下|查看|查一?下|打开|看|查/], needs: ['approval'] },
    { pieces: [], needs: ['approval'] },
    { pieces: [/\bwaiting for (?:my|me)\b|\bpending approvals\b/], needs: [] },
    { pieces: [/\bwaiting for\b|\bstatus\b|\bshow\b|\bwho\b/], needs: ['approval'] },
  ],
  noise: /现在|哪儿|那儿|那里|谁|在|要|有|的|\b(?:what|is|who|my|approval)\b/,
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
