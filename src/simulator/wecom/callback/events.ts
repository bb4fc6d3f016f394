import { stringAt } from '../../json.ts'
import type { Choice } from '../cards/controls.ts'
import type { WecomContext } from '../context.ts'
import type { Person } from '../directory.ts'
import { type Node, writeXml } from '../xml.ts'

/** Something that the app is told of; faults are matched against `subject`, as `event/enter_agent`. */
export interface AppEvent {
  subject: string
  person: Person
  /** The plain XML, before it is encrypted. */
  xml: string
  /** Ids of the messages that it is about, where the XML does not name them. */
  messages?: readonly string[]
}

type Members = Record<string, Node | Node[] | undefined>

/** A message of a person; `msgId` a 64-bit number in digits. */
export function messageEvent(
  ctx: WecomContext,
  person: Person,
  type: string,
  msgId: string,
  members: Members,
): AppEvent {
  const xml = envelope(ctx, person, type, { ...members, MsgId: msgId })
  return { subject: `message/${type}`, person, xml }
}

/** `subscribe`, `unsubscribe` and `enter_agent` carry an empty EventKey and, as all events, no MsgId. */
export function plainEvent(ctx: WecomContext, person: Person, event: string): AppEvent {
  const xml = envelope(ctx, person, 'event', { Event: event, EventKey: '' })
  return { subject: `event/${event}`, person, xml }
}

export interface CardPress {
  /** Id of the message. */
  message: string
  event: 'template_card_event' | 'template_card_menu_event'
  card: Record<string, unknown>
  key: string
  responseCode: string
  choices: readonly Choice[]
}

export function cardEvent(ctx: WecomContext, person: Person, press: CardPress): AppEvent {
  const items = press.choices.map(({ questionKey, optionIds }) => ({
    QuestionKey: questionKey,
    OptionIds: { OptionId: [...optionIds] },
  }))
  const xml = envelope(ctx, person, 'event', {
    Event: press.event,
    EventKey: press.key,
    TaskId: stringAt(press.card, 'task_id'),
    CardType: stringAt(press.card, 'card_type'),
    ResponseCode: press.responseCode,
    ...(items.length > 0 ? { SelectedItems: { SelectedItem: items } } : {}),
  })
  return { subject: `event/${press.event}`, person, xml, messages: [press.message] }
}

function envelope(ctx: WecomContext, person: Person, type: string, members: Members): string {
  return writeXml({
    ToUserName: ctx.app.corpId,
    FromUserName: person.userId,
    CreateTime: Math.floor(ctx.clock.now().getTime() / 1000),
    MsgType: type,
    ...members,
    AgentID: ctx.app.agentId,
  })
}
