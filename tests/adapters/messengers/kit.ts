/** What the tests of every messenger adapter stand on: a clock that is moved, an intake and a log that remember. */
import type { AdapterLog } from '../../../src/adapters/shared/log.ts'
import type { CardAnswer, Inbound, InboundCardAction, Intake } from '../../../src/bot/messenger.ts'
import type { Clock } from '../../../src/domain/ports/clock.ts'

export const NOW = new Date('2026-10-12T02:00:00Z')

/** A clock that stands still until it is moved; what became due runs in order. */
export class ManualClock implements Clock {
  #now = NOW.getTime()
  #timers: { when: number; run: () => void }[] = []

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

  get waiting(): number {
    return this.#timers.length
  }

  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const next = this.#timers.filter(({ when }) => when <= end).sort((a, b) => a.when - b.when)[0]
      if (!next) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.when)
      next.run()
    }
    this.#now = end
  }
}

/** An intake that remembers what it was given. */
export class MemoryIntake implements Intake {
  events: Inbound[] = []
  refusals: { reason: string; detail: Record<string, string> }[] = []
  answer: (event: InboundCardAction) => Promise<CardAnswer> = async () => ({})
  broken = false
  #keys = new Set<string>()

  async accept(event: Inbound): Promise<'stored' | 'duplicate'> {
    if (this.broken) throw new Error('disk full')
    if (this.#keys.has(event.eventKey)) return 'duplicate'
    this.#keys.add(event.eventKey)
    this.events.push(event)
    return 'stored'
  }

  async decide(event: InboundCardAction): Promise<CardAnswer> {
    this.events.push(event)
    return this.answer(event)
  }

  async refused(_platform: string, reason: string, detail: Record<string, string>): Promise<void> {
    this.refusals.push({ reason, detail })
  }
}

export class MemoryLog implements AdapterLog {
  lines: string[] = []
  info = (fields: Record<string, unknown>, message: string) => this.#add('info', fields, message)
  warn = (fields: Record<string, unknown>, message: string) => this.#add('warn', fields, message)
  error = (fields: Record<string, unknown>, message: string) => this.#add('error', fields, message)

  #add(level: string, fields: Record<string, unknown>, message: string): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  }
}
