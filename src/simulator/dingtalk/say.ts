import { Impossible, type Utterance } from '../simulated-platform.ts'
import { checkWebhookMessage } from './check-webhook.ts'
import { compose, mentionsBot } from './compose.ts'
import type { DingtalkContext } from './context.ts'
import type { Chat, Person } from './directory.ts'
import type { Dispatcher } from './dispatcher.ts'
import { Refusal } from './errors.ts'
import { imageType } from './images.ts'
import { incomingMessage, withoutContent } from './incoming.ts'
import type { Body, Piece, StoredMessage } from './message-store.ts'
import { callback, TOPIC_ROBOT } from './push.ts'

/** A person says something: it is stored, and the robot is told if it may hear it. Returns the last message made. */
export function say(ctx: DingtalkContext, dispatcher: Dispatcher, utterance: Utterance): StoredMessage {
  const { chat, from } = placeOf(ctx, utterance)
  checkQuote(ctx, utterance)
  const pieces = compose(ctx.directory, utterance.text)
  const messages = bodiesOf(ctx, pieces, utterance).map((body) =>
    ctx.messages.add({ chatId: chat.id, from: from.id, body, replyTo: utterance.replyTo }),
  )
  for (const message of messages) if (isHeard(chat, message.body)) tell(ctx, dispatcher, message, from, chat)
  const last = messages.at(-1)
  if (!last) throw new Impossible(400, 'nothing was said')
  return last
}

function placeOf(ctx: DingtalkContext, utterance: { chat: string; from: string }): { chat: Chat; from: Person } {
  const chat = ctx.directory.chat(utterance.chat)
  const from = ctx.directory.person(utterance.from)
  if (!chat || !from) throw new Impossible(404, `no ${chat ? `person ${utterance.from}` : `chat ${utterance.chat}`}`)
  if (!chat.members.includes(from.id)) throw new Impossible(403, `${from.name} is not in ${chat.name}`)
  return { chat, from }
}

function checkQuote(ctx: DingtalkContext, { replyTo, chat }: Utterance): void {
  if (replyTo === undefined) return
  const quoted = ctx.messages.get(replyTo)
  if (!quoted || quoted.recalled) throw new Impossible(404, `no message ${replyTo}`)
  if (quoted.chatId !== chat) throw new Impossible(400, 'the quoted message is in another chat')
}

/** A picture with words is one message; another file with words is two. */
function bodiesOf(ctx: DingtalkContext, pieces: Piece[], { file }: Utterance): Body[] {
  const words: Body[] = pieces.length === 0 ? [] : [{ kind: 'said', pieces }]
  if (!file) return words
  const mime = imageType(file.bytes)
  const medium = { name: file.name, bytes: file.bytes }
  if (mime) return [{ kind: 'picture', code: ctx.media.send({ kind: 'image', mime, ...medium }), pieces }]
  const code = ctx.media.send({ kind: 'file', mime: 'application/octet-stream', ...medium })
  return [{ kind: 'file', code, name: file.name }, ...words]
}

/** In groups the robot hears only what mentions it; pictures and files cannot. */
function isHeard(chat: Chat, body: Body): boolean {
  if (!chat.botPresent) return false
  if (chat.type === 'private') return true
  return (body.kind === 'said' || body.kind === 'picture') && mentionsBot(body.pieces)
}

function tell(ctx: DingtalkContext, dispatcher: Dispatcher, message: StoredMessage, from: Person, chat: Chat): void {
  const data = incomingMessage(ctx, message, from, chat)
  const push = callback(TOPIC_ROBOT, ctx.quota.push() ? data : withoutContent(data))
  dispatcher.publishMessage(push, chat.id, (answer) => post(ctx, chat, answer))
}

/** The answer of an HTTP delivery may itself be a message. */
function post(ctx: DingtalkContext, chat: Chat, answer: unknown): void {
  if (answer === undefined || JSON.stringify(answer) === '{}') return
  try {
    const payload = checkWebhookMessage(answer)
    if (payload) ctx.messages.add({ chatId: chat.id, from: 'bot', body: { kind: 'webhook', payload } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    ctx.log(`simulator: the answer to a message was no message: ${error.message}`)
  }
}
