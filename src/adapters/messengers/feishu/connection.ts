/** Step 2 of the long connection: one socket from its opening to its end. */
import type { ClientOptions, WebSocket } from 'ws'
import type { Clock } from '../../../domain/ports/clock.ts'
import { isRecord, type Json, parseJson } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import { type ClientConfig, type Endpoint, readClientConfig } from './endpoint.ts'
import type { Answer } from './events.ts'
import type { Fragments } from './fragments.ts'
import { CONTROL, DATA, type Frame, type FrameCodec, headerOf } from './frames.ts'

/** A half-open socket stays "connected" for ever, so silence after a ping ends it. Below every sensible ping interval. */
const SILENCE_MS = 30_000
const SOCKET_OPTIONS: ClientOptions & { closeTimeout: number } = {
  handshakeTimeout: 10_000,
  closeTimeout: 1_000,
  maxPayload: 16 * 1024 * 1024,
}

export interface ConnectionPorts {
  codec: FrameCodec
  openSocket: new (url: string, options: ClientOptions) => WebSocket
  fragments: Fragments
  clock: Clock
  log: AdapterLog
  /** Stores or decides an event; `answer` is what a callback wants to be told. */
  handle(envelope: Json): Promise<Answer>
  opened(): void
  /** Called once, whatever ended it. */
  closed(reason: string, config: ClientConfig): void
}

export interface Connection {
  /** Finishes what is being handled, says goodbye, and resolves when the socket is gone. */
  close(): Promise<void>
}

export function openConnection(endpoint: Endpoint, ports: ConnectionPorts): Connection {
  const { codec, clock, log } = ports
  const socket = new ports.openSocket(endpoint.url, SOCKET_OPTIONS)
  const handling = new Set<Promise<void>>()
  let config = endpoint.config
  let reason = 'closed by the platform'
  let closing = false
  let cancelPing = () => {}
  let cancelSilence = () => {}
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))

  /** False if the socket is gone already. */
  function send(frame: Frame): boolean {
    if (socket.readyState !== socket.OPEN) return false
    socket.send(codec.encode(frame))
    return true
  }

  function after(ms: number, run: () => void): () => void {
    return clock.at(new Date(clock.now().getTime() + ms), run)
  }

  function ping(): void {
    send(pingFrame(endpoint.serviceId))
    cancelSilence()
    cancelSilence = after(Math.min(SILENCE_MS, config.pingMs / 2), () => {
      reason = 'silent after a ping'
      socket.terminate()
    })
    cancelPing = after(config.pingMs, ping)
  }

  function receive(bytes: Uint8Array): void {
    cancelSilence()
    const frame = codec.decode(bytes)
    if (frame.method === CONTROL) control(frame)
    if (frame.method !== DATA || closing) return
    const work = data(frame)
      .catch((error: unknown) =>
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'frame not acknowledged'),
      )
      .finally(() => handling.delete(work))
    handling.add(work)
  }

  function control(frame: Frame): void {
    if (headerOf(frame, 'type') !== 'pong' || frame.payload.byteLength === 0) return
    config = readClientConfig(parseJson(Buffer.from(frame.payload).toString('utf8')), config)
  }

  async function data(frame: Frame): Promise<void> {
    const start = clock.now().getTime()
    const [sum, seq] = [Number(headerOf(frame, 'sum')), Number(headerOf(frame, 'seq'))]
    const whole = ports.fragments.join(headerOf(frame, 'message_id'), sum, seq, frame.payload)
    if (!whole) return
    const { result, delivered } = await answerTo(whole)
    const sent = send(acknowledgement(frame, clock.now().getTime() - start, result))
    if (sent) await delivered?.().catch(() => log.warn({}, 'feishu answer could not be noted as delivered'))
  }

  /** Callbacks come as `event` frames, by report also as `card` frames: what is inside says what it is. */
  async function answerTo(payload: Uint8Array): Promise<{ result: Json; delivered?: () => Promise<void> }> {
    const envelope = parseJson(Buffer.from(payload).toString('utf8'))
    if (!isRecord(envelope)) return { result: { code: 500 } }
    try {
      const { body, delivered } = await ports.handle(envelope)
      const data = Buffer.from(JSON.stringify(body)).toString('base64')
      const result = Object.keys(body).length > 0 ? { code: 200, data } : { code: 200 }
      return { result, ...(delivered && { delivered }) }
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'feishu event not stored')
      return { result: { code: 500 } }
    }
  }

  socket.on('open', () => {
    ports.opened()
    ping()
  })
  socket.on('message', (bytes: Buffer) => {
    try {
      receive(bytes)
    } catch {
      log.warn({ bytes: bytes.byteLength }, 'unreadable frame ignored')
    }
  })
  socket.on('unexpected-response', (_request, response) => {
    const status = response.headers['handshake-autherrcode'] ?? response.headers['handshake-status']
    reason = `handshake refused: ${String(status ?? response.statusCode)}`
    socket.terminate()
  })
  socket.on('error', (error: Error & { code?: string }) => {
    if (reason === 'closed by the platform') reason = error.code ?? error.name
  })
  socket.on('close', () => {
    cancelPing()
    cancelSilence()
    ports.closed(reason, config)
  })

  return {
    async close() {
      closing = true
      reason = 'stopped'
      await Promise.allSettled(handling)
      socket.close(1000)
      await gone
    },
  }
}

function pingFrame(service: number): Frame {
  return { seqId: 0, logId: 0, service, method: CONTROL, headers: [['type', 'ping']], payload: new Uint8Array() }
}

/** The same frame goes back with how long we took and what came of it. */
function acknowledgement(frame: Frame, tookMs: number, result: Json): Frame {
  return {
    ...frame,
    headers: [...frame.headers, ['biz_rt', String(tookMs)]],
    payload: Buffer.from(JSON.stringify(result), 'utf8'),
  }
}
