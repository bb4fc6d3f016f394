/** 同意 · 驳回: by button or text, authority checked at this very moment, exactly one decision. */
import { type Approval, approvalRef } from '../../../domain/approvals/approval.ts'
import { currentApproverId, decide } from '../../../domain/approvals/decide.ts'
import { approveBudget, type BudgetMove, type MovedBudget, releaseHold } from '../../../domain/budgets/budget-moves.ts'
import { checkNotPutAway } from '../../../domain/projects/open-project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { formatYuan } from '../../../domain/shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { Speech } from '../../i18n/speech.ts'
import { plain } from '../../messenger.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Notice, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'
import { findApproval } from './find-approval.ts'
import { turnNotice } from './turn-notice.ts'

const reason = { label: 'reason', rest: true, words: ['理由', '原因', '因为', '由于', 'because '] } as const

const slots = {
  /** May be left out where exactly one request waits for the speaker; the answer says which. */
  approval: optional('approval', { label: 'approval' }),
  reason: optional('text', { ...reason, clause: true }),
}

/** A rejection says why, in its own words, whatever they deny. */
const rejectSlots = { ...slots, reason: optional('text', { ...reason, long: true }) }

const common = {
  area: 'money' as const,
  // Authority is the approval's own matter: whose turn it is, not which project role somebody has.
  scope: 'none' as const,
  permission: 'talk' as const,
  offeredWith: 'budget.decide' as const,
  confirm: 'none' as const,
  undo: 'final' as const,
}

export const approveAction = declare({
  ...common,
  name: 'approval.approve',
  about: {
    zh: '同意一张轮到你的审批单。',
    en: 'Approves a request when it is your turn.',
  },
  words: { zh: ['同意', '批准', '通过'], en: ['approve'] },
  ways: [
    { pieces: [/(?:审批|审核|予以|准予|给予|我)?(?:通过|批准)(?:一下|了)?|批了|核准|准了|可以批|同意了?/], needs: [] },
    {
      pieces: [
        /(?:我?(?:可以|行|好的?|ok|没问题|没意见|没异议|看过了?|支持|嗯)[,\s]*)+我?(?:也|都)?(?:同意|批准|通过|核准|准|批)了?(?=$|[,。;!\s吧啦哈])/,
      ],
      needs: [],
    },
    { pieces: [/放行|准予|(?<![一这那几第两整大])批(?:一下|掉)?(?=$|[,。;!\s吧啦哈])/], needs: ['approval'] },
    { pieces: [/(?:^|[,\s])批(?:一?下)?(?=\s*a-?\d)/], needs: ['approval'] },
    { pieces: [/让|给/, /过(?:了)?吧?$/], needs: ['approval'] },
    { pieces: [/\bapproved\b(?! by\b)|\bapprove\b/], needs: [] },
    { pieces: [/\bsign(?:ing)? off(?: on)?\b|\bgreen[- ]?light\b/], needs: ['approval'] },
    { pieces: [/\bgive\b/, /\b(?:the |a )?(?:green light|go[- ]ahead)\b/], needs: ['approval'] },
  ],
  noise:
    /审批|可以批|这个申请|这单|[这那该](?:[笔张个份条]|个申请|个单子)|申请|我[这方]?边?|也|ok|没问题|没意见|没异议|看过了|可以(?=[,\s\uE001])|行(?=[,\s\uE001])|上面|刚才|刚刚|单子?|通过|批准|准了|批了|给|\b(?:looks? (?:good|fine|ok)(?: to me)?|lgtm|no objections?|fine (?:with|by) me|go ahead and|i|yes|sure|all good)\b/,
  examples: { zh: ['同意 A-1'], en: ['approve A-1'] },
  slots,
  run: (context, values) => vote(context, values, 'approved'),
})

const REJECT =
  /拒绝?(?:掉|了)?|退(?:回|掉)[去了]?(?!来|的?(?:占用|预算|额度|钱|经费))|否(?:决|掉|了)(?:掉|了)?|毙(?:掉|了)|不批准?|不准(?![时备确])|不予(?:通过|批准|同意|审批)|不(?:给|让)(?:通过|批|过)|(?:审批|审核)?不通过|打回[去了]?(?!来)|不同意|驳(?:回|掉|了)(?:去|来|了)?/

