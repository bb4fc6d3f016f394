import { isRecord, type Json, listAt, recordAt, stringAt } from '../json.ts'
import { WebhookRefusal } from './errors.ts'

const REQUIRED: Record<string, readonly string[]> = {
  text: ['content'],
  markdown: ['title', 'text'],
  link: ['title', 'text', 'messageUrl'],
  actionCard: ['title', 'text'],
  feedCard: [],
}
/** People that one message may call. */
const MOST_CALLED = 50

/**
 * Checks what was posted to a session webhook, or came as the answer of an HTTP delivery. Returns the message, or
 * undefined for `{"msgtype":"empty"}`. Throws {@link WebhookRefusal}.
 */
export function checkWebhookMessage(payload: unknown): Json | undefined {
  if (!isRecord(payload)) throw new WebhookRefusal(40035, '缺少参数 json')
  const msgtype = stringAt(payload, 'msgtype')
  if (msgtype === 'empty') return undefined
  const required = Object.hasOwn(REQUIRED, msgtype) ? REQUIRED[msgtype] : undefined
  if (!required) throw new WebhookRefusal(400105, 'unsupported msgtype')
  const part = recordAt(payload, msgtype)
  for (const name of required)
    if (stringAt(part, name) === '') throw new WebhookRefusal(40035, `缺少参数 ${msgtype}.${name}`)
  if (msgtype === 'actionCard') checkButtons(part)
  if (msgtype === 'feedCard' && listAt(part, 'links').length === 0) throw new WebhookRefusal(40035, '缺少参数 links')
  if (listAt(recordAt(payload, 'at'), 'atUserIds').length > MOST_CALLED)
    throw new WebhookRefusal(40035, `at 超过${MOST_CALLED}人`)
  return payload
}

/** Either one button for the whole card, or a list. */
function checkButtons(part: Json): void {
  if (stringAt(part, 'singleTitle') !== '' && stringAt(part, 'singleURL') !== '') return
  const buttons = listAt(part, 'btns')
  const whole = buttons.every((item) => stringAt(item, 'title') !== '' && stringAt(item, 'actionURL') !== '')
  if (buttons.length === 0 || !whole) throw new WebhookRefusal(40035, '缺少参数 btns')
}
