/**
 * The long connection as a transport: needs no public address. Supervises one connection at a time and never gives up;
 * no failure leaves this file. Feishu allows 50 connections per app and gives each event to one of them.
 */
import { randomInt } from 'node:crypto'
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { Json } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { FeishuClient } from './client.ts'
import { type Connection, openConnection } from './connection.ts'
import { type ClientConfig, requestEndpoint } from './endpoint.ts'
import type { Answer } from './events.ts'
import { createFragments } from './fragments.ts'
import { loadFrameCodec } from './frames.ts'

const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 120_000

export interface StreamPorts {
  client: FeishuClient
  credentials: { appId: string; appSecret: string }
  /** Counts the waits between tries. */
  clock: Clock
  /** Counts pings, silence and late fragments. */
  wireClock: Clock
  log: AdapterLog
  handle(envelope: Json): Promise<Answer>
  /** A random whole number below `max`. */
  random?: (max: number) => number
}

export interface Stream {
  start(): void
  stop(): Promise<void>
  state(): { state: 'connected' | 'connecting' | 'failing'; detail?: string }
}

export function createStream(ports: StreamPorts): Stream {
  const { client, clock, wireClock, log } = ports
  const random = ports.random ?? ((max) => randomInt(Math.max(1, Math.floor(max))))
  // Outlives a connection: the missing parts of a payload may come over the next one.
  const fragments = createFragments(wireClock)
  let connection: Connection | undefined
  let connecting: Promise<void> | undefined
  let cancelRetry = () => {}
  let ending = new AbortController()
  let stopped = true
  let failures = 0
  let connected = false
  let failure: string | undefined

  function start(): void {
    stopped = false
    ending = new AbortController()
    connect()
  }

  function connect(): void {
    connecting = open().catch((error: unknown) => {
      failed(error instanceof MessengerError ? error.message : 'long connection endpoint: unusable answer')
    })
  }

  async function open(): Promise<void> {
    const [codec, { WebSocket }] = await Promise.all([loadFrameCodec(), import('ws')])
    const endpoint = await requestEndpoint(client, ports.credentials, ending.signal)
    if (stopped) return
    connection = openConnection(endpoint, {
      codec,
      openSocket: WebSocket,
      fragments,
      clock: wireClock,
      log,
      handle: ports.handle,
      opened() {
        connected = true
        failures = 0
        failure = undefined
        log.info({ service: endpoint.serviceId }, 'feishu long connection open')
      },
      closed,
    })
  }

  /** A lost connection comes back after a random wait, one that never opened after a growing one. */
  function closed(reason: string, config: ClientConfig): void {
    const wasConnected = connected
    connected = false
    connection = undefined
    if (wasConnected) retryAfter(random(config.jitterMs), reason)
    else failed(reason)
  }

  function failed(reason: string): void {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS)
    failures += 1
    retryAfter(wait + random(wait / 2), reason)
  }

  function retryAfter(ms: number, reason: string): void {
    if (stopped) return
    failure = reason
    log.warn({ reason, retryInMs: ms }, 'feishu long connection lost')
    cancelRetry = clock.at(new Date(clock.now().getTime() + ms), connect)
  }

  return {
    start,
    async stop() {
      stopped = true
      ending.abort()
      cancelRetry()
      await connecting
      await connection?.close()
    },
    state() {
      if (connected) return { state: 'connected' }
      return failure === undefined ? { state: 'connecting' } : { state: 'failing', detail: failure }
    },
  }
}
