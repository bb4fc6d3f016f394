/**
 * From our markdown (`**bold**`, `- ` lists, line breaks, escapes of {@link plain}, mention marks) to what Feishu shows.
 * Feishu knows no backslash escapes: cards and posts take HTML entities, plain texts take the character itself.
 * Whatever looks like a tag is disarmed in both, because `<at id=all>` typed by a user would call everybody.
 */
import { MENTION_MARK } from '../../../bot/messenger.ts'

const ACCOUNT_ID = /^[\w-]{1,64}$/

/** Markdown of a card 2.0. */
export function cardMarkdown(markdown: string): string {
  return withMentions(markdown, entities, (id) => `<at id=${id}></at>`)
}

/** Text of a post's `md` element. */
export function postMarkdown(markdown: string): string {
  return withMentions(markdown, entities, textMention)
}

/** Text of a `text` message. */
export function textMessage(markdown: string): string {
  return withMentions(markdown, literal, textMention)
}

/** Text of a `plain_text` element, which knows neither markup nor mentions. */
export function plainText(markdown: string): string {
  return withMentions(markdown, unescaped, (_id, name) => `@${name}`)
}

/** True if the text means more than its characters, so that a `text` message would show raw marks. */
export function hasMarkup(markdown: string): boolean {
  const bare = markdown.replace(MENTION_MARK, '').replace(/\\[^\n]/g, '')
  return /\*\*|`|\[[^\]\n]*\]\(|^[ \t]*(?:[-*+]|#{1,6}|\d+\.)[ \t]/m.test(bare)
}

function textMention(id: string, name: string): string {
  return `<at user_id="${id}">${name.replace(/[<>&"]/g, '')}</at>`
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
    const shown = unescaped(name)
    result +=
      convert(markdown.slice(end, match.index)) + (ACCOUNT_ID.test(id) ? mention(id, shown) : convert(`@${name}`))
    end = match.index + whole.length
  }
  return result + convert(markdown.slice(end))
}

function unescaped(part: string): string {
  return part.replace(/\\([\\`*_~<>[\]])/g, '$1')
}

/** A full-width `＜` keeps the words readable and cannot start a tag. */
function literal(part: string): string {
  return unescaped(part).replace(/<(?=[/a-z])/gi, '＜')
}

function entities(part: string): string {
  return part
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/\\([\\`*_~<>[\]])/g, (_match, character: string) => `&#${character.charCodeAt(0)};`)
    .replace(/</g, '&lt;')
    .replace(/^([ \t]*)#(?=#{0,5}[ \t])/gm, '$1&#35;')
}
