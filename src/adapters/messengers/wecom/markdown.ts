/**
 * From our markdown (`**bold**`, `- ` lists, line breaks, escapes of {@link plain}, mention marks) to what WeCom shows.
 * WeCom documents no backslash escapes, so an escaped mark becomes its full-width twin where it would be read as markup.
 * Nothing a user typed may become a tag: `<@all>` would call everybody.
 */
import { MENTION_MARK } from '../../../bot/messenger.ts'
import { clip } from '../../shared/clip.ts'

export const TRUNCATED = '…已截断'

const USER_ID = /^[\w.@-]{1,64}$/

const TWINS: Readonly<Record<string, string>> = {
  '*': '＊',
  '`': '｀',
  '~': '～',
  '<': '＜',
  '[': '［',
  ']': '］',
  _: '_',
  '>': '＞',
  '\\': '＼',
}

/** Content of a `markdown` message. `callsPeople`: whether `<@userid>` is known to call there. */
export function markdownContent(markdown: string, callsPeople: boolean): string {
  return withMentions(markdown, disarmed, (id, name) => (callsPeople && USER_ID.test(id) ? `<@${id}>` : `@${name}`))
}

/** Content of a `text` message, whose only markup is `<a href>`. */
export function textContent(markdown: string): string {
  return plainText(markdown).replace(/<(?=[/a-z@])/gi, '＜')
}

/** Words for places that know neither markup nor mentions, as the fields of a card. */
export function plainText(markdown: string): string {
  return withMentions(markdown, bare, (_id, name) => `@${name}`)
}

/** True if the text means more than its characters. A list is none: WeCom's markdown shows it as it stands. */
export function hasMarkup(markdown: string): boolean {
  const unmarked = markdown.replace(MENTION_MARK, '').replace(/\\[^\n]/g, '')
  return /\*\*|`|\[[^\]\n]*\]\(|^#{1,6}[ \t]/m.test(unmarked)
}

/** Shortens `markdown`, with a note, until what `convert` makes of it has at most `maxBytes` bytes. */
export function fitBytes(markdown: string, maxBytes: number, convert: (markdown: string) => string): string {
  let limit = maxBytes
  let shown = convert(clip(markdown, limit, TRUNCATED))
  for (let size = Buffer.byteLength(shown); size > maxBytes && limit > 0; size = Buffer.byteLength(shown)) {
    limit = Math.min(limit - 1, Math.floor((limit * maxBytes) / size))
    shown = convert(clip(markdown, limit, TRUNCATED))
  }
  return shown
}

function withMentions(
  markdown: string,
  convert: (part: string) => string,
  mention: (id: string, name: string) => string,
): string {
  let result = ''
  let end = 0
  for (const match of markdown.matchAll(MENTION_MARK)) {
    const [whole, id = '', name = ''] = match
    result += convert(markdown.slice(end, match.index)) + mention(id, convert(name))
    end = match.index + whole.length
  }
  return result + convert(markdown.slice(end))
}

const ESCAPED = /\\([\\`*_~<>[\]])/g

function disarmed(part: string): string {
  return part
    .replace(ESCAPED, (_match, character: string) => TWINS[character] ?? character)
    .replace(/<(?=[/a-z@!])/gi, '＜')
}

/** Without the marks of bold and code; a link is its words and its address. Escaped characters are themselves. */
function bare(part: string): string {
  return part.replace(
    /\\([\\`*_~<>[\]])|\*\*|`|\[([^\]\n]*)\]\(([^)\s]*)\)/g,
    (match, escaped: string | undefined, words: string | undefined, address: string | undefined) => {
      if (escaped !== undefined) return escaped
      return words !== undefined && address !== undefined ? `${words} ${address}` : match.startsWith('[') ? match : ''
    },
  )
}
