import type { Run } from '../../../src/adapters/persistence/transactions.ts'
import { conversationKey } from '../../../src/domain/conversations/conversation.ts'
import type { Inbox, JobLedger } from '../../../src/domain/ports/queues.ts'
import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import type { State } from './state.ts'
import { by, throughJson } from './table.ts'

type StoredEvent = NonNullable<ReturnType<State['inbox']['get']>>

const withoutMark = ({ handledAt: _, ...event }: StoredEvent) => event

export function inbox(state: State, run: Run): Inbox {
  const unhandled = () => state.inbox.where(({ handledAt }) => !handledAt)
  return {
    store: (event) =>
      run(async () => {
        const key = JSON.stringify([event.platform, event.eventKey])
        if (state.inbox.has(key)) return undefined
        const stored = {
          ...event,
          payload: throughJson(event.payload),
          id: state.next('inbox'),
          attempts: 0,
        }
        state.inbox.put(key, stored)
        return structuredClone(withoutMark(stored))
      }),
    pending: () => run(async () => unhandled().map(withoutMark)),
    countAttempt: (id) =>
      run(async () => changeEvent(state, id, (event) => ({ ...event, attempts: event.attempts + 1 }))),
    pendingCount: () => run(async () => unhandled().length),
  }
}

function changeEvent(state: State, id: number, change: (event: StoredEvent) => StoredEvent): void {
  for (const event of state.inbox.where((row) => row.id === id)) {
    state.inbox.put(JSON.stringify([event.platform, event.eventKey]), change(event))
  }
}

/** What is used inside a transaction: claims, and the outbox's entrance. */
export function claims(state: State, now: () => Date): Pick<Transaction, 'inbox' | 'outbox' | 'jobs'> {
  return {
    inbox: {
      async claim(id) {
        if (state.inbox.where((event) => event.id === id && !event.handledAt).length === 0) return false
        changeEvent(state, id, (event) => ({ ...event, handledAt: now() }))
        return true
      },
    },
    outbox: {
      async add(message) {
        if (state.outbox.has(message.id)) throw new Error(`outbox message ${message.id} exists`)
        supersedeEdits(state, message.kind === 'edit' ? message.cardId : undefined)
        state.outbox.put(message.id, {
          ...message,
          payload: throughJson(message.payload),
          seq: state.next('outbox'),
          status: 'pending',
          attempts: 0,
          notBefore: message.notBefore ?? message.createdAt,
        })
      },
      async revive(now) {
        const dead = state.outbox.where(
          ({ status, lastError }) => status === 'dead' && !lastError?.startsWith('unknown_outcome'),
        )
        for (const { firstAttemptAt: _, ...message } of dead)
          state.outbox.put(message.id, { ...message, status: 'pending', attempts: 0, notBefore: now })
        return dead.length
      },
    },
    jobs: {
      async claim(job, period, at) {
        const key = JSON.stringify([job, period])
        if (state.jobs.has(key)) return false
        state.jobs.put(key, { job, period, ranAt: at })
        return true
      },
    },
  }
}

function supersedeEdits(state: State, cardId: string | undefined): void {
  if (cardId === undefined) return
  const waiting = state.outbox.where(
    (message) =>
      message.cardId === cardId && message.kind === 'edit' && message.status === 'pending' && message.attempts === 0,
  )
  for (const message of waiting) state.outbox.put(message.id, { ...message, status: 'superseded' })
}

export function jobLedger(state: State, run: Run): JobLedger {
  const newestFirst = (job?: string) =>
    state.jobs.where((row) => job === undefined || row.job === job).sort(by(({ ranAt }) => -ranAt.getTime()))
  return {
    find: (job, period) => run(async () => state.jobs.get(JSON.stringify([job, period]))),
    last: (job) => run(async () => newestFirst(job)[0]),
    list: (limit) => run(async () => newestFirst().slice(0, limit)),
  }
}

/** The first undelivered message of each conversation, oldest first. */
export function heads(state: State) {
  const undelivered = state.outbox.where(({ status }) => status === 'pending' || status === 'sending')
  const byConversation = Map.groupBy(undelivered, ({ conversation }) => conversationKey(conversation))
  return [...byConversation.values()].flatMap(([head]) => (head ? [head] : [])).sort(by(({ seq }) => seq))
}
