/**
 * From our markdown (`**bold**`, `- ` lists, line breaks, escapes of {@link plain}, mention marks) to what DingTalk shows.
 * DingTalk calls people only by lists of ids beside the text, so nothing that a user types can call anybody.
 */
import { MENTION_MARK } from '../../../bot/messenger.ts'

/** How a mention reads in the text. */
export type Name = (accountId: string, name: string) => string

export const byName: Name = (_accountId, name) => `@${name}`
/** Webhooks call somebody only if the text itself holds `@<userId>`. */
export const byId: Name = (accountId) => `@${accountId}`

/** Escapes stay: DingTalk's markdown knows them. */
export function robotMarkdown(markdown: string, name: Name): string {
  const safe = withMentions(markdown, (id, shown) => name(id, unescaped(shown)))
    .replace(/(?<!\\)<(?=[/a-z!])/gi, '\\<')
    .replace(/^([ \t]*)#(?=#{0,5}[ \t])/gm, '$1\\#')
  return lineBreaks(safe)
}

/** Text of a message without markup. */
export function plainText(markdown: string, name: Name = byName): string {
  return unescaped(withMentions(markdown, name))
}

/** Ids of the people called, each once. */
export function calledIds(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(MENTION_MARK)].map(([, id = '']) => id))]
}

/** True if the text means more than its characters, so that a `text` message would show raw marks. */
export function hasMarkup(markdown: string): boolean {
  const bare = markdown.replace(MENTION_MARK, '').replace(/\\[^\n]/g, '')
  return /\*\*|`|\[[^\]\n]*\]\(|^[ \t]*(?:[-*+]|#{1,6}|\d+\.)[ \t]/m.test(bare)
}

/** The first line without markup, for chat lists and notifications; there has to be one. */
export function titleOf(markdown: string): string {
  const line = plainText(markdown)
    .split('\n')
    .map((one) => one.replace(/\*\*|`/g, '').trim())
    .find((one) => one !== '')
  return [...(line ?? '消息')].slice(0, 60).join('')
}

function withMentions(markdown: string, name: Name): string {
  return markdown.replace(MENTION_MARK, (_mark, id: string, shown: string) => name(id, shown))
}

function unescaped(part: string): string {
  return part.replace(/\\([\\`*_~<>[\]])/g, '$1')
}

const LIST_ITEM = /^[ \t]*(?:[-*+]|\d+\.)[ \t]/
const TABLE_ROW = /^\|.*\|$/

/**
 * A single line feed is no new line: two spaces before and after it are documented. Lists and tables keep theirs, with
 * an empty line around them.
 */
function lineBreaks(markdown: string): string {
  const lines = markdown.split('\n')
  return lines.reduce((text, line, index) => {
    const before = lines[index - 1]
    return before === undefined ? line : text + between(before, line) + line
  }, '')
}

function between(before: string, line: string): string {
  if (before.trim() === '' || line.trim() === '') return '\n'
  const [left, right] = [blockOf(before), blockOf(line)]
  if (left !== right) return '\n\n'
  return left === 'words' ? '  \n  ' : '\n'
}

function blockOf(line: string): 'list' | 'table' | 'words' {
  if (LIST_ITEM.test(line)) return 'list'
  return TABLE_ROW.test(line) ? 'table' : 'words'
}
