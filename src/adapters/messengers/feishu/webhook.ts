/** The HTTP door: verifies over raw bytes, then hands on. Order of checks as the event subscription guide needs it. */
import type { Clock } from '../../../domain/ports/clock.ts'
import { DoorRefusal, headerOf, jsonAnswer } from '../../shared/door-refusal.ts'
import { isRecord, type Json, parseJson, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { DoorRequest, DoorResponse } from '../../shared/messenger-adapter.ts'
import type { Refusals } from '../../shared/refusals.ts'
import { equalSecrets } from '../../shared/signature.ts'
import { decrypt, signatureOf } from './crypto.ts'
import type { Events } from './events.ts'

/** Feishu's events stay far below; a larger body is an attack. */
export const WEBHOOK_MAX_BYTES = 1024 * 1024
/** Our choice: the platform documents no window. */
const TIMESTAMP_WINDOW_S = 300

export interface WebhookSettings {
  appId: string
  encryptKey: string
  verificationToken: string
}

export function createWebhook(
  settings: WebhookSettings,
  ports: { clock: Clock; log: AdapterLog; events: Events; refusals: Refusals; seen: () => void },
): (request: DoorRequest) => Promise<DoorResponse> {
  const { clock, log, events, refusals } = ports

  async function refuse({ status, reason, detail }: DoorRefusal): Promise<DoorResponse> {
    await refusals.note(reason, detail)
    return jsonAnswer(status, { error: reason })
  }

  return async (request) => {
    const opened = open(settings, request, clock)
    if (opened instanceof DoorRefusal) return refuse(opened)
    if (typeof opened.challenge === 'string') return jsonAnswer(200, { challenge: opened.challenge })
    ports.seen()
    try {
      const { body, delivered } = await events.dispatch(opened.envelope)
      if (!delivered) return jsonAnswer(200, body)
      const noteFailure = () => log.warn({}, 'feishu answer could not be noted as delivered')
      return { ...jsonAnswer(200, body), sent: () => void delivered().catch(noteFailure) }
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'feishu event not stored')
      return jsonAnswer(500, { error: 'not_stored' })
    }
  }
}

interface Opened {
  challenge?: string
  envelope: Json
}

function open(settings: WebhookSettings, request: DoorRequest, clock: Clock): Opened | DoorRefusal {
  const { raw } = request
  if (raw.byteLength > WEBHOOK_MAX_BYTES) return new DoorRefusal(413, 'oversized', { bytes: String(raw.byteLength) })
  const envelope = unwrap(settings, raw)
  if (envelope instanceof DoorRefusal) return envelope
  // The challenge carries no signature, so it has to be told apart before; events may carry a stray `challenge` field.
  if (envelope.type === 'url_verification') return challenge(settings, envelope)
  return checkSignature(settings, request, clock) ?? checkOrigin(settings, envelope) ?? { envelope }
}

function unwrap(settings: WebhookSettings, raw: Uint8Array): Json | DoorRefusal {
  const outer = parseJson(Buffer.from(raw).toString('utf8'))
  if (!isRecord(outer)) return new DoorRefusal(400, 'malformed', { bytes: String(raw.byteLength) })
  if (typeof outer.encrypt !== 'string') return settings.encryptKey ? new DoorRefusal(401, 'plaintext') : outer
  const decrypted = settings.encryptKey ? decrypt(outer.encrypt, settings.encryptKey) : undefined
  const inner = decrypted === undefined ? undefined : parseJson(decrypted)
  return isRecord(inner) ? inner : new DoorRefusal(400, 'undecryptable')
}

function challenge(settings: WebhookSettings, envelope: Json): Opened | DoorRefusal {
  if (!tokenFits(settings, envelope.token)) return new DoorRefusal(401, 'token', { type: 'url_verification' })
  return { challenge: text(envelope.challenge), envelope }
}

/** The signature comes before the time: a stale one that fits is a replay, which the audit tells from a forgery. */
function checkSignature(settings: WebhookSettings, request: DoorRequest, clock: Clock): DoorRefusal | undefined {
  if (!settings.encryptKey) return undefined
  const timestamp = headerOf(request, 'x-lark-request-timestamp')
  const nonce = headerOf(request, 'x-lark-request-nonce')
  const signature = headerOf(request, 'x-lark-signature')
  if (!timestamp || !nonce || !signature) return new DoorRefusal(401, 'signature', { headers: 'missing' })
  const expected = signatureOf(timestamp, nonce, settings.encryptKey, request.raw)
  if (!equalSecrets(signature, expected)) return new DoorRefusal(401, 'signature')
  const ageSeconds = clock.now().getTime() / 1000 - Number(timestamp)
  const fresh = Math.abs(ageSeconds) <= TIMESTAMP_WINDOW_S
  return fresh ? undefined : new DoorRefusal(401, 'timestamp', { age: String(Math.round(ageSeconds)) })
}

/** v2 events have their token in the header, v1 events at the top. */
function checkOrigin(settings: WebhookSettings, envelope: Json): DoorRefusal | undefined {
  const head = record(envelope.header)
  if (!tokenFits(settings, head.token ?? envelope.token)) return new DoorRefusal(401, 'token')
  if (!isRecord(envelope.header)) return undefined
  const appId = text(head.app_id)
  return appId === settings.appId ? undefined : new DoorRefusal(403, 'unknown_event', { app_id: appId.slice(0, 64) })
}

/** Without a configured token the signature has to prove the origin; without both nothing is believed. */
function tokenFits(settings: WebhookSettings, given: unknown): boolean {
  if (!settings.verificationToken) return settings.encryptKey !== ''
  return equalSecrets(text(given), settings.verificationToken)
}
