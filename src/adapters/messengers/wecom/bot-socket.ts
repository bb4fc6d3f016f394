/**
 * One connection of the 智能机器人, by the WeCom team's own client (`@wecom/aibot-node-sdk` 1.0.7), whose habits end here:
 * it reconnects by timers of its own and gives up for ever (so it is told to try once, and each connection is a new
 * client), it waits without limit for the answer to its subscription, it rejects with raw frames, it names a field that
 * the wire does not have, and its own log shows whole messages.
 */
import { generateReqId, WSClient, WsCmd } from '@wecom/aibot-node-sdk'
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { isRecord, type Json, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import { classify, THROTTLED_FOR_MS } from './error-codes.ts'
import type { Image } from './media.ts'

/** The subscription is answered at once or not at all. */
const SUBSCRIBE_WITHIN_MS = 10_000

/** A message or event as it came; `requestId` is what an answer has to name. */
export interface BotFrame {
  requestId: string
  body: Json
}

/** Why a connection ended: `kicked` by another one of the same bot, `refused` with its credentials, or just `lost`. */
export interface Ending {
  kind: 'kicked' | 'refused' | 'lost'
  /** Our own words and codes. */
  reason: string
}

export interface BotSocketHandlers {
  ready(): void
  message(frame: BotFrame): void
  event(frame: BotFrame): void
  /** Called once, also for a connection that never opened; not after {@link BotSocket.close}. */
  ended(ending: Ending): void
}

export interface BotSocket {
  /** `aibot_send_msg`; answers with the body of the acknowledgement. */
  send(body: Json, signal?: AbortSignal): Promise<Json>
  /** `aibot_respond_update_msg`, within five seconds of the event that brought `requestId`. */
  updateCard(requestId: string, card: Json): Promise<void>
  /** Answers with the `media_id`. */
  upload(image: Image, signal?: AbortSignal): Promise<string>
  close(): void
}

export function openBotSocket(
  settings: { botId: string; botSecret: string; wsUrl: string },
  handlers: BotSocketHandlers,
  ports: { wireClock: Clock; log: AdapterLog },
): BotSocket {
  const client = new WSClient({
    botId: settings.botId,
    secret: settings.botSecret,
    wsUrl: settings.wsUrl,
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    logger: quietLog(ports.log),
  })
  let open = true
  let ready = false
  let kicked = false
  let refused = ''

  /** The client may speak of one ending several times and in several ways. */
  function ended(reason: string): void {
    if (!open) return
    close()
    if (kicked) handlers.ended({ kind: 'kicked', reason: 'another connection of this bot was opened' })
    else if (refused) handlers.ended({ kind: 'refused', reason: `subscription refused (code ${refused})` })
    else handlers.ended({ kind: 'lost', reason })
  }

  function close(): void {
    open = false
    ready = false
    cancelPatience()
    client.disconnect()
    client.removeAllListeners()
  }

  const cancelPatience = ports.wireClock.at(new Date(ports.wireClock.now().getTime() + SUBSCRIBE_WITHIN_MS), () => {
    if (!ready) ended('no answer to the subscription')
  })

  client.on('authenticated', () => {
    if (!open) return
    ready = true
    cancelPatience()
    handlers.ready()
  })
  client.on('message', (frame) => handlers.message(botFrame(frame)))
  client.on('event', (frame) => {
    const received = botFrame(frame)
    if (text(record(received.body.event).eventtype) === 'disconnected_event') kicked = true
    else handlers.event(received)
  })
  client.on('disconnected', () => ended('connection closed'))
  client.on('error', (error) => {
    refused ||= /^Authentication failed\b.*\(code: (-?\d+|undefined)\)$/s.exec(error.message)?.[1] ?? ''
    if ('code' in error && error.code === 'WS_RECONNECT_EXHAUSTED') ended('connection could not be opened')
  })
  client.connect()

  /** Every rejection of the client ends here; what it never sent is told from what may have arrived. */
  async function settle<T>(operation: string, repeatable: boolean, work: () => Promise<T>, signal?: AbortSignal) {
    if (!ready) throw new MessengerError('unavailable', `wecom bot ${operation}: not connected`)
    try {
      return await abortable(work(), signal)
    } catch (reason) {
      const error = failure(operation, reason, repeatable)
      ports.log.warn({ operation, fault: error.fault, code: error.platformCode }, 'wecom bot call failed')
      throw error
    }
  }

  const reply = (requestId: string, body: Json, command: string) =>
    client.reply({ headers: { req_id: requestId } }, body, command)

  return {
    async send(body, signal) {
      const ack = await settle(
        'send message',
        false,
        () => reply(generateReqId(WsCmd.SEND_MSG), body, WsCmd.SEND_MSG),
        signal,
      )
      return record(ack.body)
    },
    async updateCard(requestId, card) {
      const body = { response_type: 'update_template_card', template_card: card }
      await settle('update card', false, () => reply(requestId, body, WsCmd.RESPONSE_UPDATE))
    },
    async upload(image, signal) {
      const upload = () => client.uploadMedia(Buffer.from(image.bytes), { type: 'image', filename: image.name })
      return (await settle('upload image', true, upload, signal)).media_id
    },
    close,
  }
}

function botFrame(frame: { headers?: { req_id?: string }; body?: unknown }): BotFrame {
  return { requestId: text(frame.headers?.req_id), body: record(frame.body) }
}

/** Acknowledgements with a code reject with the frame, all else with an error whose words have to be read. */
function failure(operation: string, reason: unknown, repeatable: boolean): MessengerError {
  const code = isRecord(reason) && typeof reason.errcode === 'number' ? reason.errcode : undefined
  if (code !== undefined) {
    const row = classify(200, code)
    return new MessengerError(row.fault, `wecom bot ${operation}: ${row.meaning} (code ${row.code})`, {
      platformCode: row.code,
      ...(row.fault === 'rate_limited' && { retryAfterMs: THROTTLED_FOR_MS }),
    })
  }
  const words = reason instanceof Error ? reason.message : ''
  const neverSent = /unable to send data|exceeds max size/.test(words)
  const why = neverSent ? 'NOT_SENT' : words.includes('ack timeout') ? 'ACK_TIMEOUT' : 'NO_ACK'
  const fault = neverSent || repeatable ? 'unavailable' : 'unknown_outcome'
  return new MessengerError(fault, `wecom bot ${operation}: ${why}`, { platformCode: why })
}

/** The client cannot be stopped; what it is doing goes on unheard. */
function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  const aborted = Promise.withResolvers<T>()
  const abort = () => aborted.reject(new Error('aborted'))
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return Promise.race([work, aborted.promise]).finally(() => signal.removeEventListener('abort', abort))
}

/** Its lines carry messages, ids and what the platform wrote, behind the first colon and in further arguments. */
function quietLog(log: AdapterLog) {
  const say = (message: string) => log.warn({ said: message.split(/[:=]/, 1)[0] }, 'wecom bot client')
  return { debug() {}, info() {}, warn: say, error: say }
}
