import { type Json, listAt, recordAt, stringAt } from '../../json.ts'
import { byteLength } from '../bytes.ts'
import { WecomError } from '../errors.ts'
import { messageId } from '../ids.ts'
import type { BotParts } from './parts.ts'
import type { Heard } from './requests.ts'

const BYTES = 20_480
/** A stream must be finished within six minutes of the message it answers. */
const LIFETIME_MS = 6 * 60_000

/** Begins a stream or writes on in it. Throws 846608 when it is too old, 40058 when it was finished. */
export function respondStream({ ctx, conversations }: BotParts, heard: Heard, stream: Json): void {
  const id = stringAt(stream, 'id')
  const content = stringAt(stream, 'content')
  if (id === '') throw new WecomError(40058, 'stream.id')
  if (byteLength(content) > BYTES) throw new WecomError(45002)
  if (listAt(stream, 'msg_item').length > 0) throw new WecomError(40058, 'stream.msg_item is not supported')
  if (ctx.clock.now().getTime() - heard.at > LIFETIME_MS) throw new WecomError(846608)
  const body = { msgtype: 'stream', stream: { id, content, finish: stream.finish === true } }
  const known = heard.streams.get(id)
  if (known && recordAt(known.body, 'stream').finish === true) throw new WecomError(40058, 'the stream is finished')
  if (known) {
    ctx.messages.edit(known, body)
    return
  }
  conversations.count(heard.chatId)
  const message = ctx.messages.add({ id: messageId(), chatId: heard.chatId, from: 'bot', route: 'bot', body })
  heard.streams.set(id, message)
}
