import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { text } from '../../shared/json.ts'
import { createTokenCache, type FetchedToken, type TokenCache } from '../../shared/token-cache.ts'
import type { Client } from './client.ts'

/** As the WeCom team's own plugin does. */
const EARLY_MS = 60_000
/** Documented as normal, for answers without it. */
const NORMAL_TTL_S = 7200
/** A secret that was refused is not shown again for a while: repeating it bans our address for an hour. */
const SILENT_AFTER_REFUSAL_MS = 600_000

/** The app's access token, as `GET /cgi-bin/gettoken` hands it out. */
export function createAppToken(client: Client, app: { corpId: string; secret: string }, clock: Clock): TokenCache {
  let refusal: { error: MessengerError; until: number } | undefined

  async function fetchToken(): Promise<FetchedToken> {
    const body = await client.call({
      operation: 'access token',
      method: 'GET',
      path: '/cgi-bin/gettoken',
      query: { corpid: app.corpId, corpsecret: app.secret },
      repeatable: true,
    })
    const value = text(body.access_token)
    if (!value) throw new MessengerError('unavailable', 'wecom access token: answer without token')
    return { value, ttlMs: (Number(body.expires_in) || NORMAL_TTL_S) * 1000 }
  }

  return createTokenCache(clock, EARLY_MS, async () => {
    const now = clock.now().getTime()
    if (refusal && now < refusal.until) throw refusal.error
    try {
      return await fetchToken()
    } catch (error) {
      if (error instanceof MessengerError && error.fault === 'unauthorized')
        refusal = { error, until: now + SILENT_AFTER_REFUSAL_MS }
      throw error
    }
  })
}
