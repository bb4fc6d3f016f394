/** Step 1 of the long connection: where to connect, and how often to ping. */
import { type Json, record, text } from '../../shared/json.ts'
import type { FeishuClient } from './client.ts'

export interface ClientConfig {
  pingMs: number
  /** Longest wait before the first try to reconnect; the actual one is random, so that all bots do not come at once. */
  jitterMs: number
}

export interface Endpoint {
  url: string
  serviceId: number
  config: ClientConfig
}

const DEFAULTS: ClientConfig = { pingMs: 120_000, jitterMs: 30_000 }

/** `POST /callback/ws/endpoint` takes the app's credentials with capital keys, and no token. */
export async function requestEndpoint(
  client: FeishuClient,
  credentials: { appId: string; appSecret: string },
  signal: AbortSignal,
): Promise<Endpoint> {
  const body = await client.anonymous({
    operation: 'long connection endpoint',
    method: 'POST',
    path: '/callback/ws/endpoint',
    json: { AppID: credentials.appId, AppSecret: credentials.appSecret },
    repeatable: true,
    signal,
  })
  const data = record(body.data)
  const url = text(data.URL)
  return {
    url,
    serviceId: Number(new URL(url).searchParams.get('service_id')),
    config: readClientConfig(data.ClientConfig, DEFAULTS),
  }
}

/**
 * The parts of `ClientConfig` that we follow, in seconds; how long to wait after a failed try is our own. It comes with the
 * endpoint and again with pongs. What is missing stays as it was.
 */
export function readClientConfig(value: unknown, before: ClientConfig): ClientConfig {
  const config: Json = record(value)
  return {
    pingMs: seconds(config.PingInterval) ?? before.pingMs,
    jitterMs: seconds(config.ReconnectNonce) ?? before.jitterMs,
  }
}

function seconds(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * 1000 : undefined
}
