/** Robot messages over HTTP: `timestamp` and `sign` headers. They do not cover the body, so its origin is checked, too. */

import { DoorRefusal, headerOf } from '../../shared/door-refusal.ts'
import { isRecord, type Json, parseJson, text } from '../../shared/json.ts'
import type { DoorRequest } from '../../shared/messenger-adapter.ts'
import { equalSecrets } from '../../shared/signature.ts'
import { robotSignature } from './crypto.ts'
import type { Resolved } from './settings.ts'
import { ageOf } from './timestamps.ts'

/** Documented: a request is void an hour from its timestamp. */
const WINDOW_MS = 3_600_000

export function openRobot(settings: Resolved, request: DoorRequest, now: Date): Json | DoorRefusal {
  const refused = checkSignature(settings, request, now)
  if (refused) return refused
  const data = parseJson(Buffer.from(request.raw).toString('utf8'))
  if (!isRecord(data)) return new DoorRefusal(400, 'malformed', { bytes: String(request.raw.byteLength) })
  return checkOrigin(settings, data) ?? data
}

/** The signature comes before the time: a stale one that fits is a replay, which the audit tells from a forgery. */
function checkSignature(settings: Resolved, request: DoorRequest, now: Date): DoorRefusal | undefined {
  const [timestamp, sign] = [headerOf(request, 'timestamp'), headerOf(request, 'sign')]
  if (!timestamp || !sign) return new DoorRefusal(401, 'signature', { headers: 'missing' })
  if (!equalSecrets(sign, robotSignature(timestamp, settings.clientSecret))) return new DoorRefusal(401, 'signature')
  const age = ageOf(timestamp, now)
  return Math.abs(age) <= WINDOW_MS
    ? undefined
    : new DoorRefusal(401, 'timestamp', { age: String(Math.round(age / 1000)) })
}

function checkOrigin(settings: Resolved, data: Json): DoorRefusal | undefined {
  const [robotCode, corpId] = [text(data.robotCode), text(data.chatbotCorpId)]
  const isOurs = robotCode === settings.robotCode && (!settings.corpId || corpId === settings.corpId)
  const detail = { robot_code: robotCode.slice(0, 64), corp_id: corpId.slice(0, 64) }
  return isOurs ? undefined : new DoorRefusal(403, 'unknown_event', detail)
}
