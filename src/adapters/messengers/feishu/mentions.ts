import { list, record, text } from '../../shared/json.ts'

export interface ReadMentions {
  text: string
  mentions: { accountId: string; name: string }[]
  mentionsBot: boolean
  mentionsAll: boolean
}

interface Entry {
  accountId: string
  name: string
}

/** A key is never replaced by plain search: `@_user_1` is the start of `@_user_10`. */
const TOKEN = /@_(?:user_\d+|all(?!\w))/g
/** What people type between our name and the command. */
const AFTER_OWN_NAME = /^[\s,，:：、;；]+/

/**
 * Replaces the mention keys of a message by names. Our own mention goes, with the space or punctuation behind it.
 * `@_all` is found in the text, because Feishu lists no `mentions` entry for it.
 */
export function readMentions(source: string, rawMentions: unknown, botOpenId: string | undefined): ReadMentions {
  const entries = byKey(rawMentions)
  const seen = new Map<string, Entry>()
  let result = ''
  let end = 0
  let mentionsBot = isMentioned(entries, botOpenId)
  let mentionsAll = false
  for (const match of source.matchAll(TOKEN)) {
    const key = knownKey(match[0], entries)
    result += source.slice(end, match.index)
    end = match.index + key.length
    const entry = entries.get(key)
    if (key === '@_all') {
      mentionsAll = true
      result += '@所有人'
    } else if (entry && entry.accountId !== '' && entry.accountId === botOpenId) {
      mentionsBot = true
      end += AFTER_OWN_NAME.exec(source.slice(end))?.[0].length ?? 0
    } else {
      result += entry ? `@${entry.name}` : key
      if (entry?.accountId) seen.set(entry.accountId, entry)
    }
  }
  result += source.slice(end)
  for (const [key, entry] of entries) {
    if (key !== '@_all' && entry.accountId && entry.accountId !== botOpenId && !seen.has(entry.accountId)) {
      seen.set(entry.accountId, entry)
    }
  }
  return { text: result.trim(), mentions: [...seen.values()], mentionsBot, mentionsAll }
}

function isMentioned(entries: ReadonlyMap<string, Entry>, botOpenId: string | undefined): boolean {
  return botOpenId !== undefined && [...entries.values()].some((entry) => entry.accountId === botOpenId)
}

function byKey(rawMentions: unknown): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const raw of list(rawMentions)) {
    const mention = record(raw)
    const key = text(mention.key)
    if (key)
      entries.set(key, { accountId: text(record(mention.id).open_id) || text(mention.id), name: text(mention.name) })
  }
  return entries
}

/** Digits typed right behind a mention would read as part of its key: the longest listed key wins. */
function knownKey(token: string, entries: ReadonlyMap<string, Entry>): string {
  for (let length = token.length; length > '@_user_'.length; length--) {
    const key = token.slice(0, length)
    if (entries.has(key)) return key
  }
  return token
}
