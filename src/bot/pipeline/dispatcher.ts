/**
 * From the inbox to an effect, exactly once. An event is stored before it is answered, and its claim commits together
 * with its effect: a crash in between leaves it pending, and the next start runs it.
 */
import { conversationKey } from '../../domain/conversations/conversation.ts'
import type { Locale } from '../../domain/people/person.ts'
import { personAsTheyLike } from '../../domain/people/preference.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { DEFAULT_LOCALE, type Speech, speechFor } from '../i18n/speech.ts'
import type { CardAnswer, Inbound, InboundCardAction, Intake, RefusedReason } from '../messenger.ts'
import type { Environment } from './environment.ts'
import { FollowUps } from './follow-ups.ts'
import { type Decided, handleClick } from './handle-click.ts'
import { handleMessage } from './handle-message.ts'
import { handleStranger } from './handle-stranger.ts'
import { Lanes } from './lanes.ts'
import { sendText } from './outgoing.ts'
import { welcome } from './welcome.ts'

/** An event whose handling throws this often is a bug of ours: it is answered neutrally and set aside. */
const MAX_ATTEMPTS = 3
/** How many repeated events are remembered as audited already. */
const SEEN_AGAIN_MAX = 10_000

export interface Dispatcher extends Intake {
  /** Runs what an earlier process stored and did not finish, in order of arrival. */
  resume(): Promise<number>
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>
  readonly busy: boolean
}

