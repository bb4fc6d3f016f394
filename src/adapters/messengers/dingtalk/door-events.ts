/** The encrypted event push: signature over four parts in the query and the body, answered with an encrypted `success`. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../domain/ports/clock.ts'
import { DoorRefusal } from '../../shared/door-refusal.ts'
import { isRecord, type Json, parseJson, text } from '../../shared/json.ts'
import type { DoorRequest } from '../../shared/messenger-adapter.ts'
import { equalSecrets } from '../../shared/signature.ts'
import { decryptEvent, encryptEvent, eventSignature } from './crypto.ts'
import type { Resolved } from './settings.ts'
import { ageOf } from './timestamps.ts'

/** Our choice: the platform documents no window, and repeats what failed for longer than a moment. */
const WINDOW_MS = 3_600_000

interface Keys {
  token: string
  aesKey: string
}

export interface Pushed {
  event: Json
  /** The encrypted word that DingTalk waits for, for the check of the address as for events. */
  answer: Json
}

export function openPush(settings: Resolved, request: DoorRequest, clock: Clock): Pushed | DoorRefusal {
  const { eventToken: token, eventAesKey: aesKey, clientId, corpId } = settings
  if (!token || !aesKey) return new DoorRefusal(401, 'signature', { secret: 'not set' })
  const body = parseJson(Buffer.from(request.raw).toString('utf8'))
  if (!isRecord(body)) return new DoorRefusal(400, 'malformed', { bytes: String(request.raw.byteLength) })
  const encrypted = text(body.encrypt)
  if (!encrypted) return new DoorRefusal(401, 'plaintext')
  const refused = checkSignature(token, request, encrypted, clock.now())
  if (refused) return refused
  const decrypted = decryptEvent(encrypted, aesKey)
  const event = decrypted && parseJson(decrypted.text)
  if (!decrypted || !isRecord(event)) return new DoorRefusal(400, 'undecryptable')
  if (decrypted.owner !== clientId && !(corpId && decrypted.owner === corpId))
    return new DoorRefusal(403, 'unknown_event', { owner: decrypted.owner.slice(0, 64) })
  return { event, answer: sealed({ token, aesKey }, decrypted.owner, clock.now()) }
}

function checkSignature(token: string, request: DoorRequest, encrypted: string, now: Date): DoorRefusal | undefined {
  const query = new URLSearchParams(request.query)
  const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
  const signature = query.get('msg_signature') ?? query.get('signature') ?? ''
  if (!timestamp || !nonce || !signature) return new DoorRefusal(401, 'signature', { query: 'incomplete' })
  if (!equalSecrets(signature, eventSignature(token, timestamp, nonce, encrypted)))
    return new DoorRefusal(401, 'signature')
  const age = ageOf(timestamp, now)
  return Math.abs(age) <= WINDOW_MS
    ? undefined
    : new DoorRefusal(401, 'timestamp', { age: String(Math.round(age / 1000)) })
}

function sealed({ token, aesKey }: Keys, owner: string, now: Date): Json {
  const [timeStamp, nonce] = [String(now.getTime()), randomBytes(8).toString('hex')]
  const encrypt = encryptEvent('success', aesKey, owner)
  return { msg_signature: eventSignature(token, timeStamp, nonce, encrypt), timeStamp, nonce, encrypt }
}
