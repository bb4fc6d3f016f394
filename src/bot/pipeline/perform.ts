/**
 * The one way in which an action runs, whoever asked: scope → permission → arguments → confirmation → run → audit,
 * undo and cards. Runs inside the event's transaction and sends nothing itself.
 */
import type { Prompt } from '../../domain/conversations/conversation.ts'
import { projectRef } from '../../domain/projects/project.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { ActionContext, Declared, Outcome, Preview } from '../actions/action.ts'
import { type Args, decodeArgs } from '../actions/slot.ts'
import { resolveScope } from './scope.ts'

/** Everything of an {@link ActionContext} that does not depend on the action. */
export type BaseContext = Omit<ActionContext, 'project' | 'projectAssumed' | 'role' | 'grant'>

export type Performed =
  | { kind: 'done'; outcome: Outcome; context: ActionContext }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'form'; missing: readonly string[]; args: Args }
  | { kind: 'confirm'; preview: Preview; args: Args }
  | { kind: 'choose_project'; options: Prompt['options']; args: Args }

export const UNDO_MINUTES = 2
const MINUTE = 60_000

export async function perform(base: BaseContext, action: Declared, args: Args, confirmed: boolean): Promise<Performed> {
  const scope = await resolveScope({ ...base, action, args, actor: base.person })
  if (isRefusal(scope)) return refused(base, action, scope)
  if ('choose' in scope) {
    const options = scope.choose.slice(0, 5).map((project) => ({
      label: `${projectRef(project.id)} ${project.name}`,
      args: { project: String(project.id) },
    }))
    return { kind: 'choose_project', options, args }
  }
  if (scope.grant === 'no') throw new Error('a denied scope is a refusal')
  const context: ActionContext = {
    ...base,
    projectAssumed: scope.assumed,
    grant: scope.grant,
    ...(scope.project ? { project: scope.project } : {}),
    ...(scope.role ? { role: scope.role } : {}),
  }
  const decoded = decodeArgs(action.slots, args)
  if (!decoded.ok) {
    if (decoded.broken.length > 0) return refused(context, action, refuse('BUTTON.OUTDATED', {}))
    return { kind: 'form', missing: decoded.missing, args }
  }
  const [asked] = action.oneOf?.every((name) => args[name] === undefined) ? action.oneOf : []
  if (asked !== undefined) return { kind: 'form', missing: [asked], args }
  if (action.confirm !== 'none' && !confirmed) {
    const preview = await action.confirm(context, decoded.values)
    if (isRefusal(preview)) return refused(context, action, preview)
    if (preview) return { kind: 'confirm', preview, args }
  }
  // A refusal is audited in this very transaction, so whatever the action wrote before it must not stay.
  const run = () => action.run(context, decoded.values)
  const outcome = await base.tx.attempts.attempt(run, (result) => !isRefusal(result))
  if (isRefusal(outcome)) return refused(context, action, outcome)
  await remember(context, action, outcome)
  return { kind: 'done', outcome, context }
}

/** Every refusal is audited: denied where a right was missing, a failure otherwise. */
async function refused(
  base: BaseContext & Pick<ActionContext, 'project'>,
  action: Declared,
  refusal: Refusal,
): Promise<Performed> {
  const denied = DENIALS.has(refusal.code)
  await base.audit({
    event: action.name,
    outcome: denied ? 'denied' : 'failure',
    detail: { code: refusal.code },
    ...(base.project ? { projectId: base.project.id } : {}),
  })
  return { kind: 'refused', refusal }
}

const DENIALS: ReadonlySet<string> = new Set([
  'PERMISSION.DENIED',
  'PROMPT.NOT_YOURS',
  'TASK.NOT_YOURS',
  'HOURS.NOT_YOURS',
  'APPROVAL.NOT_YOUR_TURN',
  'APPROVAL.OWN_REQUEST',
  'APPROVAL.NOT_REQUESTER',
])

async function remember(context: ActionContext, action: Declared, outcome: Outcome): Promise<void> {
  if (outcome.record) {
    await context.audit({ event: action.name, outcome: 'success', ...outcome.record })
  }
  const { undo, record } = outcome
  // A final change is remembered, too: `撤销` means the last change, and must not reach past it to an earlier one.
  const objectRef = undo?.objectRef ?? (action.undo === 'final' ? record?.objectRef : undefined)
  if (objectRef !== undefined) {
    await context.tx.undo.save({
      id: context.ids.next(),
      personId: context.person.id,
      conversation: context.conversation,
      action: action.name,
      payload: undo?.payload ?? null,
      objectRef,
      createdAt: context.now,
      expiresAt: new Date(context.now.getTime() + UNDO_MINUTES * MINUTE),
    })
  }
}
