/** WeCom (企业微信) as a messenger: a self-built app, a 智能机器人 and group webhooks behind one adapter. */
import type { Intake } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { Door, MessengerAdapter } from '../../shared/messenger-adapter.ts'
import { createRefusals, type Refusals } from '../../shared/refusals.ts'
import { type App, createApp } from './app.ts'
import { createBot } from './bot.ts'
import { createClient } from './client.ts'
import { NO_CONTACTS } from './contacts.ts'
import { PLATFORM } from './decode.ts'
import { healthOf } from './health.ts'
import type { Lease } from './lease.ts'
import { createImages } from './media.ts'
import { createOnce } from './once.ts'
import type { SharedPorts } from './ports.ts'
import { createProblems, type Problems } from './problems.ts'
import { createMessenger } from './route.ts'
import { settingsProblems, type WebhookSettings, type WecomSettings } from './settings.ts'
import type { Transport } from './transport.ts'
import { WEBHOOK_MAX_BYTES } from './webhook.ts'
import { createWebhookTransport } from './webhook-transport.ts'

export { type Lease, RENEW_EVERY_MS } from './lease.ts'
export type { WecomSettings } from './settings.ts'

export interface WecomPorts {
  /** The service's time, against which the platform's timestamps are held. */
  clock: Clock
  /** Time as it passes on a wire, by which an open connection is judged: no simulator can set it forward. */
  wireClock: Clock
  log: AdapterLog
  intake: Intake
  /** Lets one of several instances hold the bot's connection. Without it this one always does. */
  lease?: Lease
}

const REQUEST_TIMEOUT_MS = 10_000
const CARD_LINK = 'https://work.weixin.qq.com'

/** Throws if the settings cannot work, see {@link settingsProblems}. */
export function createWecom(settings: WecomSettings, ports: WecomPorts): MessengerAdapter {
  const wrong = settingsProblems(settings)
  if (wrong.length > 0) throw new Error(`wecom: ${wrong.join('; ')}`)
  const { clock, intake, log } = ports
  const refusals = createRefusals(PLATFORM, { clock, intake, log })
  const running = new Set<Promise<void>>()
  let lastEventAt: string | undefined

  const shared: SharedPorts = {
    ...ports,
    refusals,
    images: createImages(clock),
    once: createOnce(),
    link: settings.cardLink ?? CARD_LINK,
    timeoutMs: settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    seen() {
      lastEventAt = clock.now().toISOString()
    },
    background(work) {
      const kept = work.finally(() => running.delete(kept))
      running.add(kept)
    },
    tell: (userId, words) => tell(app, userId, words, log),
  }
  const app = settings.app && createApp(settings.app, shared)
  const contacts = app?.contacts ?? NO_CONTACTS
  const { lease } = ports
  const bot = settings.bot && createBot(settings.bot, { ...shared, contacts, ...(lease && { lease }) })
  const webhooks = settings.webhooks && createWebhooks(settings.webhooks, shared)
  const transports = {
    app: app?.transport,
    appchat: app?.appchat,
    bot: bot?.transport,
    webhook: webhooks?.transport,
    hasWebhook: (id: string) => webhooks?.has(id) ?? false,
  }

  return {
    messenger: createMessenger(transports, shared.images),
    door: doorOf(app, refusals),
    async start() {
      app?.probe.start()
      bot?.stream.start()
    },
    async stop() {
      await app?.probe.stop()
      await Promise.all(running)
      await bot?.stream.stop()
      await Promise.all(running)
      await refusals.close()
    },
    person: contacts.person,
    health: () => healthOf({ app, bot: bot?.stream, webhooks: webhooks?.problems, lastEventAt }),
    get busy() {
      return running.size > 0
    },
  }
}

/** Only the app has a callback address. */
function doorOf(app: App | undefined, refusals: Refusals): Door {
  return {
    routes: app
      ? [
          { method: 'GET', path: '' },
          { method: 'POST', path: '' },
        ]
      : [],
    maxBytes: WEBHOOK_MAX_BYTES,
    handle: app?.handle ?? (async () => ({ status: 404, body: '' })),
    oversized: (bytes) => refusals.note('oversized', { bytes }),
  }
}

interface Webhooks {
  transport: Transport
  problems: Problems
  has(conversationId: string): boolean
}

function createWebhooks(settings: WebhookSettings, shared: SharedPorts): Webhooks | undefined {
  const keys = new Map(Object.entries(settings.keys))
  if (keys.size === 0) return undefined
  const { clock, log, timeoutMs } = shared
  const problems = createProblems(clock)
  const base = settings.webhookBase.replace(/\/+$/, '')
  const client = createClient({ base, timeoutMs, log, noted: problems.noted })
  return {
    transport: createWebhookTransport({ ...shared, client, keyOf: (id) => keys.get(id) }),
    problems,
    has: (id) => keys.has(id),
  }
}

/** WeCom shows no toast, so its words go to the person as a private message; without an app nobody could send one. */
async function tell(app: App | undefined, userId: string, words: string, log: AdapterLog): Promise<void> {
  if (!app) return log.info({}, 'wecom has no toasts and no app to tell the person instead')
  const to = { platform: PLATFORM, kind: 'private' as const, id: userId }
  await app.transport.sendText(to, words, { idempotencyKey: 'toast' }).catch(() => {
    log.warn({}, 'wecom message instead of a toast could not be sent')
  })
}
