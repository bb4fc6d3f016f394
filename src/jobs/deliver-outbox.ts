/**
 * Delivers the outbox: in order per conversation, beside each other across conversations, below the platform's rates.
 * A message is marked before it is attempted and after it is delivered; the platform is given the same key each time.
 */

import type { Card } from '../bot/card/card.ts'
import {
  type Fault,
  type Media,
  type Messenger,
  MessengerError,
  type MessengerLimits,
  type Sent,
} from '../bot/messenger.ts'
import type { Delivery } from '../bot/pipeline/outgoing.ts'
import { AS_TEXT, conversationKey, type PostedCard } from '../domain/conversations/conversation.ts'
import type { Chart, ChartRenderer } from '../domain/ports/chart-renderer.ts'
import type { Clock } from '../domain/ports/clock.ts'
import type { Outbox, OutboxMessage } from '../domain/ports/queues.ts'
import type { UnitOfWork } from '../domain/ports/unit-of-work.ts'
import { Pace } from './pace.ts'

export interface DeliveryPorts {
  outbox: Outbox
  unitOfWork: UnitOfWork
  messengers: readonly Messenger[]
  charts: ChartRenderer
  clock: Clock
  /** Spreads retries: at least 0, below 1. */
  random(): number
  log: {
    warn(fields: Record<string, unknown>, message: string): void
    error(fields: Record<string, unknown>, message: string): void
  }
}

export interface DeliveryLoop {
  start(): Promise<void>
  /** Something may have been put into the outbox. Cheap; call it often. */
  wake(): void
  /** Starts no new delivery; those under way have `STOP_PATIENCE_MS` to finish, then they are cut and tried again later. */
  stop(): Promise<void>
  readonly busy: boolean
}

const IN_FLIGHT = 32
const STOP_PATIENCE_MS = 5_000
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 10 * 60_000
const MAX_ATTEMPTS = 12
/** How the outbox remembers, in `lastError`, that a message may be out already; `recover` writes it, too. */
const IN_DOUBT = 'unknown_outcome'

export function createDeliveryLoop(ports: DeliveryPorts): DeliveryLoop {
  const { outbox, clock, log } = ports
  const messengers = new Map(ports.messengers.map((messenger) => [messenger.platform, messenger]))
  const paces = new Map(ports.messengers.map((messenger) => [messenger.platform, new Pace(messenger.limits.rates)]))
  const busy = new Set<string>()
  const underWay = new Set<Promise<void>>()
  let cancelTimer = () => {}
  let scanning: Promise<void> | undefined
  let again = false
  let stopped = true
  const ending = new AbortController()

  function wake(): void {
    if (stopped) return
    if (scanning) {
      again = true
      return
    }
    scanning = scan()
      .catch((error) => {
        log.error({ err: error }, 'outbox could not be read')
        sleepUntil(new Date(clock.now().getTime() + FIRST_RETRY_MS))
      })
      .finally(() => {
        scanning = undefined
        if (again) {
          again = false
          wake()
        }
      })
  }

  async function scan(): Promise<void> {
    const room = IN_FLIGHT - underWay.size
    if (room <= 0) return
    // Asked for together, the two share one commit.
    const [claimed, next] = await Promise.all([outbox.claimDue(clock.now(), room, busy), outbox.nextDue()])
    for (const message of claimed) deliver(message)
    sleepUntil(next)
  }

  function sleepUntil(due: Date | undefined): void {
    cancelTimer()
    if (due && due > clock.now() && !stopped) cancelTimer = clock.at(due, wake)
  }

  function deliver(message: OutboxMessage): void {
    const lane = conversationKey(message.conversation)
    busy.add(lane)
    const work = attempt(message)
      .catch((error) =>
        log.error({ err: error, traceId: message.traceId, outbox: message.id }, 'delivery could not be recorded'),
      )
      .finally(() => {
        busy.delete(lane)
        underWay.delete(work)
        wake()
      })
    underWay.add(work)
  }

  async function attempt(message: OutboxMessage): Promise<void> {
    const messenger = messengers.get(message.conversation.platform)
    if (!messenger) return outbox.dead(message, 'no such messenger is configured')
    if (isForgotten(message, messenger.limits, clock.now()))
      return giveUp(message, `${IN_DOUBT}, and too late to repeat`)
    const over = await paces.get(messenger.platform)?.turn(conversationKey(message.conversation))
    try {
      const sent = await send(ports, messenger, message, ending.signal).finally(over)
      // What was said in words stays so: its row must not be taken for a card that can be edited.
      const degraded = (message.payload as Delivery).type === 'text' && message.cardId ? { degraded: AS_TEXT } : {}
      await outbox.sent(message, { ...sent, ...degraded, at: clock.now() }).catch(notRecorded)
    } catch (error) {
      await failed(message, error)
    }
  }

  async function failed(message: OutboxMessage, error: unknown): Promise<void> {
    const fault: Fault = error instanceof MessengerError ? error.fault : 'invalid'
    const reason = error instanceof MessengerError ? `${fault} ${error.platformCode ?? ''}`.trim() : 'internal error'
    // Our own words, codes and scope names only: see MessengerError.
    const said = error instanceof MessengerError ? error.message : ''
    const fields = { traceId: message.traceId, outbox: message.id, fault, said, attempts: message.attempts }
    if (!(error instanceof MessengerError)) log.error({ ...fields, err: error }, 'delivery failed')
    const asked = error instanceof MessengerError ? error.retryAfterMs : undefined
    const wait = retryDelay(message, fault, asked, ports.random())
    if (wait === undefined) return giveUp(message, reason)
    log.warn({ ...fields, wait }, 'message will be tried again')
    const doubt = inDoubt(message) ? `${IN_DOUBT}, then ` : ''
    return outbox.retryAt(message, new Date(clock.now().getTime() + wait), doubt + reason)
  }

  async function giveUp(message: OutboxMessage, reason: string): Promise<void> {
    log.warn({ traceId: message.traceId, outbox: message.id, attempts: message.attempts, reason }, 'message given up')
    return outbox.dead(message, reason)
  }

  return {
    async start() {
      await outbox.recover()
      stopped = false
      wake()
    },
    wake,
    async stop() {
      stopped = true
      cancelTimer()
      const impatience = setTimeout(() => ending.abort(), STOP_PATIENCE_MS)
      // What a scan under way claims is still delivered.
      await scanning
      await Promise.all(underWay)
      clearTimeout(impatience)
    },
    get busy() {
      return underWay.size > 0 || scanning !== undefined
    },
  }
}

