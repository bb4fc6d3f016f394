/** From a verified card callback to the bot's event. Pure; reads both shapes that documents and senders show. */
import type { InboundCardAction } from '../../../bot/messenger.ts'
import { isRecord, type Json, list, parseJson, record, text } from '../../shared/json.ts'
import { type ButtonValue, readButtonValue } from './button-value.ts'
import { PLATFORM } from './platform.ts'

/** What identifies one delivery, and when it came (ISO 8601). */
export interface Delivery {
  id: string
  at: string
}

/**
 * `undefined` if the pressed button is not one of ours, or ids are missing. Who pressed is taken from the top level
 * only: what stands inside `content` and `value` went through the client.
 */
export function decodeCardAction(data: Json, delivery: Delivery): InboundCardAction | undefined {
  const sender = text(data.userId)
  const messageId = text(data.outTrackId)
  if (!sender || !messageId || !delivery.id) return undefined
  const pressed = readPressed(data)
  if (!pressed) return undefined
  const group = groupOf(text(data.spaceId))
  const isPrivate = pressed.value.private || group === ''
  const form = readForm(pressed)
  return {
    kind: 'card_action',
    platform: PLATFORM,
    eventKey: `card:${delivery.id}`,
    at: delivery.at,
    conversation: { platform: PLATFORM, kind: isPrivate ? 'private' : 'group', id: isPrivate ? sender : group },
    sender,
    messageId,
    action: pressed.value.action,
    args: pressed.value.args,
    cardVersion: pressed.value.version,
    ...(form && { form }),
  }
}

interface Pressed {
  value: ButtonValue
  params: Json
}

/** First `content`, then `value`; each text or object; parameters inside `cardPrivateData` or beside it. */
function readPressed(data: Json): Pressed | undefined {
  for (const source of [data.content, data.value]) {
    const inner = isRecord(source) ? source : record(parseJson(text(source)))
    const inside = record(inner.cardPrivateData)
    const params = { ...record(inner.params), ...record(inside.params) }
    const ids = [...list(inside.actionIds), ...list(inner.actionIds), params.id, params.value]
    const value = ids.map(readButtonValue).find((one) => one !== undefined)
    if (value) return { value, params }
  }
  return undefined
}

/** Of a group the space is its conversation id, with or without the prefix under which cards are delivered. */
function groupOf(spaceId: string): string {
  return spaceId.replace(/^dtv1\.card\/\/im_group\./i, '')
}

function readForm({ value, params }: Pressed): Record<string, string> | undefined {
  const values = isRecord(params.form) ? params.form : record(parseJson(text(params.form)))
  if (!value.submits && Object.keys(values).length === 0) return undefined
  return Object.fromEntries(Object.entries(values).map(([name, given]) => [name, formText(given)]))
}

/** A chosen option comes as `{index, value}`, several as lists. */
function formText(given: unknown): string {
  if (isRecord(given)) return formText(given.value)
  if (Array.isArray(given)) return given.map(formText).join(',')
  return typeof given === 'boolean' ? String(given) : text(given)
}
