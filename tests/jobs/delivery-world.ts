/** The delivery loop over the in-memory store and a messenger that remembers. */
import type { Card } from '../../src/bot/card/card.ts'
import type { Delivery } from '../../src/bot/pipeline/outgoing.ts'
import type { ConversationRef, PostedCard } from '../../src/domain/conversations/conversation.ts'
import type { ChartRenderer } from '../../src/domain/ports/chart-renderer.ts'
import type { NewOutboxMessage, Outbox } from '../../src/domain/ports/queues.ts'
import { createDeliveryLoop, type DeliveryLoop } from '../../src/jobs/deliver-outbox.ts'
import { State } from '../support/memory/state.ts'
import { memoryStore } from '../support/memory-store.ts'
import { GROUP, ManualClock, MemoryLog, MemoryMessenger, NOW, rest } from './support.ts'

const charts: ChartRenderer = {
  render: async () => ({ png: new Uint8Array(7), width: 1724, height: 520, alt: '' }),
  close: async () => {},
}

export const card = (text: string, ...blocks: Card['blocks']): Card => ({
  header: { text, tone: 'info' },
  summary: text,
  blocks,
})

export class DeliveryWorld {
  readonly clock = new ManualClock(NOW)
  readonly log = new MemoryLog()
  readonly state = new State()
  readonly store = memoryStore(() => this.clock.now(), this.state)
  readonly messenger: MemoryMessenger
  loop: DeliveryLoop
  /** What spreads retries; 0 leaves them where the tests expect them. */
  random = 0

  constructor(perSecond?: number) {
    this.messenger = new MemoryMessenger(this.clock, perSecond)
    this.loop = this.newLoop()
  }

  /** As a process that starts over the same store. `outbox` may stand in for the store's. */
  newLoop(outbox: Outbox = this.store.outbox): DeliveryLoop {
    const { clock, log, store, messenger } = this
    this.loop = createDeliveryLoop({
      outbox,
      unitOfWork: store.unitOfWork,
      messengers: [messenger],
      charts,
      clock,
      random: () => this.random,
      log,
    })
    return this.loop
  }

  readonly settle = (): Promise<void> => rest(() => this.loop.busy)

  async start(): Promise<void> {
    await this.loop.start()
    await this.settle()
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms, this.settle)
  }

  async add(id: string, delivery: Delivery | string, more: Partial<NewOutboxMessage> = {}): Promise<void> {
    const payload: Delivery = typeof delivery === 'string' ? { type: 'text', markdown: delivery } : delivery
    const kind = payload.type === 'edit' ? 'edit' : 'send'
    const message = { id, conversation: GROUP, kind, payload, createdAt: this.clock.now(), traceId: 't' } as const
    await this.store.unitOfWork.run((tx) => tx.outbox.add({ ...message, ...more }))
  }

  /** Adds texts that are named like their ids, wakes the loop, and waits for it. */
  async deliver(...ids: string[]): Promise<void> {
    for (const id of ids) await this.add(id, id)
    await this.wake()
  }

  async wake(): Promise<void> {
    this.loop.wake()
    await this.settle()
  }

  async saveCard(id: string, conversation: ConversationRef = GROUP): Promise<void> {
    const posted: PostedCard = { id, objectRef: 'T-1', view: 'task', conversation, createdAt: NOW }
    await this.store.unitOfWork.run((tx) => tx.cards.save(posted))
  }

  cardOf(id: string): Promise<PostedCard | undefined> {
    return this.store.unitOfWork.run((tx) => tx.cards.byId(id))
  }

  /** `status` and `lastError` of an outbox row. */
  row(id: string): { status: string; lastError?: string } {
    const message = this.state.outbox.get(id)
    if (!message) throw new Error(`no outbox message ${id}`)
    return { status: message.status, ...(message.lastError ? { lastError: message.lastError } : {}) }
  }

  texts(): string[] {
    return this.messenger.shown.map(({ text }) => text)
  }
}