export function createDispatcher(environment: Environment): Dispatcher {
  const lanes = new Lanes()
  const followUps = new FollowUps()
  const seenAgain = new Set<string>()
  /** By account: what a person is told when the store has no time to be asked. At most one entry per known account. */
  const languages = new Map<string, Locale>()
  const { clock, ids, inbox, log } = environment

  /** Events being written to the inbox. */
  let storing = 0

  async function store(event: Inbound): Promise<InboxEvent | undefined> {
    storing += 1
    try {
      return await inbox.store({
        platform: event.platform,
        eventKey: event.eventKey,
        conversation: event.conversation,
        kind: event.kind,
        payload: event,
        receivedAt: clock.now(),
        traceId: ids.next(),
      })
    } finally {
      storing -= 1
    }
  }

  /** Undefined if the event had been handled before. */
  async function handle(stored: InboxEvent): Promise<Decided | undefined> {
    const event = stored.payload as Inbound
    let decided = await environment.unitOfWork.run((tx) => handleOnce(tx, stored, event, undefined))
    if (decided === 'stranger') {
      // The messenger is asked for the name outside any transaction; nothing was claimed yet.
      const name = (await environment.nameOf(event.platform, event.sender)) ?? ''
      decided = await environment.unitOfWork.run((tx) => handleOnce(tx, stored, event, name))
    }
    environment.wakeDelivery()
    return decided === 'stranger' ? undefined : decided
  }

  async function handleOnce(
    tx: Transaction,
    stored: InboxEvent,
    event: Inbound,
    strangerName: string | undefined,
  ): Promise<Decided | 'stranger' | undefined> {
    const person = await personAsTheyLike(tx, event.platform, event.sender)
    if (person) languages.set(`${event.platform}/${event.sender}`, person.locale)
    if (!person && event.kind === 'message' && event.addressed && strangerName === undefined) return 'stranger'
    if (!(await tx.inbox.claim(stored.id))) return undefined
    if (event.kind === 'bot_added') await welcome(environment, tx, stored, event, person)
    else if (!person) return handleStranger(environment, tx, stored, event, strangerName)
    else if (event.kind === 'card_action') return handleClick(environment, tx, stored, event, person)
    else await handleMessage(environment, followUps, tx, stored, event, person)
    return { answer: {} }
  }

  /** Bugs end here: the log gets the error, the person a neutral sentence, the lane goes on. */
  async function handleSafely(stored: InboxEvent): Promise<Decided | undefined> {
    for (let attempt = stored.attempts + 1; ; attempt++) {
      try {
        return await handle(stored)
      } catch (error) {
        log.error({ err: error, traceId: stored.traceId, eventKey: stored.eventKey, attempt }, 'event failed')
        await inbox.countAttempt(stored.id)
        if (attempt >= MAX_ATTEMPTS) return setAside(stored)
      }
    }
  }

  async function setAside(stored: InboxEvent): Promise<Decided> {
    const text = speechOf(stored.payload as Inbound).t.bug(stored.traceId.slice(0, 8))
    await environment.unitOfWork.run(async (tx) => {
      if (!(await tx.inbox.claim(stored.id))) return
      const now = clock.now()
      await tx.audit.append({
        at: now,
        source: 'system',
        event: 'event.failed',
        outcome: 'failure',
        traceId: stored.traceId,
      })
      if (stored.kind === 'message')
        await sendText({ tx, ids, now, traceId: stored.traceId }, stored.conversation, text)
    })
    environment.wakeDelivery()
    return { answer: { toast: { kind: 'error', text } } }
  }

  function speechOf({ platform, sender }: Inbound): Speech {
    return speechFor(languages.get(`${platform}/${sender}`) ?? DEFAULT_LOCALE)
  }

  /**
   * The same event again: a re-delivery by the platform, or a replay inside its time window; they look alike. Ignored,
   * and audited once per event, so that a flood of copies writes one row.
   */
  async function ignoreAgain(event: Inbound): Promise<void> {
    const key = `${event.platform}/${event.eventKey}`
    if (seenAgain.has(key)) return
    if (seenAgain.size >= SEEN_AGAIN_MAX) seenAgain.clear()
    seenAgain.add(key)
    await audit('duplicate', { platform: event.platform, event: event.eventKey })
  }

  async function audit(reason: string, detail: Record<string, string>): Promise<void> {
    try {
      await environment.unitOfWork.run((tx) =>
        tx.audit.append({ at: clock.now(), source: 'door', event: `door.${reason}`, outcome: 'denied', detail }),
      )
    } catch (error) {
      log.error({ err: error, reason }, 'a refusal could not be audited')
    }
  }

  function enqueue(stored: InboxEvent): Promise<Decided | undefined> {
    return lanes.run(conversationKey(stored.conversation), () => handleSafely(stored))
  }

  /** The edit that makes up for a lost answer is needless once the answer is out. */
  function answerOf(decided: Decided): CardAnswer {
    const { answer, fallbackEdit } = decided
    if (!fallbackEdit) return answer
    return { ...answer, delivered: () => environment.outbox.supersede(fallbackEdit) }
  }

  return {
    async accept(event) {
      const stored = await store(event)
      if (!stored) {
        await ignoreAgain(event)
        return 'duplicate'
      }
      enqueue(stored).catch((error) =>
        log.error({ err: error, traceId: stored.traceId }, 'event could not be set aside'),
      )
      return 'stored'
    },

    async decide(event: InboundCardAction, deadlineMs: number) {
      const stored = await store(event)
      const info = (text: string): CardAnswer => ({ toast: { kind: 'info', text } })
      if (!stored) {
        await ignoreAgain(event)
        return info(speechOf(event).t.clickedTwice)
      }
      const decision = enqueue(stored).then((decided) =>
        decided ? answerOf(decided) : info(speechOf(event).t.clickedTwice),
      )
      return withDeadline(decision, deadlineMs, () => info(speechOf(event).t.stillWorking))
    },

    refused: (platform: string, reason: RefusedReason, detail: Record<string, string>) =>
      audit(reason, { platform, ...detail }),

    async resume() {
      const pending = await inbox.pending()
      for (const stored of pending) {
        enqueue(stored).catch((error) =>
          log.error({ err: error, traceId: stored.traceId }, 'event could not be set aside'),
        )
      }
      return pending.length
    },

    idle: () => lanes.idle(),
    get busy() {
      return storing > 0 || lanes.busy
    },
  }

  /** A real deadline: the platform's patience is counted in real seconds, whatever the clock of the simulator says. */
  function withDeadline(work: Promise<CardAnswer>, ms: number, late: () => CardAnswer): Promise<CardAnswer> {
    const patience = Promise.withResolvers<CardAnswer>()
    const cancel = environment.after(ms, () => patience.resolve(late()))
    return Promise.race([work, patience.promise]).finally(cancel)
  }
}
