import type { ExchangeRecord } from '../exchanges.ts'
import { isRecord } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import { PLATFORM } from './directory.ts'

/** Lower-case names of properties, headers and query parameters whose values are secrets here. */
const SECRETS = new Set([
  'clientsecret',
  'client_secret',
  'appsecret',
  'apisecret',
  'accesstoken',
  'access_token',
  'x-acs-dingtalk-access-token',
  'x-ddpaas-signature',
  'sign',
  'session',
  'ticket',
  'downloadcode',
  'picturedownloadcode',
])
const ADDRESS = /^https?:\/\/[^?\s]+\?/
const DOWNLOAD = /(\/downloads\/)[^/?#]+/

/** Adds a record to the inspector's log without this platform's secrets. */
export function record(ctx: DingtalkContext, made: Omit<ExchangeRecord, 'platform' | 'messages'>): void {
  ctx.exchanges.add({
    platform: PLATFORM,
    ...made,
    messages: [made.request, made.response].flatMap((part) => messagesNamed(ctx, part)),
    path: maskAddress(made.path),
    requestHeaders: masked(made.requestHeaders) as Record<string, unknown>,
    request: masked(made.request),
    response: masked(made.response),
    ...(made.decrypted === undefined ? {} : { decrypted: masked(made.decrypted) }),
  })
}

/** The platform speaks of the service's messages by other names than of people's. */
function messagesNamed(ctx: DingtalkContext, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => messagesNamed(ctx, item))
  if (typeof value === 'string') return ctx.messages.idsNamed(value)
  return isRecord(value) ? Object.values(value).flatMap((inner) => messagesNamed(ctx, inner)) : []
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value === 'string') return ADDRESS.test(value) || DOWNLOAD.test(value) ? maskAddress(value) : value
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskedProperty(key, inner)]))
}

function maskedProperty(key: string, value: unknown): unknown {
  if (SECRETS.has(key.toLowerCase())) return '***'
  return masked(value)
}

/** Masks the values of secret query parameters and the name of a download. */
function maskAddress(address: string): string {
  const shown = address.replace(DOWNLOAD, '$1***')
  return shown.replace(/([?&])([^=&]+)=[^&]*/g, (whole, mark: string, name: string) =>
    SECRETS.has(name.toLowerCase()) ? `${mark}${name}=***` : whole,
  )
}
