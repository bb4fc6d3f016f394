import { freshId } from '../../ids.ts'
import { type Json, stringAt } from '../../json.ts'
import type { Choice } from '../cards/controls.ts'
import type { WecomContext } from '../context.ts'
import type { Chat, Person } from '../directory.ts'
import { messageId } from '../ids.ts'
import type { Frame } from './frames.ts'

/** Body of a message that the bot hears; `content` is `{msgtype, <msgtype>: …, quote?}`. */
export function heardBody(ctx: WecomContext, person: Person, chat: Chat, msgid: string, content: Json): Json {
  return { msgid, ...where(ctx, person, chat), ...content }
}

/** `enter_chat`: the first opening of the day. */
export function enterBody(ctx: WecomContext, person: Person, chat: Chat): Json {
  return eventBody(ctx, { ...where(ctx, person, chat) }, { eventtype: 'enter_chat', enter_chat: {} })
}

/** `template_card_event`: the key and the choices stand in an object of that name, not beside `eventtype`. */
export function pressBody(
  ctx: WecomContext,
  person: Person,
  chat: Chat,
  card: Json,
  key: string,
  choices: readonly Choice[],
): Json {
  const selected = choices.map(({ questionKey, optionIds }) => ({
    question_key: questionKey,
    option_ids: { option_id: optionIds },
  }))
  const template_card_event = {
    card_type: stringAt(card, 'card_type'),
    event_key: key,
    task_id: stringAt(card, 'task_id'),
    ...(selected.length > 0 ? { selected_items: { selected_item: selected } } : {}),
  }
  return eventBody(ctx, where(ctx, person, chat), { eventtype: 'template_card_event', template_card_event })
}

/** Tells a connection that another has taken its place; nobody caused it. */
export function disconnectedFrame(ctx: WecomContext): Frame {
  const body = eventBody(
    ctx,
    { aibotid: ctx.app.bot.botId },
    { eventtype: 'disconnected_event', disconnected_event: {} },
  )
  return { cmd: 'aibot_event_callback', headers: { req_id: freshId('') }, body }
}

function eventBody(ctx: WecomContext, members: Json, event: Json): Json {
  const create_time = Math.floor(ctx.clock.now().getTime() / 1000)
  return { msgid: messageId(), create_time, ...members, msgtype: 'event', event }
}

function where(ctx: WecomContext, person: Person, chat: Chat): Json {
  const { botId, openUserIds } = ctx.app.bot
  const group = chat.type === 'group' ? { chatid: chat.id } : {}
  const userid = openUserIds ? person.openUserId : person.userId
  return { aibotid: botId, ...group, chattype: chat.type === 'group' ? 'group' : 'single', from: { userid } }
}