export const rejectAction = declare({
  ...common,
  name: 'approval.reject',
  about: {
    zh: '驳回一张轮到你的审批单，要写理由。',
    en: 'Rejects a request when it is your turn, with a reason.',
  },
  words: { zh: ['驳回', '拒绝', '不同意'], en: ['reject'] },
  ways: [
    { pieces: [REJECT], needs: ['approval'] },
    {
      pieces: [
        /(?:因为|由于|鉴于|考虑到)/,
        /(?<=[,。;])(?:所以|因此)?我?(?:要|得|先)?(?:驳回|拒绝|退回|否决|打回|不同意|不批|不予通过)/,
      ],
      needs: ['approval'],
    },
    {
      pieces: [/\b(?:rejected|declined|denied|disapproved)\b(?! by\b)|\b(?:reject|decline|deny|disapprove)\b/],
      needs: [],
    },
    { pieces: [/\bturn(?:ed)? down\b|\bsend(?:ing)? back\b|\bveto\b|\bknock back\b/], needs: ['approval'] },
    { pieces: [/\b(?:turn|send|push|knock)\b/, /\b(?:down|back)\b/], needs: ['approval'] },
  ],
  noise: /这个申请|[这那该](?:[笔张个份条单]|个单子)|单子?|申请|把|给|我|\b(?:i|have to|please)\b/,
  examples: { zh: ['驳回 A-1 理由 超出季度额度'], en: ['reject A-1 over the quarterly limit'] },
  slots: rejectSlots,
  run: (context, values) => vote(context, values, 'rejected'),
})

async function vote(
  context: ActionContext,
  values: { approval?: number | undefined; reason?: string | undefined },
  decision: 'approved' | 'rejected',
): Promise<Outcome | Refusal> {
  const found = await whichApproval(context, values.approval, values.reason !== undefined)
  if (isRefusal(found)) return found
  const decided = decide(
    found,
    { personId: context.person.id, decision, ...(values.reason === undefined ? {} : { reason: values.reason }) },
    context.now,
  )
  if (isRefusal(decided)) return decided
  const project = await context.tx.projects.byId(found.projectId)
  // No money is granted to what is put away; to turn a request down frees what it holds.
  const putAway = project && decision === 'approved' ? checkNotPutAway(project) : undefined
  if (putAway) return putAway
  const moved = await moveMoney(context, decided)
  if (isRefusal(moved)) return moved
  await context.tx.approvals.save(decided)
  if (moved) await context.tx.budgets.save(moved.budget, moved.entry)
  const ref = approvalRef(decided.id)
  return {
    answer: { kind: 'text', markdown: sentence(context, decided, decision) },
    record: {
      objectRef: ref,
      projectId: decided.projectId,
      before: found,
      after: decided,
      ...(moved ? { detail: { budget: `${moved.entry.kind} ${moved.entry.amount}` } } : {}),
    },
    changed: [ref, projectRef(decided.projectId)],
    notices: [...turnNotice(decided), ...resultNotice(context, decided, decision)],
  }
}

/** Only a bare word may leave the number out: `同意 KOL投放` may well mean another request than the one that waits. */
async function whichApproval(
  context: ActionContext,
  id: number | undefined,
  more: boolean,
): Promise<Approval | Refusal> {
  if (id !== undefined) return findApproval(context, id)
  const waiting = await context.tx.approvals.waitingFor(context.person.id)
  const [only] = waiting
  if (!only) return refuse('APPROVAL.NONE_WAITING', {})
  return waiting.length === 1 && !more
    ? only
    : refuse('APPROVAL.SEVERAL_WAITING', { refs: waiting.map((one) => approvalRef(one.id)) })
}

/** The last approval of a budget sets it; a rejection of a spend gives its hold back. Everything else moves nothing. */
async function moveMoney(context: ActionContext, approval: Approval): Promise<MovedBudget | Refusal | undefined> {
  const move: BudgetMove = { amount: approval.amount, approvalId: approval.id, by: context.person.id, at: context.now }
  const budget = await context.tx.budgets.of(approval.projectId)
  if (approval.kind === 'project_budget')
    return approval.status === 'approved' ? approveBudget(budget, move) : undefined
  return approval.status === 'rejected' ? releaseHold(budget, move) : undefined
}

function sentence({ speech, people }: ActionContext, approval: Approval, decision: 'approved' | 'rejected'): string {
  const next = currentApproverId(approval)
  const base = speech.t.votedOn(
    approvalRef(approval.id),
    plain(approval.purpose),
    formatYuan(approval.amount),
    decision,
  )
  return next === undefined ? base : `${base}\n${speech.t.nowWaitingFor(people.get(next)?.name ?? speech.t.someone)}`
}

/** The requester hears the end of it, once, with all votes; steps in between are on the card. */
function resultNotice(context: ActionContext, approval: Approval, decision: 'approved' | 'rejected'): Notice[] {
  if (approval.status === 'pending') return []
  const text = (speech: Speech) => result(context, speech, approval, decision)
  return [{ personId: approval.requestedBy, content: { kind: 'text', text, ref: approvalRef(approval.id) } }]
}

function result(context: ActionContext, { t }: Speech, approval: Approval, decision: 'approved' | 'rejected'): string {
  const votes = approval.steps
    .filter((step) => step.decision !== undefined)
    .map(
      (step) =>
        `${plain(context.people.get(step.approverId)?.name ?? '')} ${t.decided[step.decision ?? decision]}${step.reason ? `(${plain(step.reason)})` : ''}`,
    )
  return t.approvalResult(
    approvalRef(approval.id),
    plain(approval.purpose),
    formatYuan(approval.amount),
    approval.status,
    votes,
  )
}
