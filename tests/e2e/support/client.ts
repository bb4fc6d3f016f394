/** The simulator's HTTP API (docs/simulator.md) as a typed client: what a person says, presses and sees. */

/** A message as a person sees it. */
export interface Seen {
  id: string
  chat: string
  at: string
  editedAt?: string
  from: { id: string; name: string; bot: boolean }
  replyTo?: string
  kind: 'text' | 'image' | 'card' | 'file'
  title?: string
  text: string
  fields: { label: string; value: string }[]
  buttons: { id: string; label: string; disabled: boolean }[]
  inputs: {
    name: string
    kind: string
    label: string
    required: boolean
    options?: { value: string; label: string }[]
  }[]
  image?: string
  file?: { name: string; url: string }
  mentions: string[]
  native?: { msg_type: string; content: unknown }
}

export interface Clicked {
  status: 'ok' | 'disabled' | 'timeout' | 'unreachable' | 'error'
  toast?: { type: string; content: string }
  error?: number
}

export interface SimulatedWorld {
  clock: string
  frozen: boolean
  people: { id: string; name: string; title?: string; accounts: { platform: string; id: string }[] }[]
  chats: {
    platform: string
    id: string
    name: string
    type: 'group' | 'private'
    members: string[]
    botPresent: boolean
  }[]
}

export interface FaultMatch {
  direction?: 'api' | 'event'
  method?: string
  path?: string
}

export interface Exchange {
  id: string
  direction: 'to-platform' | 'to-service'
  transport: 'http' | 'long-connection'
  method: string
  path: string
  status: number
  requestHeaders: Record<string, string>
  request: unknown
  decrypted?: unknown
}

/** A refusal of the API: HTTP status and its sentence. */
export class ApiRefusal extends Error {
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

export class SimulatorClient {
  readonly #base: string
  /** Where people speak and read. */
  readonly platform: string

  /** `address`: where the simulator's pages are served, e.g. `http://127.0.0.1:3000`. */
  constructor(address: string, platform = 'feishu') {
    this.#base = `${address}/simulator/api`
    this.platform = platform
  }

  state(): Promise<SimulatedWorld> {
    return this.#get('/state')
  }

  /** `chat`: id or name of a group, or a person for the private chat. Resolves to the message id; does not wait for the service. */
  async say(
    chat: string,
    from: string,
    text: string,
    more: { replyTo?: string; file?: { name: string; content: string } } = {},
  ): Promise<string> {
    const { id } = await this.#post<{ id: string }>('/messages', { platform: this.platform, chat, from, text, ...more })
    return id
  }

  click(message: string, from: string, button: string, values: Record<string, unknown> = {}): Promise<Clicked> {
    return this.#post('/clicks', { platform: this.platform, message, from, button, values })
  }

  /** In order of their sending. `since`: a message id or an instant, itself not included. */
  messages(
    wanted: { chat?: string; since?: string; visibleTo?: string; native?: boolean } = {},
  ): Promise<readonly Seen[]> {
    const query = new URLSearchParams({ platform: this.platform })
    for (const name of ['chat', 'since', 'visibleTo'] as const) {
      const value = wanted[name]
      if (value !== undefined) query.set(name, value)
    }
    if (wanted.native) query.set('native', '1')
    return this.#get(`/messages?${query}`)
  }

  /** What the bot said in a chat, in order. */
  async botMessages(chat: string, since?: string): Promise<readonly Seen[]> {
    const all = await this.messages({ chat, ...(since === undefined ? {} : { since }) })
    return all.filter(({ from }) => from.bot)
  }

  /** Waits until simulator and service have nothing left to do. Knows the service's queues only in the same process. */
  async idle(): Promise<void> {
    await this.#post('/idle', {})
  }

  /** Resolves to the clock's new time. */
  async clock(
    move: { now: string } | { advance: string } | { to: 'next-working-morning' | 'next-due' },
  ): Promise<string> {
    const { clock } = await this.#post<{ clock: string }>('/clock', move)
    return clock
  }

  async fault(match: FaultMatch, fault: { kind: string; [parameter: string]: unknown }, times = 1): Promise<void> {
    await this.#post('/faults', { platform: this.platform, match, fault, times })
  }

  /** Planned faults that have not happened yet. */
  faults(): Promise<readonly { id: string; times: number }[]> {
    return this.#get('/faults')
  }

  async clearFaults(): Promise<void> {
    await this.#call('DELETE', '/faults')
  }

  /** The wire, newest first. */
  exchanges(limit = 100): Promise<readonly Exchange[]> {
    return this.#get(`/exchanges?platform=${this.platform}&limit=${limit}`)
  }

  #get<T>(path: string): Promise<T> {
    return this.#call('GET', path)
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    return this.#call('POST', path, body)
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.#base + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json; charset=utf-8' } }),
    })
    const text = await response.text()
    if (!response.ok) throw new ApiRefusal(response.status, `${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }
}
