/** Inbox, outbox and job ledger: how nothing is lost and nothing happens twice. */
import type { ConversationRef } from '../conversations/conversation.ts'

// ── Inbox ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface NewInboxEvent {
  platform: string
  /** Unique per platform: the same fact delivered again has the same key. */
  eventKey: string
  conversation: ConversationRef
  kind: string
  /** The decoded event, JSON. */
  payload: unknown
  receivedAt: Date
  traceId: string
}

export interface InboxEvent extends NewInboxEvent {
  /** Ascending in order of arrival. */
  id: number
  attempts: number
}

/** Used outside any use case: by the door and by the dispatcher. */
export interface Inbox {
  /** Durable when it resolves. Returns undefined if the key is known. */
  store(event: NewInboxEvent): Promise<InboxEvent | undefined>
  /** Everything not handled yet, in order of arrival; read at start. */
  pending(): Promise<readonly InboxEvent[]>
  /** Counts an attempt that died, e.g. by a bug. */
  countAttempt(id: number): Promise<void>
  pendingCount(): Promise<number>
}

/** Used inside a use case's transaction. */
export interface InboxClaims {
  /** Marks the event handled and forgets its payload. False if it was handled before: then nothing may be changed. */
  claim(id: number): Promise<boolean>
}

// ── Outbox ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface NewOutboxMessage {
  /** Idempotency key towards the platform, at most 50 characters. */
  id: string
  conversation: ConversationRef
  /** The posted card this message creates or edits. */
  cardId?: string
  /** `edit` messages of one card replace each other while they wait. */
  kind: 'send' | 'edit'
  /** What to deliver, JSON, understood by the delivery job. */
  payload: unknown
  createdAt: Date
  /** Not before this instant; default `createdAt`. */
  notBefore?: Date
  traceId: string
}

export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'superseded' | 'dead'

export interface OutboxMessage extends NewOutboxMessage {
  seq: number
  status: OutboxStatus
  attempts: number
  notBefore: Date
  /** When the first attempt began; the platform's memory of our key counts from here. */
  firstAttemptAt?: Date
  lastError?: string
}

/** Used inside a use case's transaction. */
export interface OutboxWriter {
  /** An `edit` supersedes the card's waiting `edit` messages that were never attempted. */
  add(message: NewOutboxMessage): Promise<void>
  /**
   * Gives dead messages another life, except those that may be out already (in doubt): a person could see them twice.
   * Returns how many.
   */
  revive(now: Date): Promise<number>
}

/** What delivery learned; `card` facts are stored with the posted card in the same transaction. */
export interface DeliveryReceipt {
  messageId: string
  updateToken?: string
  degraded?: string
  at: Date
}

/** Used by the delivery job, outside any use case. */
export interface Outbox {
  /**
   * The first undelivered message of each conversation that is due and not held in `busy`, at most `limit`, oldest
   * first; marked `sending` in the same transaction. Later messages of a conversation wait for the first (also while it backs off).
   */
  claimDue(now: Date, limit: number, busy: ReadonlySet<string>): Promise<readonly OutboxMessage[]>
  sent(message: OutboxMessage, receipt: DeliveryReceipt): Promise<void>
  retryAt(message: OutboxMessage, when: Date, error: string): Promise<void>
  /** Gives up; the message stays visible for administrators and no longer blocks its conversation. */
  dead(message: OutboxMessage, error: string): Promise<void>
  /**
   * Takes back a message that became needless and was never attempted. Stays if an earlier one of the same card is not
   * out yet: that one would be shown last.
   */
  supersede(id: string): Promise<void>
  /** The earliest instant at which something waits to be sent; undefined if nothing waits. */
  nextDue(): Promise<Date | undefined>
  /**
   * At start: what a killed process left in `sending` is pending again (same key, so the platform can tell), with
   * `unknown_outcome interrupted` as its `lastError`.
   */
  recover(): Promise<number>
  counts(): Promise<{ waiting: number; dead: number }>
  deadLetters(limit: number): Promise<readonly OutboxMessage[]>
}

// ── Job ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface JobRun {
  job: string
  /** What the run is for, e.g. `2026-11-24`: one run per job and period, however often the process dies. */
  period: string
  /** Its effect was committed together with this row. */
  ranAt: Date
}

export interface JobLedger {
  find(job: string, period: string): Promise<JobRun | undefined>
  last(job: string): Promise<JobRun | undefined>
  list(limit: number): Promise<readonly JobRun[]>
}

/** Used inside a use case's transaction: the run's effect and its ledger row commit together. */
export interface JobClaims {
  /** False if this job already ran for this period: then nothing may be changed. */
  claim(job: string, period: string, at: Date): Promise<boolean>
}

/** What of the queues may be looked at inside a use case's transaction. */
export interface QueueOverview {
  outboxCounts: Outbox['counts']
  deadLetters: Outbox['deadLetters']
  inboxWaiting: Inbox['pendingCount']
  jobRuns: JobLedger['list']
}
