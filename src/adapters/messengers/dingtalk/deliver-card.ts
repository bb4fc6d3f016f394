/** Cards as the platform's own: created and delivered in one call, updated by key. */
import { createHash } from 'node:crypto'
import type { Block, Card } from '../../../bot/card/card.ts'
import { type Conversation, MENTION_MARK, MessengerError, type SendOptions } from '../../../bot/messenger.ts'
import { type Json, list, record, text } from '../../shared/json.ts'
import { BY_KEY } from './card-answer.ts'
import type { DingtalkClient } from './client.ts'
import { plainText } from './markdown.ts'
import type { CardParams } from './render-card.ts'
import { isOutsider, requireStaffId } from './robot-message.ts'
import type { CardSettings, Resolved } from './settings.ts'

/** The same for every try of one send; keys are random, so nobody can guess it. */
export function outTrackIdOf(idempotencyKey: string): string {
  return `mems-${createHash('sha256').update(`card:${idempotencyKey}`).digest('hex').slice(0, 40)}`
}

export function isOutTrackId(messageId: string): boolean {
  return /^mems-[0-9a-f]{40}$/.test(messageId)
}

/** The card exists, but not where it should be: it can neither be shown there nor made again under its id. */
export class NotDelivered extends Error {}

export interface Delivered {
  outTrackId: string
  /** By which quotations name the message; unknown if an earlier try had delivered it. */
  carrierId?: string
}

/** Shows the card there. A card of the same key is shown already: an answer was lost, or the outbox tries again. */
export async function deliverCard(
  client: DingtalkClient,
  settings: Resolved & { cards: CardSettings },
  to: Conversation,
  card: Card,
  params: CardParams,
  options: SendOptions,
): Promise<Delivered> {
  if (to.kind === 'private') requireStaffId(to.id)
  const outTrackId = outTrackIdOf(options.idempotencyKey)
  try {
    const body = await client.call({
      operation: 'deliver card',
      family: 'api',
      method: 'POST',
      path: '/v1.0/card/instances/createAndDeliver',
      json: {
        cardTemplateId: settings.cards.templateId,
        outTrackId,
        ...settings.cards.callback,
        userIdType: 1,
        cardData: { cardParamMap: params },
        ...(to.kind === 'private' ? privateSpace(settings, to, card) : groupSpace(settings, to, card)),
      },
      metered: true,
      ...(options.signal && { signal: options.signal }),
    })
    return { outTrackId, ...carrierOf(body) }
  } catch (error) {
    if (error instanceof MessengerError && error.platformCode === 'param.cardAlreadyExist') return { outTrackId }
    throw error
  }
}

/** Changes the card wherever it is shown. */
export async function changeCard(
  client: DingtalkClient,
  outTrackId: string,
  params: CardParams,
  options: SendOptions,
): Promise<void> {
  const body = await client.call({
    operation: 'update card',
    family: 'api',
    method: 'PUT',
    path: '/v1.0/card/instances',
    json: { outTrackId, cardData: { cardParamMap: params }, cardUpdateOptions: BY_KEY, userIdType: 1 },
    metered: true,
    repeatable: true,
    ...(options.signal && { signal: options.signal }),
  })
  if (body.success === false) throw new MessengerError('invalid', 'dingtalk update card: not updated')
}

function groupSpace({ robotCode }: Resolved, to: Conversation, card: Card): Json {
  const called = calledIn(card)
  return {
    openSpaceId: `dtv1.card//IM_GROUP.${to.id}`,
    imGroupOpenSpaceModel: spaceModel(card),
    imGroupOpenDeliverModel: { robotCode, ...(Object.keys(called).length > 0 && { atUserIds: called }) },
  }
}

function privateSpace({ robotCode }: Resolved, to: Conversation, card: Card): Json {
  return {
    openSpaceId: `dtv1.card//IM_ROBOT.${to.id}`,
    imRobotOpenSpaceModel: spaceModel(card),
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
  }
}

/** What the chat list and a notification show. */
function spaceModel(card: Card): Json {
  const summary = plainText(card.summary)
  return {
    supportForward: false,
    lastMessageI18n: { ZH_CN: summary },
    searchSupport: { searchDesc: summary },
    notification: { alertContent: summary, notificationOff: false },
  }
}

/** HTTP 200 may hide that a space was refused. */
function carrierOf(body: Json): { carrierId?: string } {
  const spaces = list(record(body.result).deliverResults).map(record)
  if (body.success === false || spaces.some(({ success }) => success === false)) throw new NotDelivered()
  const carrierId = spaces.map(({ carrierId }) => text(carrierId)).find((id) => id !== '')
  return carrierId === undefined ? {} : { carrierId }
}

/** Names by id of everybody whom the card calls. */
function calledIn(card: Card): Record<string, string> {
  const texts = card.blocks.flatMap(textsOf).join('\n')
  const called = [...texts.matchAll(MENTION_MARK)].map(([, id = '', name = '']) => [id, plainText(name)] as const)
  return Object.fromEntries(called.filter(([id]) => !isOutsider(id)))
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [block.markdown]
    case 'fields':
      return block.fields.map(({ value }) => value)
    case 'table':
      return block.rows.flat()
    default:
      return []
  }
}