/** It is out, and we could not note it: sent again with the same key, which the platform recognises. */
function notRecorded(cause: unknown): never {
  throw new MessengerError('unknown_outcome', 'delivered, but not recorded', { cause })
}

const inDoubt = (message: OutboxMessage): boolean => message.lastError?.startsWith(IN_DOUBT) ?? false

/** It may be out, and the platform no longer knows its key: another attempt could show it twice. Edits do no such harm. */
function isForgotten(message: OutboxMessage, { keyMemoryMs }: MessengerLimits, now: Date): boolean {
  const age = now.getTime() - (message.firstAttemptAt ?? now).getTime()
  const known = (message.payload as Delivery).type === 'text' ? keyMemoryMs.message : keyMemoryMs.card
  return message.kind === 'send' && inDoubt(message) && age >= known
}

/** Repeats only where nothing can have happened, or where the platform recognises our key. Undefined: give up. */
function retryDelay(
  message: OutboxMessage,
  fault: Fault,
  asked: number | undefined,
  random: number,
): number | undefined {
  if (!REPEATABLE.has(fault)) return undefined
  if (message.attempts >= MAX_ATTEMPTS && fault !== 'rate_limited') return undefined
  const delay = asked ?? Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, message.attempts - 1), LONGEST_RETRY_MS)
  // Everybody who was throttled on the hour must not come back together.
  return Math.round(delay * (1 + random / 2))
}

const REPEATABLE: ReadonlySet<Fault> = new Set(['rate_limited', 'unavailable', 'unauthorized', 'unknown_outcome'])

async function send(
  ports: DeliveryPorts,
  messenger: Messenger,
  message: OutboxMessage,
  signal: AbortSignal,
): Promise<Sent> {
  const delivery = message.payload as Delivery
  const to = message.conversation
  const options = {
    idempotencyKey: message.id,
    signal,
    ...('replyTo' in delivery && delivery.replyTo ? { replyTo: delivery.replyTo } : {}),
  }
  if (delivery.type === 'text') return messenger.sendText(to, delivery.markdown, options)
  const images = await uploadCharts(ports, messenger, delivery.card, signal)
  if (delivery.type === 'card') return messenger.sendCard(to, delivery.card, images, options)
  const posted = await postedCard(ports, message)
  // Never delivered: there is nothing to edit, so it is sent.
  if (!posted?.messageId) return messenger.sendCard(to, delivery.card, images, options)
  const sent: Sent = {
    messageId: posted.messageId,
    ...(posted.updateToken ? { updateToken: posted.updateToken } : {}),
    ...(posted.degraded === 'text' ? { degraded: 'text' as const } : {}),
  }
  return messenger.updateCard(to, sent, delivery.card, images, options)
}

async function postedCard({ unitOfWork }: DeliveryPorts, { cardId }: OutboxMessage): Promise<PostedCard | undefined> {
  return cardId === undefined ? undefined : unitOfWork.run((tx) => tx.cards.byId(cardId))
}

async function uploadCharts(
  { charts }: DeliveryPorts,
  messenger: Messenger,
  card: Card,
  signal: AbortSignal,
): Promise<readonly Media[]> {
  const wanted = card.blocks.flatMap((block): Chart[] => (block.kind === 'image' ? [block.chart] : []))
  const media: Media[] = []
  for (const chart of wanted) {
    const { png } = await charts.render(chart)
    media.push(await messenger.upload({ name: 'chart.png', bytes: png, contentType: 'image/png' }, signal))
  }
  return media
}
