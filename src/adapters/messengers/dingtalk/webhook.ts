/** The HTTP door: three addresses, three ways to prove the origin; each verifies before anything is handed on. */
import type { Clock } from '../../../domain/ports/clock.ts'
import { DoorRefusal, jsonAnswer } from '../../shared/door-refusal.ts'
import { text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { DoorRequest, DoorResponse, DoorRoute } from '../../shared/messenger-adapter.ts'
import type { Refusals } from '../../shared/refusals.ts'
import { openCard } from './door-card.ts'
import { openPush } from './door-events.ts'
import { openRobot } from './door-robot.ts'
import type { Events } from './events.ts'
import type { Resolved } from './settings.ts'

/** DingTalk's requests stay far below; a larger body is an attack. */
export const WEBHOOK_MAX_BYTES = 1024 * 1024

export const ROUTES: readonly DoorRoute[] = [
  { method: 'POST', path: '' },
  { method: 'POST', path: '/card' },
  { method: 'POST', path: '/events' },
]

interface WebhookPorts {
  clock: Clock
  log: AdapterLog
  events: Events
  refusals: Refusals
  seen: () => void
}

export function createWebhook(
  settings: Resolved,
  ports: WebhookPorts,
): (request: DoorRequest) => Promise<DoorResponse> {
  const { clock, log, events, refusals, seen } = ports

  async function refuse({ status, reason, detail }: DoorRefusal): Promise<DoorResponse> {
    await refusals.note(reason, detail)
    return jsonAnswer(status, { error: reason })
  }

  /** The answer may itself be a message; ours are sent later, by the API. */
  async function robot(request: DoorRequest): Promise<DoorResponse> {
    const data = openRobot(settings, request, clock.now())
    if (data instanceof DoorRefusal) return refuse(data)
    seen()
    try {
      await events.message(data)
      return jsonAnswer(200, { msgtype: 'empty' })
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'dingtalk message not stored')
      return jsonAnswer(500, { error: 'not_stored' })
    }
  }

  async function card(request: DoorRequest): Promise<DoorResponse> {
    const press = openCard(settings, request, clock.now())
    if (press instanceof DoorRefusal) return refuse(press)
    seen()
    const { body, delivered } = await events.press(press.data, press.delivery)
    if (!delivered) return jsonAnswer(200, body)
    const noteFailure = () => log.warn({}, 'dingtalk answer could not be noted as delivered')
    return { ...jsonAnswer(200, body), sent: () => void delivered().catch(noteFailure) }
  }

  async function push(request: DoorRequest): Promise<DoorResponse> {
    const pushed = openPush(settings, request, clock)
    if (pushed instanceof DoorRefusal) return refuse(pushed)
    seen()
    log.info({ type: text(pushed.event.EventType).slice(0, 64) }, 'dingtalk event of no interest')
    return jsonAnswer(200, pushed.answer)
  }

  return async (request) => {
    if (request.raw.byteLength > WEBHOOK_MAX_BYTES)
      return refuse(new DoorRefusal(413, 'oversized', { bytes: String(request.raw.byteLength) }))
    if (request.path === '/card') return card(request)
    return request.path === '/events' ? push(request) : robot(request)
  }
}
