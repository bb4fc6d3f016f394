/** Fakes with working memory for the jobs: a clock that is moved, a messenger that remembers, a log that keeps lines. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Card } from '../../src/bot/card/card.ts'
import {
  type Conversation,
  type Fault,
  type Media,
  type Messenger,
  MessengerError,
  type MessengerLimits,
  type SendOptions,
  type Sent,
} from '../../src/bot/messenger.ts'
import type { Clock } from '../../src/domain/ports/clock.ts'

/** Tuesday. */
export const NOW = new Date('2026-11-24T10:00:00+08:00')
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

export const GROUP: Conversation = { platform: 'feishu', kind: 'group', id: 'oc_1' }
export const OTHER_GROUP: Conversation = { platform: 'feishu', kind: 'group', id: 'oc_2' }

/** Stands still until it is moved; what becomes due on the way runs at its own instant, and is waited for. */
export class ManualClock implements Clock {
  #now: number
  #timers: { when: number; run: () => void }[] = []

  constructor(now: Date = NOW) {
    this.#now = now.getTime()
  }

  now(): Date {
    return new Date(this.#now)
  }

  at(when: Date, run: () => void): () => void {
    const timer = { when: when.getTime(), run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** `settle` resolves once everything that a timer started has come to rest. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      const [next] = this.#timers.filter(({ when }) => when <= end).sort((a, b) => a.when - b.when)
      if (!next) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.when)
      next.run()
      await settle()
    }
    this.#now = end
  }
}

/** Resolves when `busy` has become false, after everything that was ready to run. */
export async function rest(busy: () => boolean): Promise<void> {
  do await turn()
  while (busy())
}

export class MemoryLog {
  readonly lines: { level: string; message: string; fields: Record<string, unknown> }[] = []
  readonly warn = (fields: Record<string, unknown>, message: string) => this.#keep('warn', fields, message)
  readonly error = (fields: Record<string, unknown>, message: string) => this.#keep('error', fields, message)

  #keep(level: string, fields: Record<string, unknown>, message: string): void {
    this.lines.push({ level, message, fields })
  }
}

export interface Shown {
  id: string
  to: string
  text: string
  /** How often it was edited. */
  edits: number
  replyTo?: string
}

/** A failure of one of the next calls; `after` its effect took place, or instead of it. */
interface Trouble {
  error: Error
  after: boolean
}

/** Remembers what it shows, and for an hour the keys it was given, as the platform does. */
export class MemoryMessenger implements Messenger {
  readonly platform = 'feishu'
  readonly limits: MessengerLimits
  readonly shown: Shown[] = []
  /** Everything asked of it, in order, e.g. `send out-1`. */
  readonly calls: string[] = []
  readonly uploads: string[] = []
  readonly #clock: Clock
  readonly #keys = new Map<string, { sent: Sent; at: number }>()
  #troubles: Trouble[] = []
  /** What the next sends say of themselves. */
  degraded: 'text' | undefined
  /** While set, calls wait for it. */
  gate: Promise<void> | undefined

  constructor(clock: Clock, perSecond = 1000) {
    this.#clock = clock
    const rate = { count: perSecond, perMs: SECOND }
    this.limits = {
      cardBytes: 30_000,
      rates: [
        { scope: 'conversation', ...rate },
        { scope: 'all', ...rate },
      ],
      keyMemoryMs: { message: 55 * MINUTE, card: 55 * MINUTE },
    }
  }

  /** The next calls fail, one after the other. */
  fail(...faults: (Fault | { fault: Fault; retryAfterMs?: number; after?: boolean })[]): void {
    const troubles = faults.map((one) => (typeof one === 'string' ? { fault: one } : one))
    for (const { fault, ...more } of troubles) {
      const details = 'retryAfterMs' in more && more.retryAfterMs ? { retryAfterMs: more.retryAfterMs } : {}
      this.#troubles.push({
        error: new MessengerError(fault, 'trouble', { platformCode: '1', ...details }),
        after: 'after' in more && more.after === true,
      })
    }
  }

  failWith(error: Error): void {
    this.#troubles.push({ error, after: false })
  }

  sendText(to: Conversation, markdown: string, options: SendOptions): Promise<Sent> {
    return this.#send(to, markdown, options)
  }

  sendImage(to: Conversation, media: Media, options: SendOptions): Promise<Sent> {
    return this.#send(to, media.key, options)
  }

  sendCard(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent> {
    return this.#send(to, [card.header.text, ...images.map(({ key }) => key)].join(' '), options)
  }

  updateCard(
    _to: Conversation,
    sent: Sent,
    card: Card,
    _images: readonly Media[],
    options: SendOptions,
  ): Promise<Sent> {
    return this.#try(`edit ${options.idempotencyKey}`, () => {
      const message = this.shown.find(({ id }) => id === sent.messageId)
      if (!message) throw new MessengerError('gone', 'no such message')
      message.text = `${card.header.text}${sent.updateToken ? ` by ${sent.updateToken}` : ''}${sent.degraded ? ` was ${sent.degraded}` : ''}`
      message.edits += 1
      return { messageId: sent.messageId }
    })
  }

  async upload(file: { name: string; bytes: Uint8Array }): Promise<Media> {
    this.uploads.push(`${file.name} ${file.bytes.byteLength}`)
    return { key: `img_${this.uploads.length}` }
  }

  #send(to: Conversation, text: string, { idempotencyKey, replyTo }: SendOptions): Promise<Sent> {
    return this.#try(`send ${idempotencyKey}`, () => {
      const now = this.#clock.now().getTime()
      const known = this.#keys.get(idempotencyKey)
      if (known && now - known.at < HOUR) return known.sent
      const id = `om_${this.shown.length + 1}`
      this.shown.push({ id, to: to.id, text, edits: 0, ...(replyTo ? { replyTo } : {}) })
      const sent: Sent = {
        messageId: id,
        updateToken: `token_${id}`,
        ...(this.degraded && { degraded: this.degraded }),
      }
      this.#keys.set(idempotencyKey, { sent, at: now })
      return sent
    })
  }

  async #try(call: string, act: () => Sent): Promise<Sent> {
    this.calls.push(call)
    await this.gate
    const trouble = this.#troubles.shift()
    if (trouble && !trouble.after) throw trouble.error
    const sent = act()
    if (trouble) throw trouble.error
    return sent
  }
}
