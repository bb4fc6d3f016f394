import { isRecord, type Json, list, parseJson, record, text } from '../../shared/json.ts'

export interface ReadContent {
  text: string
  attachments: { kind: 'image' | 'file'; key: string; name: string }[]
  /** Our reader knows no such kind of message. */
  unsupported?: string
}

/** Reads the `content` string of a received message ("receive message content" of im/v1). */
export function readContent(type: string, content: string): ReadContent {
  const body = record(parseJson(content))
  switch (type) {
    case 'text':
      return { text: text(body.text), attachments: [] }
    case 'post':
      return readPost(body)
    case 'image':
      return { text: '', attachments: [{ kind: 'image', key: text(body.image_key), name: '' }] }
    case 'file':
      return { text: '', attachments: [{ kind: 'file', key: text(body.file_key), name: text(body.file_name) }] }
    default:
      return { text: '', attachments: [], unsupported: type || 'unknown' }
  }
}

/**
 * A received post has no locale around it: `{title, content: rows}`; since 2026 also `content_v2` with `md` elements.
 * The rows are read first, because their mentions use the same keys as the list of mentions.
 */
function readPost(post: Json): ReadContent {
  const attachments: ReadContent['attachments'] = []
  const rows = list(post.content).length > 0 ? list(post.content) : list(post.content_v2)
  const lines = rows.map((row) =>
    list(row)
      .filter(isRecord)
      .map((element) => readElement(element, attachments))
      .join(''),
  )
  return { text: [text(post.title), ...lines].filter((line) => line !== '').join('\n'), attachments }
}

function readElement(element: Json, attachments: ReadContent['attachments']): string {
  switch (element.tag) {
    case 'at':
      return atKey(element)
    case 'img':
      attachments.push({ kind: 'image', key: text(element.image_key), name: '' })
      return ''
    case 'media':
      attachments.push({ kind: 'file', key: text(element.file_key), name: text(element.file_name) })
      return ''
    case 'emotion':
      return `[${text(element.emoji_type)}]`
    default:
      return text(element.text)
  }
}

/** `user_id` of a received `at` is a mention key; anything else can only be shown by name. */
function atKey(element: Json): string {
  const id = text(element.user_id)
  if (id === 'all' || id === '@_all') return '@_all'
  return id.startsWith('@_') ? id : `@${text(element.user_name)}`
}
