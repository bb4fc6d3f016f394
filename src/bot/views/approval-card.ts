import { type Approval, approvalRef } from '../../domain/approvals/approval.ts'
import { currentApproverId } from '../../domain/approvals/decide.ts'
import { available } from '../../domain/budgets/budget.ts'
import type { Project } from '../../domain/projects/project.ts'
import { formatYuan } from '../../domain/shared/money.ts'
import type { Block, Card, Field, Tone } from '../card/card.ts'
import { plain } from '../messenger.ts'
import { amountInFull, projectName, readerMay } from './parts.ts'
import type { ViewContext } from './view.ts'

const TONES: Record<Approval['status'], Tone> = {
  pending: 'waiting',
  approved: 'success',
  rejected: 'danger',
  withdrawn: 'muted',
  released: 'muted',
}

export async function approvalCard(context: ViewContext, id: number): Promise<Card | undefined> {
  const approval = await context.tx.approvals.byId(id)
  const project = approval && (await context.tx.projects.byId(approval.projectId))
  if (!approval || !project) return undefined
  const { t } = context.speech
  const ref = approvalRef(id)
  const title = approval.kind === 'project_budget' ? t.budgetOf(project.name) : approval.purpose
  const fields: (Field | undefined)[] = [
    { label: t.labels.amount, value: amountInFull(approval.amount, context.speech), wide: true },
    { label: t.labels.project, value: projectName(project), wide: true },
    { label: t.labels.requestedBy, value: plain(context.say.name(approval.requestedBy)) },
    approval.vendor ? { label: t.labels.vendor, value: plain(approval.vendor) } : undefined,
    await consequence(context, approval, project),
    { label: t.labels.steps, value: steps(context, approval), wide: true },
  ]
  const blocks: Block[] = [{ kind: 'fields', fields: fields.filter((field) => field !== undefined) }]
  if (asksReader(context, approval)) blocks.push(decisionForm(context, id))
  return {
    header: { text: `${t.approvalTitle[approval.status]} · ${title}`, tone: TONES[approval.status], tag: ref },
    summary: `${t.approvalTitle[approval.status]} ${ref} ${title} ${formatYuan(approval.amount)}`,
    blocks,
  }
}

/** A personal card has buttons while it is its reader's turn; a group's card while it is anybody's. */
function asksReader({ reader }: ViewContext, approval: Approval): boolean {
  const waitsFor = currentApproverId(approval)
  return waitsFor !== undefined && (reader === undefined || reader.id === waitsFor)
}

/** What the decision would do to the money, while it is open. */
async function consequence(context: ViewContext, approval: Approval, project: Project): Promise<Field | undefined> {
  if (approval.status !== 'pending' || !(await readerMay(context, project, 'amounts.total'))) return undefined
  const { t } = context.speech
  const now = available(await context.tx.budgets.of(project.id))
  // A spend request holds its amount from the moment it is made, so what is available now already is what will be.
  const [before, after] =
    approval.kind === 'project_budget' ? [now, now + approval.amount] : [now + approval.amount, now]
  return { label: t.labels.available, value: t.availableAfter(formatYuan(before), formatYuan(after)), wide: true }
}

function steps(context: ViewContext, approval: Approval): string {
  const { t } = context.speech
  const waiting = approval.steps.findIndex(({ decision }) => decision === undefined)
  return approval.steps
    .map(({ approverId, decision, at, reason }, index) => {
      const name = plain(context.say.name(approverId))
      if (decision && at)
        return `${t.decided[decision]} · ${name} · ${context.say.time(at)}${reason ? `\n${t.reason}: ${plain(reason)}` : ''}`
      if (approval.status !== 'pending') return `${t.notAsked} · ${name}`
      return `${index === waiting ? t.waitingFor : t.thenBy} · ${name}`
    })
    .join('\n')
}

function decisionForm(context: ViewContext, id: number): Block {
  const { t } = context.speech
  const args = { approval: String(id) }
  return {
    kind: 'form',
    name: `approval_${id}`,
    inputs: [{ name: 'reason', label: t.labels.reason, kind: 'text', required: false, placeholder: t.reasonHint }],
    buttons: [
      { label: t.buttons.approve, action: 'approval.approve', args, style: 'primary' },
      { label: t.buttons.reject, action: 'approval.reject', args, style: 'danger' },
    ],
  }
}
