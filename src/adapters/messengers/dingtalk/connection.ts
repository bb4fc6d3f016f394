/** One Stream socket from its opening to its end: liveness, frames, and an acknowledgement on the socket they came by. */
import type { ClientOptions, WebSocket } from 'ws'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { FrameHandler } from './frame-handler.ts'
import { type Frame, readFrame, TOPIC, writeAck } from './frames.ts'

/** A half-open socket stays "connected" for ever; DingTalk itself is silent while nothing happens. */
const PING_MS = 25_000
const MISSED_PONGS = 2
const SOCKET_OPTIONS: ClientOptions & { closeTimeout: number } = {
  handshakeTimeout: 10_000,
  closeTimeout: 1_000,
  maxPayload: 4 * 1024 * 1024,
}

export interface ConnectionPorts {
  openSocket: new (url: string, options: ClientOptions) => WebSocket
  clock: Clock
  log: AdapterLog
  handle: FrameHandler
  /** The platform will send nothing more here, and closes in ten seconds. */
  leaving(): void
}

export interface Connection {
  /** Resolves once frames can come; rejects with the reason if that never happens. */
  opened: Promise<void>
  /** Resolves with the reason once the socket is gone. */
  closed: Promise<string>
  /** Finishes what is being handled, says goodbye, and resolves when the socket is gone. */
  close(): Promise<void>
}

export function openConnection(url: string, ports: ConnectionPorts): Connection {
  const { clock, log } = ports
  const socket = new ports.openSocket(url, SOCKET_OPTIONS)
  const opened = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<string>()
  const handling = new Set<Promise<void>>()
  let reason = ''
  let closing = false
  let missed = 0
  let cancelPing = () => {}

  /** False if the socket is gone already: what is not acknowledged comes again. */
  function send(text: string): boolean {
    if (socket.readyState !== socket.OPEN) return false
    socket.send(text)
    return true
  }

  function ping(): void {
    if (missed >= MISSED_PONGS) {
      reason = `no answer to ${MISSED_PONGS} pings`
      socket.terminate()
      return
    }
    missed += 1
    socket.ping()
    cancelPing = clock.at(new Date(clock.now().getTime() + PING_MS), ping)
  }

  function receive(source: string): void {
    const frame = readFrame(source)
    if (!frame) log.warn({ bytes: source.length }, 'unreadable frame ignored')
    else if (frame.type === 'SYSTEM') system(frame)
    else if (!closing && (frame.type === 'CALLBACK' || frame.type === 'EVENT')) begin(frame)
  }

  function system({ topic, messageId, data }: Frame): void {
    if (topic === TOPIC.ping) send(writeAck(messageId, { code: 200, message: 'OK', data }))
    if (topic === TOPIC.disconnect) ports.leaving()
  }

  function begin(frame: Frame): void {
    const work = answer(frame)
      .catch((error: unknown) =>
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'frame not acknowledged'),
      )
      .finally(() => handling.delete(work))
    handling.add(work)
  }

  async function answer(frame: Frame): Promise<void> {
    const { ack, delivered } = await ports.handle(frame)
    const sent = send(writeAck(frame.messageId, ack))
    if (sent) await delivered?.().catch(() => log.warn({}, 'dingtalk answer could not be noted as delivered'))
  }

  const alive = () => {
    missed = 0
  }
  socket.on('open', () => {
    opened.resolve()
    cancelPing = clock.at(new Date(clock.now().getTime() + PING_MS), ping)
  })
  socket.on('pong', alive)
  socket.on('ping', alive)
  socket.on('message', (bytes: Buffer) => {
    alive()
    receive(bytes.toString('utf8'))
  })
  socket.on('unexpected-response', (_request, response) => {
    reason = `handshake refused: HTTP ${response.statusCode}`
    socket.terminate()
  })
  socket.on('error', (error: Error & { code?: string }) => {
    reason ||= error.code ?? error.name
  })
  socket.on('close', () => {
    cancelPing()
    reason ||= 'closed by the platform'
    opened.reject(new Error(reason))
    closed.resolve(reason)
  })
  // Whoever waits for the opening is told; nobody waits for it afterwards.
  opened.promise.catch(() => {})

  return {
    opened: opened.promise,
    closed: closed.promise,
    async close() {
      closing = true
      reason ||= 'stopped'
      await Promise.allSettled(handling)
      socket.close(1000)
      await closed.promise
    },
  }
}
