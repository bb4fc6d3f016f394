/** Card presses over HTTP: `x-ddpaas-signature` over the timestamp alone, by the secret registered with the address. */
import { createHash } from 'node:crypto'
import { DoorRefusal, headerOf } from '../../shared/door-refusal.ts'
import { isRecord, type Json, parseJson, text } from '../../shared/json.ts'
import type { DoorRequest } from '../../shared/messenger-adapter.ts'
import { equalSecrets } from '../../shared/signature.ts'
import { cardSignature } from './crypto.ts'
import type { Delivery } from './decode-card.ts'
import type { Resolved } from './settings.ts'
import { ageOf } from './timestamps.ts'

/** Our choice: the platform documents no window. */
const WINDOW_MS = 300_000

export interface Press {
  data: Json
  delivery: Delivery
}

/** Presses carry no id: the same bytes at the same millisecond are the same press. */
export function openCard(settings: Resolved, request: DoorRequest, now: Date): Press | DoorRefusal {
  const timestamp = headerOf(request, 'x-ddpaas-signature-timestamp')
  const refused = checkSignature(settings, request, timestamp, now)
  if (refused) return refused
  const data = parseJson(Buffer.from(request.raw).toString('utf8'))
  if (!isRecord(data)) return new DoorRefusal(400, 'malformed', { bytes: String(request.raw.byteLength) })
  const corpId = text(data.corpId)
  if (settings.corpId && corpId !== settings.corpId)
    return new DoorRefusal(403, 'unknown_event', { corp_id: corpId.slice(0, 64) })
  const id = createHash('sha256').update(`${timestamp}\n`).update(request.raw).digest('hex').slice(0, 40)
  return { data, delivery: { id, at: now.toISOString() } }
}

/** Without a registered secret nothing proves the origin, so nothing is believed. */
function checkSignature(
  settings: Resolved,
  request: DoorRequest,
  timestamp: string,
  now: Date,
): DoorRefusal | undefined {
  const signature = headerOf(request, 'x-ddpaas-signature')
  if (!settings.cardApiSecret) return new DoorRefusal(401, 'signature', { secret: 'not set' })
  if (!timestamp || !signature) return new DoorRefusal(401, 'signature', { headers: 'missing' })
  if (!equalSecrets(signature, cardSignature(timestamp, settings.cardApiSecret)))
    return new DoorRefusal(401, 'signature')
  const age = ageOf(timestamp, now)
  return Math.abs(age) <= WINDOW_MS
    ? undefined
    : new DoorRefusal(401, 'timestamp', { age: String(Math.round(age / 1000)) })
}
