import type { Chat } from '../api/types.ts'
import { chatKey } from './timeline.ts'

/** The chats of one platform and the one of them that is open. */
export interface Column {
  platform: string
  chats: readonly Chat[]
  chat: Chat
}

/** The first wanted chat that exists, else the first group, else whatever there is. */
export function openChat(chats: readonly Chat[], wanted: readonly string[]): Chat | undefined {
  const keyed = new Map(chats.map((chat) => [chatKey(chat), chat]))
  const found = wanted.map((key) => keyed.get(key)).find((chat) => chat !== undefined)
  return found ?? chats.find((chat) => chat.type === 'group') ?? chats[0]
}

/** A column for each platform, in the order in which the chats come. */
export function columnsOf(chats: readonly Chat[], wanted: readonly string[]): Column[] {
  return [...new Set(chats.map(({ platform }) => platform))].flatMap((platform) => {
    const own = chats.filter((chat) => chat.platform === platform)
    const chat = openChat(own, wanted)
    return chat ? [{ platform, chats: own, chat }] : []
  })
}

/** The chat is looked at now; of each platform one stays open. */
export function opened(wanted: readonly string[], key: string): string[] {
  const platform = key.slice(0, key.indexOf(':') + 1)
  return [key, ...wanted.filter((other) => !other.startsWith(platform))]
}
