/** 释放占用: what an approved request still holds goes back to what is available, once and for good. */
import { type Approval, approvalRef } from '../../../domain/approvals/approval.ts'
import { releaseRequest } from '../../../domain/approvals/release.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { formatYuan } from '../../../domain/shared/money.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Notice, type Outcome, type Preview, projectOf } from '../action.ts'
import { required } from '../slot.ts'
import { findApproval } from './find-approval.ts'

interface Values {
  approval: number
}

const HELD = /占用|还?占着|冻结|(?:剩(?:下|余)|没(?:花|用)完|多(?:余|出来?))的?(?:钱|额度|预算|部分)?|额度/

export const releaseHoldAction = declare({
  name: 'budget.release',
  area: 'money',
  about: {
    zh: '把已同意的申请还占用着的钱退回可用。',
    en: 'Gives back what an approved request still holds.',
  },
  words: { zh: ['释放占用', '释放预算', '释放', '退回占用'], en: ['release', 'give back'] },
  ways: [
    { pieces: [/解冻|释放(?:掉|出来|一下)?|退(?:回|还)占用|放掉|放出来/], needs: ['approval'] },
    { pieces: [/解除|取消|退回来?|退还|撤销|解掉|松开|腾出来?/, HELD], needs: ['approval'] },
    {
      pieces: [HELD, /(?:放|退|还|腾|吐)(?:出|回)来?|退掉|退还|解除|解掉|释放(?:掉|出来)?|放掉|撤掉/],
      needs: ['approval'],
    },
    { pieces: [/\b(?:release|free up|free|unfreeze|unblock)\b|\bgive back\b/], needs: ['approval'] },
    { pieces: [/\b(?:give|hand|put)\b/, /\bback\b/], needs: ['approval'] },
  ],
  noise:
    /(?:用|花)完了|(?:钱)?(?:用|花)不(?:完|了|上|着)了?|(?:没|没有)(?:花|用)(?:完|掉|到|上|出去)的?|剩(?:下|余)的?|多(?:余|出来?)的?|还?占(?:用|着)的?|冻结的?|的?占用的?(?:预算)?|预算|额度|钱|掉|出来|回来|那?部分|\b(?:the|hold|holds|held|holding|on|of|by|for|what(?:['’]s)?|left|that|whatever|is|still|money|budget|amount|rest|remaining|unused|remainder|in|from)\b/,
  examples: { zh: ['释放占用 A-3', 'A-3 释放'], en: ['release A-3'] },
  slots: { approval: required('approval', { label: 'approval' }) },
  scope: 'subject',
  permission: 'budget.release',
  confirm: preview,
  undo: 'final',
  run,
})

/** By its requester, or whoever has the right over all requests of the project. */
async function released(context: ActionContext, id: number) {
  const { tx, person, now } = context
  const found = await findApproval(context, id)
  if (isRefusal(found)) return found
  if (context.grant === 'own' && found.requestedBy !== person.id)
    return refuse('PERMISSION.DENIED', { needs: 'budget.release', helperIds: [projectOf(context).ownerId] })
  const budget = await tx.budgets.of(found.projectId)
  const entries = await tx.budgets.entries(found.projectId)
  const result = releaseRequest(found, { budget, entries, by: person.id, now })
  return isRefusal(result) ? result : { before: found, ...result }
}

async function preview(context: ActionContext, { approval }: Values): Promise<Preview | Refusal> {
  const result = await released(context, approval)
  if (isRefusal(result)) return result
  const { plan } = context.speech.t
  return {
    title: plan.releaseTitle(approvalRef(approval), result.before.purpose),
    confirmLabel: plan.buttons.release,
    blocks: [{ kind: 'text', markdown: plan.willRelease(formatYuan(result.moved.entry.amount)) }],
  }
}

async function run(context: ActionContext, values: Values): Promise<Outcome | Refusal> {
  const { tx, speech } = context
  const result = await released(context, values.approval)
  if (isRefusal(result)) return result
  const { before, approval, moved } = result
  await tx.approvals.save(approval)
  await tx.budgets.save(moved.budget, moved.entry)
  const ref = approvalRef(approval.id)
  const amount = formatYuan(moved.entry.amount)
  return {
    answer: { kind: 'text', markdown: speech.t.plan.released(ref, plain(approval.purpose), amount) },
    record: {
      objectRef: ref,
      projectId: approval.projectId,
      before,
      after: approval,
      detail: { budget: `${moved.entry.kind} ${moved.entry.amount}` },
    },
    changed: [ref, projectRef(approval.projectId)],
    notices: [tellRequester(context, approval, amount)],
  }
}

function tellRequester({ person }: ActionContext, { id, purpose, requestedBy }: Approval, amount: string): Notice {
  const ref = approvalRef(id)
  const text: Extract<Notice['content'], { kind: 'text' }>['text'] = ({ t }) =>
    t.plan.releasedBy(person.name, ref, plain(purpose), amount)
  return { personId: requestedBy, content: { kind: 'text', text, ref } }
}
