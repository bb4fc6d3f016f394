import { isRecord, listAt, stringAt } from '../../json.ts'
import type { PressResult } from '../../simulated-platform.ts'
import { checkAnswer } from '../cards/check-answer.ts'
import type { FeishuContext } from '../context.ts'
import type { Chat, Person } from '../directory.ts'
import type { Dispatcher } from '../dispatcher.ts'
import { cardActionEnvelope } from '../envelopes.ts'
import type { StoredMessage } from '../messages.ts'
import type { Outcome } from '../transport.ts'
import { type ButtonNode, buttonsOf, type InputNode, inputsOf, nodesOf } from '../view/card-nodes.ts'
import { codeValue, ImpossibleValue, isMissing } from './form-values.ts'

export interface Click {
  message: StoredMessage
  chat: Chat
  from: Person
  button: string
  values: Record<string, unknown>
}

/** Clicks work for 14 days after the card was sent. */
const INTERACTION_MS = 14 * 86_400_000
const UNREACHABLE = { none: 200340, tcp: 200342, cut: 200342, dns: 200343 } as const
const EMPTY_ACTION = { form_value: {}, options: [], checked: false, timezone: 'Asia/Shanghai' }

/**
 * A person presses a button, submits a form, or sets a picker outside a form (then `button` is the picker's name).
 * Throws ImpossibleValue for values that the client would not take, or an unknown button.
 */
export async function click(ctx: FeishuContext, dispatcher: Dispatcher, made: Click): Promise<PressResult> {
  const nodes = nodesOf(made.message.content)
  const button = buttonsOf(nodes).find((candidate) => candidate.id === made.button)
  const picker = inputsOf(nodes).find((candidate) => candidate.name === made.button && !candidate.form)
  if (!button && !picker) throw new ImpossibleValue(`no button ${made.button} in this card`)
  const target = button ?? picker
  if (target?.element.disabled === true) return { status: 'disabled' }
  if (ctx.clock.now().getTime() - made.message.createdAt > INTERACTION_MS) return { status: 'error', error: 200750 }
  if (button?.element.form_action_type === 'reset') return { status: 'ok' }
  const url = button && urlOf(button)
  const action = button ? buttonAction(ctx, made, button, inputsOf(nodes)) : picker && pickerAction(ctx, made, picker)
  if (!action) return url ? { status: 'ok', url } : { status: 'error', error: 200340 }
  return { ...(await callBack(ctx, dispatcher, made, action)), ...(url ? { url } : {}) }
}

/** Undefined when the button has no callback with a value: the platform then has nothing to call. */
function buttonAction(ctx: FeishuContext, made: Click, button: ButtonNode, inputs: InputNode[]) {
  const value = callbackValue(button.element)
  if (value === undefined) return undefined
  const name = stringAt(button.element, 'name')
  const submits = button.form !== undefined && button.element.form_action_type === 'submit'
  const form_value = submits ? formValue(ctx, made, button, inputs) : {}
  return { ...EMPTY_ACTION, tag: 'button', ...(name ? { name } : {}), value, form_value }
}

function formValue(ctx: FeishuContext, made: Click, button: ButtonNode, inputs: InputNode[]) {
  const inside = inputs.filter((input) => input.form === button.form)
  refuseUnknown(made.values, inside)
  const coded = inside.map((input) => {
    const value = codeValue(ctx.directory, made.chat, input, made.values[input.name])
    if (isMissing(input, value)) throw new ImpossibleValue(`${input.name} is required`)
    return [input.name, value] as const
  })
  return Object.fromEntries(coded.filter(([, value]) => value !== undefined))
}

function refuseUnknown(values: Record<string, unknown>, inputs: InputNode[]): void {
  const unknown = Object.keys(values).find((name) => !inputs.some((input) => input.name === name))
  if (unknown !== undefined) throw new ImpossibleValue(`no input ${unknown} in this form`)
}

function pickerAction(ctx: FeishuContext, made: Click, picker: InputNode) {
  refuseUnknown(made.values, [picker])
  const value = codeValue(ctx.directory, made.chat, picker, made.values[picker.name])
  return {
    ...EMPTY_ACTION,
    tag: picker.tag,
    name: picker.name,
    value: callbackValue(picker.element) ?? {},
    ...pickerValue(picker, value),
  }
}

function pickerValue(picker: InputNode, value: unknown): Record<string, unknown> {
  if (picker.kind === 'text' || picker.kind === 'multiline') return { input_value: value }
  if (picker.kind === 'checkbox') return { checked: value }
  return Array.isArray(value) ? { options: value } : { option: value }
}

function callbackValue(element: Record<string, unknown>): unknown {
  const callbacks = listAt(element, 'behaviors').filter((behavior) => stringAt(behavior, 'type') === 'callback')
  const found = callbacks.find(isRecord)?.value ?? element.value
  return found === undefined || found === '' ? undefined : found
}

function urlOf(button: ButtonNode): string | undefined {
  const links = listAt(button.element, 'behaviors').filter((behavior) => stringAt(behavior, 'type') === 'open_url')
  return links.map((link) => stringAt(link, 'default_url') || stringAt(link, 'pc_url')).find((url) => url !== '')
}

async function callBack(
  ctx: FeishuContext,
  dispatcher: Dispatcher,
  made: Click,
  action: Record<string, unknown>,
): Promise<PressResult> {
  const token = ctx.cardTokens.issue(made.message.id)
  const outcome = await dispatcher.call(cardActionEnvelope(ctx, made.message, made.from, action, token))
  ctx.cardTokens.settle(token)
  return outcome.kind === 'failed' ? failure(outcome) : applyAnswer(ctx, made.message, outcome.status, outcome.body)
}

function failure(outcome: Extract<Outcome, { kind: 'failed' }>): PressResult {
  if (outcome.reason === 'timeout') return { status: 'timeout', error: 200341 }
  return { status: 'unreachable', error: UNREACHABLE[outcome.reason] }
}

function applyAnswer(ctx: FeishuContext, message: StoredMessage, status: number, body: string): PressResult {
  if (status !== 200) return { status: 'error', error: 200671 }
  const answer = checkAnswer(ctx, message, body)
  if ('error' in answer) return { status: 'error', error: answer.error }
  if (answer.card !== undefined && !message.recalled) ctx.messages.edit(message, answer.card)
  return { status: 'ok', ...(answer.toast ? { toast: answer.toast } : {}) }
}
