/**
 * The bot's long connection, supervised: one at a time, under the lease, never given up. Waits are ours alone, because the
 * platform protects its subscription from loops and the older of two connections is always dropped.
 */
import { randomInt } from 'node:crypto'
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { BotFrame, BotSocket, Ending } from './bot-socket.ts'
import { type Lease, NO_LEASE, RENEW_EVERY_MS } from './lease.ts'

/** First and longest wait; the wait doubles with every failure in a row, and half of it is added at random. */
const WAITS: Record<Ending['kind'], { first: number; longest: number }> = {
  lost: { first: 2_000, longest: 120_000 },
  // Whoever took the connection may be an instance that is being replaced, or one that we would fight for ever.
  kicked: { first: 30_000, longest: 600_000 },
  // Wrong credentials do not mend themselves.
  refused: { first: 60_000, longest: 900_000 },
}
const STANDBY_MS = 15_000

export interface StreamPorts {
  /** Counts the waits between tries. */
  clock: Clock
  /** Counts silence and the renewal of the lease. */
  wireClock: Clock
  log: AdapterLog
  lease?: Lease
  message(frame: BotFrame): void
  event(frame: BotFrame): void
  /** A random whole number below `max`. */
  random?: (max: number) => number
}

export interface StreamState {
  state: 'connected' | 'connecting' | 'standby' | 'failing'
  /** For an administrator, in our own words. */
  detail?: string
  since?: Date
}

export interface Stream {
  start(): void
  stop(): Promise<void>
  state(): StreamState
  /** Fails as `unavailable` while there is none. */
  socket(): BotSocket
}

export function createStream(
  settings: { botId: string; botSecret: string; wsUrl: string },
  ports: StreamPorts,
): Stream {
  const { clock, wireClock, log } = ports
  const lease = ports.lease ?? NO_LEASE
  const random = ports.random ?? ((max) => randomInt(Math.max(1, Math.floor(max))))
  let stopped = true
  let socket: BotSocket | undefined
  let trying: Promise<void> = Promise.resolve()
  let cancelTry = () => {}
  let cancelRenewal = () => {}
  let failures = 0
  let state: StreamState = { state: 'connecting' }

  function attempt(): void {
    trying = open().catch((error: unknown) => {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'wecom bot connection could not be started')
      ended({ kind: 'lost', reason: 'connection could not be started' })
    })
  }

  async function open(): Promise<void> {
    const { openBotSocket } = await import('./bot-socket.ts')
    const ours = await holdsLease(false)
    if (stopped) return
    if (!ours) {
      state = { state: 'standby' }
      tryAfter(STANDBY_MS + random(STANDBY_MS / 2))
      return
    }
    if (state.state === 'standby') state = { state: 'connecting' }
    socket = openBotSocket(settings, { ready, message: ports.message, event: ports.event, ended }, ports)
  }

  function ready(): void {
    failures = 0
    state = { state: 'connected', since: clock.now() }
    log.info({}, 'wecom bot connected')
    renewLater()
  }

  function renewLater(): void {
    cancelRenewal = wireClock.at(new Date(wireClock.now().getTime() + RENEW_EVERY_MS), () => {
      trying = renew()
    })
  }

  async function renew(): Promise<void> {
    // A database that does not answer is no reason to drop a connection that works.
    const ours = await holdsLease(true)
    if (stopped || socket === undefined) return
    if (ours) return renewLater()
    socket.close()
    socket = undefined
    state = { state: 'standby' }
    tryAfter(STANDBY_MS + random(STANDBY_MS / 2))
  }

  function holdsLease(unlessKnown: boolean): Promise<boolean> {
    return lease.acquire().catch(() => {
      log.warn({}, 'lease of the wecom bot could not be asked for')
      return unlessKnown
    })
  }

  function ended(ending: Ending): void {
    socket = undefined
    cancelRenewal()
    if (stopped) return
    state = { state: 'failing', detail: ADVICE[ending.kind] }
    const { first, longest } = WAITS[ending.kind]
    const wait = Math.min(first * 2 ** failures, longest)
    failures += 1
    log.warn({ kind: ending.kind, reason: ending.reason }, 'wecom bot connection ended')
    trying = lease.release().catch(() => log.warn({}, 'lease of the wecom bot could not be released'))
    tryAfter(wait + random(wait / 2))
  }

  function tryAfter(ms: number): void {
    cancelTry()
    cancelTry = clock.at(new Date(clock.now().getTime() + ms), attempt)
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      attempt()
    },
    async stop() {
      if (stopped) return
      stopped = true
      cancelTry()
      cancelRenewal()
      await trying
      socket?.close()
      socket = undefined
      await lease.release().catch(() => log.warn({}, 'lease of the wecom bot could not be released'))
    },
    state: () => state,
    socket() {
      if (!socket) throw new MessengerError('unavailable', 'wecom bot: not connected')
      return socket
    },
  }
}

const ADVICE: Record<Ending['kind'], string> = {
  lost: '智能机器人的长连接断开，正在重连',
  kicked: '另一个连接占用了同一个智能机器人：请检查是否有别的程序在用它的 BotID',
  refused: '智能机器人的 BotID 或 Secret 不对：请在管理后台核对，并确认接入方式为「长连接」',
}
