import type { Json } from '../json.ts'
import { Impossible, type Press, type PressResult } from '../simulated-platform.ts'
import { applyCardAnswer } from './card-answer.ts'
import { type TemplateButton, templateButtons, templateFields } from './card-template.ts'
import { type CardInstance, type Params, paramsFor } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import type { Chat, Person } from './directory.ts'
import type { Dispatcher } from './dispatcher.ts'
import { formValues } from './form-values.ts'
import type { StoredMessage } from './message-store.ts'
import { callback, type Outcome, TOPIC_CARD } from './push.ts'
import { say } from './say.ts'
import { type Shown, shownOf } from './shown.ts'

/** `dtmd://dingtalkclient/sendMessage?content=…`: the presser's own client says the text. */
const SPEAK = /^dtmd:\/\/dingtalkclient\/sendMessage\?content=([^&]*)/
/** A page opened by the client: its own address is inside. */
const PAGE = /^dingtalk:\/\/dingtalkclient\/page\/link\?(?:.*&)?url=([^&]*)/

interface Made {
  message: StoredMessage
  chat: Chat
  from: Person
  button: string
  values: Record<string, unknown>
}

/** A person presses a button of a card, or submits its form. Throws {@link Impossible} for what the client does not offer. */
export async function press(ctx: DingtalkContext, dispatcher: Dispatcher, asked: Press): Promise<PressResult> {
  const made = readPress(ctx, asked)
  const { body } = made.message
  if (body.kind === 'robot' || body.kind === 'webhook') return followLink(ctx, dispatcher, made, shownOf(body))
  const card = body.kind === 'card' ? ctx.cards.get(body.outTrackId) : undefined
  if (!card) throw new Impossible(400, 'this message is no card')
  return pressCard(ctx, dispatcher, made, card)
}

function readPress(ctx: DingtalkContext, { message: id, from: who, button, values }: Press): Made {
  const message = ctx.messages.get(id)
  const chat = message && ctx.directory.chat(message.chatId)
  const from = ctx.directory.person(who)
  if (!message || message.recalled || !chat) throw new Impossible(404, `no message ${id}`)
  if (!from) throw new Impossible(404, `no person ${who}`)
  if (!chat.members.includes(from.id)) throw new Impossible(403, `${from.name} is not in ${chat.name}`)
  if (message.recipients && !message.recipients.includes(from.id))
    throw new Impossible(403, `the card was not delivered to ${from.name}`)
  return { message, chat, from, button, values }
}

function followLink(ctx: DingtalkContext, dispatcher: Dispatcher, made: Made, shown: Shown): PressResult {
  const button = shown.buttons[Number(/^b(\d+)$/.exec(made.button)?.[1] ?? 0) - 1]
  if (!button) throw new Impossible(422, `no button ${made.button} in this message`)
  const spoken = SPEAK.exec(button.url)?.[1]
  if (spoken === undefined) return { status: 'ok', url: decoded(PAGE.exec(button.url)?.[1]) ?? button.url }
  const words = decoded(spoken)
  if (!words) return { status: 'error', error: 'malformed address' }
  const calls = made.chat.type === 'group' && (ctx.app.dtmdMentionsBot ?? true)
  const text = calls ? `@${ctx.directory.bot.name} ${words}` : words
  say(ctx, dispatcher, { chat: made.chat.id, from: made.from.id, text })
  return { status: 'ok' }
}

async function pressCard(
  ctx: DingtalkContext,
  dispatcher: Dispatcher,
  made: Made,
  card: CardInstance,
): Promise<PressResult> {
  const seen = paramsFor(card, made.from.staffId)
  const button = templateButtons(seen).find(({ id }) => id === made.button)
  if (!button) throw new Impossible(422, `no button ${made.button} in this card`)
  if (button.disabled) return { status: 'disabled' }
  const push = callback(TOPIC_CARD, callbackData(ctx, made, card, { button, seen }))
  ctx.quota.push()
  const outcome = await dispatcher.call(card, push)
  if (outcome.kind === 'failed') return failure(outcome)
  const wrong = applyCardAnswer(ctx, card, made.from, outcome)
  if (wrong !== undefined) return { status: 'error', error: wrong }
  const { notice } = paramsFor(card, made.from.staffId)
  return { status: 'ok', ...(notice ? { toast: { type: 'info', content: notice } } : {}) }
}

/** Who pressed stands at the top level; `content` and `value` hold the same JSON text. */
function callbackData(
  ctx: DingtalkContext,
  made: Made,
  card: CardInstance,
  { button, seen }: { button: TemplateButton; seen: Params },
): Json {
  const params = button.submits ? { form: formValues(templateFields(seen), made.values) } : {}
  if (!button.submits && Object.keys(made.values).length > 0)
    throw new Impossible(422, `${button.label} does not send the form`)
  const inner = JSON.stringify({ cardPrivateData: { actionIds: [button.id], params } })
  return {
    type: 'actionCallback',
    outTrackId: card.outTrackId,
    userId: made.from.external ? '' : made.from.staffId,
    userIdType: 1,
    corpId: ctx.app.corpId,
    spaceId: made.chat.id,
    spaceType: 'im',
    extension: '{}',
    content: inner,
    value: inner,
  }
}

function failure({ reason }: Extract<Outcome, { kind: 'failed' }>): PressResult {
  return reason === 'timeout' ? { status: 'timeout', error: reason } : { status: 'unreachable', error: reason }
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part)
  } catch {
    return undefined
  }
}
