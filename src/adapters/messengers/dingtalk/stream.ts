/**
 * The Stream transport: needs no public address. Supervises the connection and never gives up; no failure leaves this
 * file. Several connections of one app share its messages at random, so there is one, and two only while it is replaced.
 */
import { randomInt } from 'node:crypto'
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import { type Connection, openConnection } from './connection.ts'
import type { FrameHandler } from './frame-handler.ts'

const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000
/** A connection that lasts this long proves that all is well again. */
const STABLE_MS = 60_000

export interface StreamPorts {
  /** Address with a fresh ticket; fails with a {@link MessengerError}. */
  endpoint(signal: AbortSignal): Promise<string>
  /** Counts the waits between tries. */
  clock: Clock
  /** Counts pings and stability. */
  wireClock: Clock
  log: AdapterLog
  handle: FrameHandler
  /** A random whole number below `max`. */
  random?: (max: number) => number
}

export interface Stream {
  start(): void
  stop(): Promise<void>
  state(): { state: 'connected' | 'connecting' | 'failing'; detail?: string; since?: string }
}

export function createStream(ports: StreamPorts): Stream {
  const { clock, wireClock, log } = ports
  const random = ports.random ?? ((max) => randomInt(Math.max(1, Math.floor(max))))
  const open = new Set<Connection>()
  let current: { connection: Connection; since: string } | undefined
  let attempt: Promise<void> | undefined
  let retry: (() => void) | undefined
  let cancelStable = () => {}
  let ending = new AbortController()
  let stopped = true
  let failures = 0
  let failure: string | undefined

  function connect(): void {
    retry = undefined
    if (stopped || attempt) return
    attempt = tryOnce()
      .catch((error: unknown) => failed(error instanceof Error ? error.message : 'unknown'))
      .finally(() => {
        attempt = undefined
      })
  }

  async function tryOnce(): Promise<void> {
    const { WebSocket } = await import('ws')
    const url = await ports.endpoint(ending.signal)
    if (stopped) return
    const connection = openConnection(url, {
      openSocket: WebSocket,
      clock: wireClock,
      log,
      handle: ports.handle,
      leaving: () => leaving(connection),
    })
    open.add(connection)
    void connection.closed.then((reason) => gone(connection, reason))
    await connection.opened
    if (!stopped) took(connection)
  }

  /** The new connection is there: now the old one may go. */
  function took(connection: Connection): void {
    const old = current?.connection
    current = { connection, since: clock.now().toISOString() }
    failure = undefined
    // The old one may have been lost meanwhile.
    retry?.()
    retry = undefined
    log.info({}, 'dingtalk stream open')
    cancelStable()
    cancelStable = wireClock.at(new Date(wireClock.now().getTime() + STABLE_MS), () => {
      failures = 0
    })
    void old?.close()
  }

  /** The first time at once; a platform that sends every connection away is met with patience. */
  function leaving(connection: Connection): void {
    if (current?.connection !== connection) return
    const wait = failures === 0 ? 0 : backoff(failures)
    failures += 1
    later(wait, 'the platform recycles the connection')
  }

  function gone(connection: Connection, reason: string): void {
    open.delete(connection)
    if (current?.connection !== connection) return
    current = undefined
    cancelStable()
    failed(reason)
  }

  function failed(reason: string): void {
    if (stopped) return
    failure = reason
    failures += 1
    later(backoff(failures), reason)
  }

  function backoff(count: number): number {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (count - 1), LAST_RETRY_MS)
    return wait + random(wait / 2)
  }

  /** One attempt is under way or waiting at any time. */
  function later(ms: number, reason: string): void {
    if (stopped || retry) return
    log.warn({ reason, retryInMs: ms }, 'dingtalk stream has to be opened again')
    if (ms === 0) connect()
    else retry = clock.at(new Date(clock.now().getTime() + ms), connect)
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      failures = 0
      failure = undefined
      ending = new AbortController()
      connect()
    },
    async stop() {
      stopped = true
      ending.abort(new MessengerError('unavailable', 'stopped'))
      retry?.()
      retry = undefined
      await Promise.all([...open].map((connection) => connection.close()))
      await attempt
      await Promise.all([...open].map((connection) => connection.close()))
    },
    state() {
      if (current) return { state: 'connected', since: current.since }
      return failure === undefined ? { state: 'connecting' } : { state: 'failing', detail: failure }
    },
  }
}
