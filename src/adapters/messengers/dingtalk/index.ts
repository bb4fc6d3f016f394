/** DingTalk (钉钉) as a messenger: a thin client of our own, Stream connection or HTTP, cards by template or in words. */
import type { MessengerHealth } from '../../../bot/actions/health.ts'
import type { Intake } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { MessengerAdapter } from '../../shared/messenger-adapter.ts'
import { createRefusals } from '../../shared/refusals.ts'
import { createClient } from './client.ts'
import { createContacts } from './contacts.ts'
import { type CredentialsCheck, createCredentialsCheck } from './credentials-check.ts'
import { createEvents } from './events.ts'
import { createFrameHandler } from './frame-handler.ts'
import { requestEndpoint } from './gateway.ts'
import { PLATFORM } from './platform.ts'
import { createQuota } from './quota.ts'
import { createMessenger } from './send.ts'
import { createSessionWebhooks } from './session-webhooks.ts'
import { type DingtalkSettings, resolve } from './settings.ts'
import { createStream, type Stream } from './stream.ts'
import { createWebhook, ROUTES, WEBHOOK_MAX_BYTES } from './webhook.ts'

export type { DingtalkSettings } from './settings.ts'

export interface DingtalkPorts {
  /** The service's time, against which the platform's timestamps are held. */
  clock: Clock
  /** Time as it passes on a wire, by which an open connection is judged: no simulator can set it forward. */
  wireClock: Clock
  log: AdapterLog
  intake: Intake
}

export function createDingtalk(given: DingtalkSettings, ports: DingtalkPorts): MessengerAdapter {
  const { clock, wireClock, log, intake } = ports
  const settings = resolve(given)
  const quota = createQuota(clock)
  const client = createClient(settings, quota, clock, log)
  const webhooks = createSessionWebhooks(settings.webhookHosts, clock)
  const refusals = createRefusals(PLATFORM, { clock, intake, log })
  const person = createContacts(client, clock)
  const events = createEvents({ settings, intake, person, webhooks, quota, refusals, clock, log })
  const credentials = createCredentialsCheck(client, clock)
  let lastEventAt: string | undefined
  const seen = () => {
    lastEventAt = clock.now().toISOString()
  }

  const stream =
    settings.transport === 'stream'
      ? createStream({
          endpoint: (signal) => requestEndpoint(client, settings, signal),
          clock,
          wireClock,
          log,
          handle: createFrameHandler({ events, refusals, clock, seen }),
        })
      : undefined

  return {
    messenger: createMessenger({ client, settings, webhooks }, [
      { scope: 'conversation', count: settings.perConversationPerMinute ?? 20, perMs: 60_000 },
      { scope: 'all', count: settings.perSecond ?? 16, perMs: 1000 },
    ]),
    door: {
      routes: ROUTES,
      maxBytes: WEBHOOK_MAX_BYTES,
      handle: createWebhook(settings, { clock, log, events, refusals, seen }),
      oversized: (bytes) => refusals.note('oversized', { bytes }),
    },
    async start() {
      if (stream) stream.start()
      else credentials.start()
    },
    async stop() {
      credentials.stop()
      await stream?.stop()
      await refusals.close()
    },
    person,
    // Acknowledged only once it is stored.
    busy: false,
    health() {
      const lastErrorCode = client.lastErrorCode()
      const since = stream?.state().since
      return {
        platform: PLATFORM,
        ...stateOf(credentials, stream, quota.problem()),
        ...(since && { connectedSince: since }),
        ...(lastErrorCode && { lastErrorCode }),
        ...(lastEventAt && { lastEventAt }),
        transport: settings.transport,
        quota: { used: quota.used(), granted: settings.monthlyQuota },
      }
    },
  }
}

/** A used-up quota is told before everything else: the connection is well, and yet nothing works. */
function stateOf(
  credentials: CredentialsCheck,
  stream: Stream | undefined,
  problem: string | undefined,
): Pick<MessengerHealth, 'state' | 'detail'> {
  if (problem !== undefined) return { state: 'failing', detail: problem }
  if (!stream) return credentials.state()
  const { state, detail } = stream.state()
  if (state === 'connected') return { state: 'ok' }
  return state === 'connecting'
    ? { state: 'starting', detail: 'connecting' }
    : { state: 'failing', ...(detail && { detail }) }
}
