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
  words: { zh: ['申请预算', '申请费用'], en: ['request budget', 'request'] },
  ways: [
    {
      pieces: [
        /(?:需要|想要?|要|得|再|帮我?|(?:向|跟|找)(?:财务|公司|领导|老板))*申请(?!单|人)(?:一下|下|一?[笔个点])?(?:预算|费用|用款|经费|款项|款|资金|钱|的)?/,
      ],
      needs: [],
    },
    { pieces: [/(?:预算|费用|用款|经费|资金)申请单?/], needs: [] },
    {
      pieces: [/(?:发起|提交|新建|填|提|走|报|交|开)(?:一?[个份笔张]|一?下)?(?:预算|费用|用款|经费|资金)的?申请单?/],
      needs: [],
    },
    { pieces: [/请款|(?<![能可])走(?:一?[个笔份]|一下)(?:预算|费用|经费|款)/], needs: [] },
    {
      pieces: [/(?:报|批|提|要|申报)(?:一?[个笔份点]|一下)?(?:预算|费用|经费|款|钱|资金)(?![到够用单表])/],
      needs: ['amount', 'purpose'],
    },
    { pieces: [/(?:提|报|批|走|要)(?:一?[个笔])/, /的?(?:预算|费用|经费|款|钱|资金)/], needs: ['amount', 'purpose'] },
    {
      pieces: [/^(?:我们?|咱们?|这边|我这边)?(?:想要|需要|要|得要)(?!是|求)/, /的?(?:预算|经费|资金)\s*[吧哈啊]?$/],
      needs: ['amount', 'purpose'],
    },
    { pieces: [/(?:需?要|得|打算)花|需要|花费|花(?=\d)/, /(?:帮我)?申请(?:一下|下)?(?:预算|费用|经费)?/], needs: [] },
    {
      pieces: [/从/, /的?(?:预算|经费|钱|账)(?:里面?|中|上)(?:再)?(?:申请|支出?|走|划|拨|出)/],
      needs: ['amount', 'purpose'],
    },
    {
      pieces: [/(?:向|跟|找)?(?:财务|公司)?申请/, /(?<=\d)(?:块|元)?(?:做|买|用于|用来|搞|投|采购|付|请)/],
      needs: ['amount'],
    },
    { pieces: [/申请/, /(?:用|花|投|砸)(?:在|到)/, /(?:上面?|里)(?=$|[,。;\s])/], needs: ['amount'] },
    { pieces: [/能(?:不能)?(?:帮我?|给我)申请/, /吗(?=[,\s。!]|$)/], needs: ['amount'] },
    { pieces: [/\brequest(?:ing)?\b(?: (?:a |the )?budget(?: of)?)?/], needs: [] },
    {
      pieces: [/\bbudget request(?: for| of)?\b|\b(?:apply|ask|asking|applying) for(?: a)?(?: budget of)?\b/],
      needs: [],
    },
    {
      pieces: [
        /\b(?:i|we)(?:['’]d| would)? (?:need|like|want)\b/,
        /\b(?:please )?(?:file|submit|raise|put in|make|open|send) (?:a |the )?(?:budget )?request\b(?: for it| for that)?/,
      ],
      needs: ['amount'],
    },
    {
      pieces: [
        /\b(?:(?:i|we) )?(?:need|request|want|get)(?: a)? (?:budget|spending|spend)(?: approval)?(?: for| of)?\b/,
      ],
      needs: ['amount'],
    },
    {
      pieces: [
        /\b(?:submit|file|put in|raise|make|open) (?:a |the )?(?:budget |spend(?:ing)? )?request(?: for| of)?\b/,
      ],
      needs: [],
    },
  ],
  noise:
    /的?预算|费用|用款|经费|资金|项目|金额[是为]?|用途是?|(?:一|总)?共|合计|总计|大?约|买|的钱|\bproject\b|\bfor\b|\bof\b|\ba\b|\bto (?:buy|pay for|cover|get)\b|\bamount\b|\bpurpose\b/,
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
    {
      pieces: [/(?:申请)?(?:追加|增加|增补|补充|补足|多加|再加|再批|加|补)(?:一下|下|一?点|一?笔)?/, /预算|经费/],
      needs: [],
    },
    {
      pieces: [
        /预算|经费|额度/,
        /(?:再|往上|向上|多|要|需要|帮忙|给|申请)*(?:追加|增加|增补|补充|上调|调高|调增|提高|上浮|多加|再加|加|补|往上[提加调涨]|[提加调涨]高|多给|多批)(?:一下|下|一?点|一?笔|个)?(?![到至成为])/,
      ],
      needs: ['amount'],
    },
    { pieces: [/\b(?:raise|increase|top up|bump up|bump|extend)\b/, /\bbudget\b/], needs: [] },
    { pieces: [/\b(?:add|put)\b/, /\bbudget\b/], needs: ['amount'] },
    { pieces: [/\bbudget\b/, /\b(?:increased?|raised?|topped up|bumped)\b(?: up)?/], needs: ['amount'] },
  ],
  noise:
    /(?:预算|经费|钱)不(?:够|足)(?:用|花)?了?|(?:快|都)?(?:超支|超预算|花完|用完)了|的|预算|经费|额度|给|再|多|往上|帮忙|左右|一下|\b(?:to|the|of|by|our|with|more|another|extra|up|for|it|please)\b/,
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

const WITHDRAW = /撤(?:回来?|了|销|掉|下来?|走)(?:了|掉)?|收回来?|抽回来?|取消(?:掉|了)?|作废(?:掉|了)?/
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
    /不申请了|(?:我|我们|之前|刚刚?|刚才|昨天|今天|上次|上周)*(?:提交?|交|申请|发起?|报|填)上?去?的|提?错了|重复了|[那这](?:[个笔张条份]|个申请)|预算|费用|申请|把|掉|的?单子?|我的?|\b(?:my|the|our|request|budget|i submitted|i filed|i no longer need it|please)\b/,
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
    {
      pieces: [/(?:还剩|还有|剩下?|花[了掉]?|用[了掉]?|占用?了?)(?:多少|几多|几个|几成)?(?:钱|预算|额度|经费)/],
      needs: [],
    },
    {
      pieces: [
        /(?:预算|钱|经费|额度)(?:的|都|还)?(?:剩余?|花|用|余额|结余|情况|使用|执行|占用|消耗|够不够|够吗|是多少|多少|还有|台账|明细|报表|总览|状态|进度|超)/,
      ],
      needs: [],
    },
    { pieces: [/(?:还剩|花了|花掉|用了|用掉|占用?了?)(?:多少|几成|百分之几)/], needs: [] },
    { pieces: [/还?(?:能|可以|可)(?:再)?(?:花|用|动用|支配)的?(?:还?有)?(?:多少|几个)钱?/], needs: [] },
    {
      pieces: [/(?:已用|已花|剩余|结余|可用|占用|已占用|总)的?(?:额度|预算|经费|金额)|预算余额|(?:项目)?还有钱/],
      needs: [],
    },
    {
      pieces: [/账[上面里](?:还|现在)?(?:剩下?|有)(?:多少|几个)?钱?|(?:超支|超预算|超标|透支)(?:了)?(?:没有?|吗|多少)/],
      needs: [],
    },
    { pieces: [/\b(?:how much|what['’]s|what is|show)\b/, /\b(?:budget|money|funds|cash)\b/], needs: [] },
    {
      pieces: [
        /\bhow much (?:have|has|did|do|can) (?:we|been|i|p-?\d+)\b/,
        /\b(?:spent|spend|used|use|left|available|remaining)\b/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\b(?:are we|is p-?\d+|is it) (?:over|within|under) budget\b|\b(?:remaining|available|used|total) budget\b|\bbudget (?:left|status|overview|usage|balance)\b/,
      ],
      needs: [],
    },
  ],
  noise:
    /多少|了|已经?|总|还|剩[下余]?|来着|是|有|可用|额度|余额|金额|钱|发一?[份下个]|拉一?[份下个]|一[份下]|给我|列|出来|现在|目前|这边|到哪儿?|\b(?:left|is|remaining|much|how|we|have|so far|spent|still|there|in|do|available|to date|already)\b/,
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
        /到哪一?步|卡在?(?:谁|哪)|(?:还?差|轮到|等|在|到)谁|谁(?:还)?(?:没|在|来|该)?(?:批|审|签)|[批审](?:核|批)?(?:完|好|过|下来)?了?(?:吗|没有?|不)|[批审](?:批|核)?到(?:哪|谁)|批下来|(?:通过|过|同意)了?(?:吗|没有?)|什么(?:状态|进度|情况|结果)|审批?(?:进度|状态|结果)|进[度展]|状态|结果/,
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
