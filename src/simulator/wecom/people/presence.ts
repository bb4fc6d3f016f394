import { Impossible } from '../../simulated-platform.ts'
import { enterBody } from '../bot/events.ts'
import { plainEvent } from '../callback/events.ts'
import type { Parts } from './parts.ts'

/** A person opens the private chat: `enter_agent` for the app, or `enter_chat` for the bot where there is no app. */
export function enter({ ctx, app, bot }: Parts, personId: string): void {
  const person = ctx.directory.personById(personId)
  const chat = person && ctx.directory.privateChatOf(person)
  if (!person || !chat) throw new Impossible(404, `no person ${personId}`)
  if (!chat.botPresent) return
  if (ctx.app.secret === '') bot.enter(chat, enterBody(ctx, person, chat))
  else app.publish(plainEvent(ctx, person, 'enter_agent'))
}

/**
 * Groups take the bot in or remove it, of which it is not told. For a private chat this is the app's visible range: the
 * app hears `subscribe` or `unsubscribe`.
 */
export function setBotPresent({ ctx, app }: Parts, chatId: string, present: boolean): void {
  const chat = ctx.directory.chatById(chatId)
  if (!chat) throw new Impossible(404, `no chat ${chatId}`)
  if (chat.botPresent === present) return
  chat.botPresent = present
  const person = chat.type === 'private' ? ctx.directory.personById(chat.members[0] ?? '') : undefined
  if (person && ctx.app.secret !== '') app.publish(plainEvent(ctx, person, present ? 'subscribe' : 'unsubscribe'))
}
