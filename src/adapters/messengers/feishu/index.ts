/** Feishu (飞书) as a messenger: a thin client of our own, webhook or long connection, card JSON 2.0. */
import type { MessengerHealth } from '../../../bot/actions/health.ts'
import type { Intake } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { type Json, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { MessengerAdapter } from '../../shared/messenger-adapter.ts'
import { createRefusals, type Refusals } from '../../shared/refusals.ts'
import { type BotIdentity, createBotIdentity } from './bot-identity.ts'
import { createClient } from './client.ts'
import { createContacts } from './contacts.ts'
import { PLATFORM } from './decode.ts'
import { type Answer, createEvents, type Events } from './events.ts'
import { createMessenger } from './send.ts'
import { createStream, type Stream } from './stream.ts'
import { createWebhook, WEBHOOK_MAX_BYTES } from './webhook.ts'

export interface FeishuSettings {
  appId: string
  appSecret: string
  /** '' if none is set in the console; then the verification token alone proves the origin of events. */
  encryptKey: string
  verificationToken: string
  /** e.g. `https://open.feishu.cn`, without a slash at the end. */
  baseUrl: string
  transport: 'webhook' | 'stream'
  /** Default 10 s. */
  requestTimeoutMs?: number
  /** Default 16: documented are 50 per second and 1000 per minute for the app. */
  perSecond?: number
  /** Default 5, the documented limit; in a group it is shared by all bots. */
  perConversationPerSecond?: number
}

export interface FeishuPorts {
  /** The service's time, against which the platform's timestamps are held. */
  clock: Clock
  /** Time as it passes on a wire, by which an open connection is judged: no simulator can set it forward. */
  wireClock: Clock
  log: AdapterLog
  intake: Intake
}

const REQUEST_TIMEOUT_MS = 10_000

export function createFeishu(settings: FeishuSettings, ports: FeishuPorts): MessengerAdapter {
  const { clock, wireClock, log, intake } = ports
  const baseUrl = settings.baseUrl.replace(/\/+$/, '')
  const timeoutMs = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS
  const client = createClient({ ...settings, baseUrl, timeoutMs }, clock, log)
  const bot = createBotIdentity(client, clock, log)
  const events = createEvents({ intake, bot, log })
  const refusals = createRefusals(PLATFORM, { clock, intake, log })
  let lastEventAt: string | undefined
  const seen = () => {
    lastEventAt = clock.now().toISOString()
  }

  const stream =
    settings.transport === 'stream'
      ? createStream({
          client,
          credentials: settings,
          clock,
          wireClock,
          log,
          handle: streamHandler(settings, refusals, events, seen),
        })
      : undefined

  return {
    messenger: createMessenger(client, [
      { scope: 'conversation', count: settings.perConversationPerSecond ?? 5, perMs: 1000 },
      { scope: 'all', count: settings.perSecond ?? 16, perMs: 1000 },
    ]),
    door: {
      routes: [{ method: 'POST', path: '' }],
      maxBytes: WEBHOOK_MAX_BYTES,
      handle: createWebhook(settings, { clock, log, events, refusals, seen }),
      oversized: (bytes) => refusals.note('oversized', { bytes }),
    },
    async start() {
      bot.start()
      stream?.start()
    },
    async stop() {
      bot.stop()
      await stream?.stop()
      await refusals.close()
    },
    person: createContacts(client, clock),
    // Acknowledged only once it is stored.
    busy: false,
    health() {
      const lastErrorCode = client.lastErrorCode()
      return {
        platform: PLATFORM,
        ...stateOf(bot, stream, lastErrorCode),
        ...(lastErrorCode && { lastErrorCode }),
        ...(lastEventAt && { lastEventAt }),
        transport: settings.transport,
      }
    },
  }
}

function stateOf(
  bot: BotIdentity,
  stream: Stream | undefined,
  lastErrorCode: string | undefined,
): Pick<MessengerHealth, 'state' | 'detail'> {
  const connection = stream?.state()
  if (connection?.state === 'failing') {
    return { state: 'failing', ...(connection.detail && { detail: connection.detail }) }
  }
  if (bot.known() === undefined) {
    return { state: lastErrorCode ? 'failing' : 'starting', detail: 'bot identity not known yet' }
  }
  return connection?.state === 'connecting' ? { state: 'starting', detail: 'connecting' } : { state: 'ok' }
}

/** The connection itself proves the origin; what is left to check is that the event is for this app. */
function streamHandler(
  settings: FeishuSettings,
  refusals: Refusals,
  events: Events,
  seen: () => void,
): (envelope: Json) => Promise<Answer> {
  return async (envelope) => {
    const appId = text(record(envelope.header).app_id)
    if (appId !== settings.appId) {
      await refusals.note('unknown_event', { app_id: appId.slice(0, 64) })
      return { body: {} }
    }
    seen()
    return events.dispatch(envelope)
  }
}
