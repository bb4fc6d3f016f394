import { type Json, recordAt, stringAt } from '../../json.ts'
import { strings } from '../api/read.ts'
import { byteLength } from '../bytes.ts'
import { callsBack, checkCard } from '../cards/check-card.ts'
import { withCard } from '../cards/update-card.ts'
import { readContent } from '../content.ts'
import { WecomError } from '../errors.ts'
import { messageId } from '../ids.ts'
import type { BotParts } from './parts.ts'
import { respondStream } from './streams.ts'

const WELCOME_BYTES = 2048
const MOST_USERS = 1000

type Command = (parts: BotParts, body: Json, reqId: string) => Json | undefined

/** What a subscribed bot may ask for, by `cmd`. Each throws WecomError for the acknowledgement. */
export const COMMANDS: Record<string, Command> = {
  aibot_respond_msg: respond,
  aibot_respond_welcome_msg: welcome,
  aibot_respond_update_msg: update,
  aibot_send_msg: push,
  aibot_upload_media_init: ({ uploads }, body) => uploads.init(body),
  aibot_upload_media_chunk: ({ uploads }, body) => {
    uploads.chunk(body)
    return undefined
  },
  aibot_upload_media_finish: ({ uploads }, body) => uploads.finish(body),
}

/** An answer to a message: a stream that is written on, or a message of its own. */
function respond(parts: BotParts, body: Json, reqId: string): undefined {
  const heard = parts.requests.heard(reqId)
  if (body.msgtype === 'stream') respondStream(parts, heard, recordAt(body, 'stream'))
  else say(parts, heard.chatId, body)
}

/** A greeting when somebody opens the chat: a text or a card. */
function welcome(parts: BotParts, body: Json, reqId: string): undefined {
  const { chatId } = parts.requests.entered(reqId)
  if (body.msgtype === 'text') {
    const content = stringAt(recordAt(body, 'text'), 'content')
    if (content === '') throw new WecomError(44004)
    if (byteLength(content) > WELCOME_BYTES) throw new WecomError(45002)
    store(parts, chatId, { msgtype: 'text', text: { content } })
  } else if (body.msgtype === 'template_card') say(parts, chatId, body)
  else throw new WecomError(40008)
  parts.requests.close(reqId)
}

/** Another card in place of the pressed one, for everybody or for the people named. */
function update({ ctx, requests }: BotParts, body: Json, reqId: string): undefined {
  const { card, settle } = requests.pressed(reqId)
  if (body.response_type !== 'update_template_card') throw new WecomError(40058, 'response_type')
  const next = checkCard(body.template_card, 'bot')
  if (next.task_id !== recordAt(card.body, 'template_card').task_id)
    throw new WecomError(42014, 'task_id must be that of the event')
  const people = strings(body, 'userids', MOST_USERS).flatMap((userId) => {
    const person = ctx.directory.byUserId(userId) ?? ctx.directory.byOpenUserId(userId)
    return person ? [person.id] : []
  })
  const named = Array.isArray(body.userids) && body.userids.length > 0
  if (!card.recalled) ctx.messages.edit(card, withCard(card, next), named ? people : undefined)
  settle()
}

/** A message of the bot's own accord, where somebody has spoken to it. */
function push(parts: BotParts, body: Json): undefined {
  const type = typeof body.chat_type === 'number' ? body.chat_type : 0
  const chat = parts.conversations.find(stringAt(body, 'chatid'), type)
  say(parts, chat.id, body)
}

function say(parts: BotParts, chatId: string, body: Json): void {
  const { ctx } = parts
  const content = readContent(body, 'bot', ctx.media)
  const card = content.msgtype === 'template_card' ? recordAt(content, 'template_card') : undefined
  const taskId = stringAt(card, 'task_id')
  if (card && (callsBack(card) || taskId !== '')) ctx.taskIds.check('bot', taskId)
  store(parts, chatId, content)
  if (taskId !== '') ctx.taskIds.use('bot', taskId)
}

function store({ ctx, conversations }: BotParts, chatId: string, body: Json): void {
  if (!ctx.directory.chatById(chatId)?.botPresent) throw new WecomError(93006)
  conversations.count(chatId)
  ctx.messages.add({ id: messageId(), chatId, from: 'bot', route: 'bot', body })
}
