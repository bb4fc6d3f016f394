import { MessengerError } from '../../../bot/messenger.ts'
import { text } from '../../shared/json.ts'
import type { DingtalkClient } from './client.ts'
import { TOPIC } from './frames.ts'
import type { Resolved } from './settings.ts'

const USER_AGENT = 'mems-node/1.0'

/**
 * Asks where to connect: one address with a ticket that lives 90 s and is good for one connection. Takes the app's
 * credentials, no token. Of events only `*` can be subscribed; which ones come is ticked in the console.
 */
export async function requestEndpoint(
  client: DingtalkClient,
  settings: Resolved,
  signal: AbortSignal,
): Promise<string> {
  const body = await client.anonymous({
    operation: 'stream gateway',
    family: 'api',
    method: 'POST',
    path: '/v1.0/gateway/connections/open',
    json: {
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      ua: USER_AGENT,
      subscriptions: [
        { type: 'EVENT', topic: '*' },
        { type: 'CALLBACK', topic: TOPIC.robot },
        { type: 'CALLBACK', topic: TOPIC.card },
      ],
    },
    repeatable: true,
    signal,
  })
  const [endpoint, ticket] = [text(body.endpoint), text(body.ticket)]
  if (!/^wss?:\/\//.test(endpoint) || !URL.canParse(endpoint) || !ticket)
    throw new MessengerError('unavailable', 'dingtalk stream gateway: unusable answer')
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`
}
