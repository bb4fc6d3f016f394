/** The simulator process seen from outside: people speak there, and the bot's messages are noticed as they arrive. */
import { CREDENTIALS } from './world.ts'

export interface SeenMessage {
  id: string
  chat: string
  from: { bot: boolean }
  replyTo?: string
  kind: string
  title?: string
  text: string
}

export interface Platform {
  bot: { openId: string; name: string }
  /** A private chat's id by its person. */
  privateChat(personId: string): string
  /** A person says something; resolves to the message id. The simulator itself delivers no event: nobody is subscribed. */
  say(chat: string, from: string, text: string): Promise<string>
  messages(): Promise<SeenMessage[]>
  /** Calls back with the chat of every new message, as it arrives. */
  watch(arrived: (chat: string) => void): Promise<void>
  close(): void
}

interface State {
  chats: { id: string; type: string; members: string[] }[]
}

export async function openPlatform(address: string): Promise<Platform> {
  const stopped = new AbortController()
  const get = async <T>(path: string): Promise<T> => (await fetch(`${address}${path}`)).json() as Promise<T>
  const state = await get<State>('/simulator/api/state')
  const bot = await botOf(address)
  return {
    bot,
    privateChat: (personId) =>
      state.chats.find(({ type, members }) => type === 'private' && members[0] === personId)?.id ?? '',
    async say(chat, from, text) {
      const response = await post(`${address}/simulator/api/messages`, { platform: 'feishu', chat, from, text })
      return textAt(response, 'id')
    },
    messages: () => get('/simulator/api/messages?platform=feishu'),
    async watch(arrived) {
      const response = await fetch(`${address}/simulator/api/stream`, { signal: stopped.signal })
      if (!response.body) throw new Error('no stream')
      readFrames(response.body, arrived).catch((error: unknown) => {
        if (!stopped.signal.aborted) throw error
      })
    },
    close: () => stopped.abort(),
  }
}

async function readFrames(body: ReadableStream<Uint8Array>, arrived: (chat: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      if (!frame.startsWith('event: message\n')) continue
      const { chat, change } = JSON.parse(frame.slice(frame.indexOf('data: ') + 6)) as { chat: string; change: string }
      if (change === 'new') arrived(chat)
    }
  }
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** As an app learns who it is. */
async function botOf(address: string): Promise<Platform['bot']> {
  const token = await post(`${address}/open-apis/auth/v3/tenant_access_token/internal`, {
    app_id: CREDENTIALS.MEMS_FEISHU_APP_ID,
    app_secret: CREDENTIALS.MEMS_FEISHU_APP_SECRET,
  })
  const response = await fetch(`${address}/open-apis/bot/v3/info`, {
    headers: { authorization: `Bearer ${textAt(token, 'tenant_access_token')}` },
  })
  const info = (await response.json()) as { bot: { open_id: string; app_name: string } }
  return { openId: info.bot.open_id, name: info.bot.app_name }
}

function textAt(value: unknown, key: string): string {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  if (typeof found !== 'string' || found === '') throw new Error(`no ${key} in the answer`)
  return found
}
