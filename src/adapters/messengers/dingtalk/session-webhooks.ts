/** The addresses to which answers may be posted for a while: quickest, free of scopes, and able to call people. */
import type { Conversation } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'

/** An address that ends sooner may be gone before the answer arrives. */
const LEFT_MS = 60_000
/** Conversations remembered; the oldest goes first. */
const SIZE = 10_000

export interface SessionWebhooks {
  /** Remembers the newest address of a conversation; foreign hosts are not. `until` in milliseconds. */
  remember(where: Conversation, url: string, until: number): void
  /** The address of a conversation, while a minute of it is left. */
  of(where: Conversation): string | undefined
  /** The platform called it dead before its time. */
  forget(where: Conversation, url: string): void
}

export function createSessionWebhooks(hosts: readonly string[], clock: Clock): SessionWebhooks {
  const known = new Map<string, { url: string; until: number }>()
  const keyOf = (where: Conversation) => `${where.kind}:${where.id}`

  return {
    remember(where, url, until) {
      if (!isAllowed(url, hosts)) return
      const key = keyOf(where)
      known.delete(key)
      known.set(key, { url, until })
      for (const oldest of known.keys()) {
        if (known.size <= SIZE) break
        known.delete(oldest)
      }
    },
    of(where) {
      const entry = known.get(keyOf(where))
      return entry && entry.until - clock.now().getTime() >= LEFT_MS ? entry.url : undefined
    },
    forget(where, url) {
      if (known.get(keyOf(where))?.url === url) known.delete(keyOf(where))
    },
  }
}

/** The address comes with a message: posting to any other host would let a forged one reach into our own network. */
export function isAllowed(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  if (username !== '' || password !== '') return false
  if (!hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
