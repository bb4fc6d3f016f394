/** The app's HTTP door (developer documents 90238, 90930): verifies, decrypts, then hands on. */
import type { Clock } from '../../../domain/ports/clock.ts'
import { DoorRefusal } from '../../shared/door-refusal.ts'
import { type Json, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { DoorRequest, DoorResponse } from '../../shared/messenger-adapter.ts'
import type { Refusals } from '../../shared/refusals.ts'
import { equalSecrets } from '../../shared/signature.ts'
import { decrypt, signatureOf } from './crypto.ts'
import type { AppSettings } from './settings.ts'
import { parseXml } from './xml.ts'

/** Callbacks stay far below; a larger body is an attack. */
export const WEBHOOK_MAX_BYTES = 256 * 1024
/** Our choice, as no window is documented; the same event is stored once anyway. */
const TIMESTAMP_WINDOW_S = 600

export interface WebhookPorts {
  clock: Clock
  log: AdapterLog
  refusals: Refusals
  /** A verified callback. Fails if it could not be stored. */
  handle(xml: Json): Promise<void>
}

export function createWebhook(app: AppSettings, ports: WebhookPorts): (request: DoorRequest) => Promise<DoorResponse> {
  const { clock, log, refusals } = ports

  async function refuse({ status, reason, detail }: DoorRefusal): Promise<DoorResponse> {
    await refusals.note(reason, detail)
    return plain(status, '')
  }

  return async (request) => {
    if (request.method === 'GET') {
      const echo = openEcho(app, request, clock)
      return echo instanceof DoorRefusal ? refuse(echo) : plain(200, echo)
    }
    const xml = openCallback(app, request, clock)
    if (xml instanceof DoorRefusal) return refuse(xml)
    try {
      await ports.handle(xml)
      return plain(200, '')
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'wecom event not stored')
      return plain(500, '')
    }
  }
}

/** The answer to the console's question is the bare plaintext. A proxy may have made blanks of its `+`. */
function openEcho(app: AppSettings, request: DoorRequest, clock: Clock): string | DoorRefusal {
  const query = new URLSearchParams(request.query)
  return openSealed(app, query, (query.get('echostr') ?? '').replaceAll(' ', '+'), clock)
}

function openCallback(app: AppSettings, request: DoorRequest, clock: Clock): Json | DoorRefusal {
  const { raw } = request
  if (raw.byteLength > WEBHOOK_MAX_BYTES) return new DoorRefusal(413, 'oversized', { bytes: String(raw.byteLength) })
  const outer = parseXml(Buffer.from(raw).toString('utf8'))
  if (!outer) return new DoorRefusal(400, 'malformed', { bytes: String(raw.byteLength) })
  if (!text(outer.Encrypt)) return new DoorRefusal(401, 'plaintext')
  const message = openSealed(app, new URLSearchParams(request.query), text(outer.Encrypt).trim(), clock)
  if (message instanceof DoorRefusal) return message
  const inner = parseXml(message)
  if (!inner) return new DoorRefusal(400, 'malformed', { inner: 'yes' })
  return strangerIn(app, outer) ?? strangerIn(app, inner) ?? inner
}

/** The signature comes before the time: a stale one that fits is a replay, which the audit tells from a forgery. */
function openSealed(app: AppSettings, query: URLSearchParams, encrypted: string, clock: Clock): string | DoorRefusal {
  const timestamp = query.get('timestamp') ?? ''
  const nonce = query.get('nonce') ?? ''
  const signature = query.get('msg_signature') ?? ''
  if (!timestamp || !nonce || !signature) return new DoorRefusal(401, 'signature', { query: 'incomplete' })
  if (!equalSecrets(signature, signatureOf(app.callbackToken, timestamp, nonce, encrypted)))
    return new DoorRefusal(401, 'signature')
  const ageSeconds = clock.now().getTime() / 1000 - Number(timestamp)
  if (!(Math.abs(ageSeconds) <= TIMESTAMP_WINDOW_S))
    return new DoorRefusal(401, 'timestamp', { age: String(Math.round(ageSeconds)) })
  const opened = decrypt(app.encodingAesKey, encrypted)
  if (!opened) return new DoorRefusal(400, 'undecryptable')
  if (opened.receiveId !== app.corpId)
    return new DoorRefusal(403, 'unknown_event', { receiver: opened.receiveId.slice(0, 64) })
  return opened.message
}

/** Events of another corp or app; some have no agent. */
function strangerIn(app: AppSettings, xml: Json): DoorRefusal | undefined {
  const corpId = text(xml.ToUserName)
  const agentId = text(xml.AgentID)
  const ours = corpId === app.corpId && (agentId === '' || agentId === String(app.agentId))
  return ours
    ? undefined
    : new DoorRefusal(403, 'unknown_event', { corp: corpId.slice(0, 64), agent: agentId.slice(0, 64) })
}

function plain(status: number, body: string): DoorResponse {
  return { status, body, contentType: 'text/plain; charset=utf-8' }
}
