/** From decrypted callbacks of the self-built app (developer documents 90239, 90240, 90241) to the bot's own events. Pure. */
import { createHash } from 'node:crypto'
import type { InboundMessage } from '../../../bot/messenger.ts'
import { type Json, list, record, text } from '../../shared/json.ts'
import { clickOf, type Decoded, instant, PLATFORM } from './decode.ts'

export interface AppWay {
  taskId: string
  /** Good for one update; '' if none came. */
  responseCode: string
}

export function decodeApp(xml: Json): Decoded<AppWay> {
  return text(xml.MsgType) === 'event' ? decodeEvent(xml) : decodeMessage(xml)
}

function decodeMessage(xml: Json): Decoded<AppWay> {
  const type = text(xml.MsgType)
  const sender = text(xml.FromUserName)
  const messageId = text(xml.MsgId)
  const at = instant(text(xml.CreateTime))
  if (!sender || !messageId || !at) return { kind: 'incomplete', name: type }
  return {
    kind: 'message',
    event: {
      kind: 'message',
      platform: PLATFORM,
      eventKey: `message:${messageId}`,
      at,
      conversation: { platform: PLATFORM, kind: 'private', id: sender },
      sender,
      messageId,
      mentions: [],
      addressed: true,
      mentionsAll: false,
      ...content(type, xml),
    },
  }
}

function content(type: string, xml: Json): Pick<InboundMessage, 'text' | 'attachments' | 'unsupported'> {
  const mediaId = text(xml.MediaId)
  if (type === 'text') return { text: text(xml.Content).trim(), attachments: [] }
  if (type === 'image' && mediaId) return { text: '', attachments: [{ kind: 'image', key: mediaId, name: '' }] }
  return { text: '', attachments: [], unsupported: type || 'unknown' }
}

function decodeEvent(xml: Json): Decoded<AppWay> {
  const name = text(xml.Event)
  if (name !== 'template_card_event' && name !== 'template_card_menu_event') return { kind: 'other', name }
  const sender = text(xml.FromUserName)
  const taskId = text(xml.TaskId)
  const at = instant(text(xml.CreateTime))
  if (!sender || !taskId || !at) return { kind: 'incomplete', name }
  const event = clickOf(
    {
      eventKey: `card:${eventKeyOf(xml)}`,
      at,
      conversation: { platform: PLATFORM, kind: 'private', id: sender },
      sender,
      messageId: taskId,
    },
    text(xml.EventKey),
    selectedItems(xml),
  )
  if (!event) return { kind: 'stale_click', sender }
  return { kind: 'click', event, way: { taskId, responseCode: text(xml.ResponseCode) } }
}

/**
 * Events have no id. The documents name sender and second, under which two presses within a second are one; all that
 * tells events apart goes in.
 */
function eventKeyOf(xml: Json): string {
  const parts = ['AgentID', 'FromUserName', 'CreateTime', 'Event', 'EventKey', 'TaskId', 'ResponseCode']
  const whole = JSON.stringify(parts.map((part) => text(xml[part])))
  return createHash('sha256').update(whole).digest('hex').slice(0, 40)
}

/** Older copies of the page, and real services, misspell the inner names. */
function selectedItems(xml: Json): [string, string[]][] {
  return list(record(xml.SelectedItems).SelectedItem).map((entry) => {
    const item = record(entry)
    const options = [
      ...list(record(item.OptionIds).OptionId),
      ...list(record(item.OptionIds).OpitonId),
      ...list(record(item.OpitonIds).OpitonId),
      ...list(record(item.OpitonIds).OptionId),
    ]
    return [text(item.QuestionKey), options.map(text)]
  })
}
