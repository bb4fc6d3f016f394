import type { Clock } from '../../../domain/ports/clock.ts'
import { createTokenCache, type FetchedToken, type TokenCache } from '../../shared/token-cache.ts'

/** Both the old and the new token are valid while Feishu hands out a new one, so renewing early costs nothing. */
const EARLY_MS = 300_000

/** The tenant access token of a self-built app, as `POST /open-apis/auth/v3/tenant_access_token/internal` hands it out. */
export function createTenantToken(clock: Clock, fetchToken: () => Promise<FetchedToken>): TokenCache {
  return createTokenCache(clock, EARLY_MS, fetchToken)
}
