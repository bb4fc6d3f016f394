import { type Json, recordAt, stringAt } from '../../json.ts'
import { Impossible, type Press, type PressResult } from '../../simulated-platform.ts'
import { pressBody } from '../bot/events.ts'
import type { Called } from '../callback/dispatcher.ts'
import { cardEvent } from '../callback/events.ts'
import { buttonsOf, type CardButton, type Choice, inputsOf, isReplaced } from '../cards/controls.ts'
import type { Chat, Person } from '../directory.ts'
import { bodyFor, type StoredMessage } from '../messages.ts'
import { choicesOf } from './choices.ts'
import type { Parts } from './parts.ts'
import { say } from './say.ts'

interface Made {
  message: StoredMessage
  chat: Chat
  person: Person
  card: Json
  button: CardButton
  choices: Choice[]
}

/** Id of the button of a textcard. */
export const OPEN = 'open'

/**
 * A person presses a button of a card: a link opens, the app is called in private chats, the bot in groups, and the card
 * changes as they answer within 5 s. Throws Impossible for what the client would not allow.
 */
export async function press(parts: Parts, asked: Press): Promise<PressResult> {
  const { message, chat, person } = targetOf(parts, asked)
  const body = bodyFor(message, person.id)
  if (body.msgtype === 'textcard' && asked.button === OPEN)
    return { status: 'ok', url: stringAt(recordAt(body, 'textcard'), 'url') }
  const card = recordAt(body, 'template_card')
  const button = buttonsOf(card).find((candidate) => candidate.id === asked.button)
  if (button?.disabled || isReplaced(card, asked.button)) return { status: 'disabled' }
  if (!button) throw new Impossible(422, `no button ${asked.button} in this message`)
  if (button.kind === 'link') return { status: 'ok', url: button.target }
  if (button.kind === 'ask') return ask(parts, chat, person, button.target)
  const choices = choicesOf(inputsOf(card), asked.values)
  const made = { message, chat, person, card, button, choices: button.kind === 'menu' ? [] : choices }
  if (message.route === 'app') return pressOfApp(parts, made)
  return message.route === 'bot' ? pressOfBot(parts, made) : { status: 'error', error: 'webhooks hear nothing' }
}

function targetOf({ ctx }: Parts, asked: Press): { message: StoredMessage; chat: Chat; person: Person } {
  const message = ctx.messages.get(asked.message)
  const chat = message && ctx.directory.chatById(message.chatId)
  if (!message || !chat) throw new Impossible(404, `no message ${asked.message}`)
  const person = ctx.directory.personById(asked.from)
  if (!person) throw new Impossible(404, `no person ${asked.from}`)
  if (!chat.members.includes(person.id)) throw new Impossible(403, `${person.name} is not in ${chat.name}`)
  return { message, chat, person }
}

/** The person says the question to the bot. */
function ask(parts: Parts, chat: Chat, person: Person, question: string): PressResult {
  const text = chat.type === 'group' ? `@${parts.ctx.app.bot.name} ${question}` : question
  say(parts, { chat: chat.id, from: person.id, text })
  return { status: 'ok' }
}

async function pressOfApp({ ctx, app }: Parts, made: Made): Promise<PressResult> {
  const { message, person, card, button, choices } = made
  const copies = message.batch === undefined ? [message] : ctx.messages.copies(message.batch)
  const event = button.kind === 'menu' ? 'template_card_menu_event' : 'template_card_event'
  const responseCode = ctx.responseCodes.issue(copies)
  const pressed = { message: message.id, event, card, key: button.id, responseCode, choices } as const
  const called = await app.call(cardEvent(ctx, person, pressed), message)
  return resultOf(called)
}

function resultOf(called: Called): PressResult {
  if (called.kind === 'done') return { status: 'ok' }
  if (called.kind === 'refused') return { status: 'error', error: called.status }
  if (called.kind === 'malformed') return { status: 'error', error: called.reason }
  return { status: called.kind }
}

async function pressOfBot({ ctx, bot }: Parts, made: Made): Promise<PressResult> {
  const { message, chat, person, card, button, choices } = made
  const outcome = await bot.press(message, pressBody(ctx, person, chat, card, button.id, choices))
  return { status: outcome === 'done' ? 'ok' : outcome }
}
