/** What a message to the robot says, by its kind ("receive message", every `msgtype` that was seen). Pure; never throws. */
import { isRecord, type Json, list, parseJson, record, text } from '../../shared/json.ts'
import type { MentionReader } from './mentions.ts'

export interface ReadContent {
  text: string
  attachments: { kind: 'image' | 'file'; key: string; name: string }[]
  /** Our reader knows no such kind of message. */
  unsupported?: string
}

export function readContent(data: Json, mentions: MentionReader): ReadContent {
  const content = contentOf(data)
  const type = text(data.msgtype)
  switch (type) {
    case 'text':
      return { text: text(record(data.text).content) || text(content.content), attachments: [] }
    case 'richText':
      return readRichText(content, mentions)
    case 'picture':
      return { text: '', attachments: [{ kind: 'image', key: pictureKey(content), name: '' }] }
    case 'file':
      return {
        text: '',
        attachments: [{ kind: 'file', key: text(content.downloadCode), name: text(content.fileName) }],
      }
    case 'audio': {
      const said = text(content.recognition).trim()
      return said ? { text: said, attachments: [] } : { text: '', attachments: [], unsupported: 'audio' }
    }
    default:
      return { text: '', attachments: [], unsupported: type || 'unknown' }
  }
}

/** `content` is an object, and was seen as JSON text. */
export function contentOf(data: Json): Json {
  return isRecord(data.content) ? data.content : record(parseJson(text(data.content)))
}

function readRichText(content: Json, mentions: MentionReader): ReadContent {
  const attachments: ReadContent['attachments'] = []
  const parts = list(content.richText)
    .filter(isRecord)
    .map((item) => {
      if (item.type === 'at') return mentions.at(item)
      const key = pictureKey(item)
      if (item.type === 'picture' || key) attachments.push({ kind: 'image', key, name: '' })
      return itemText(item.text)
    })
  return { text: parts.join(''), attachments }
}

/** The text of an item has been seen as an object. */
function itemText(value: unknown): string {
  return isRecord(value) ? text(value.content) || text(value.text) : text(value)
}

function pictureKey(item: Json): string {
  return text(item.downloadCode) || text(item.pictureDownloadCode)
}
