/** Everything that the self-built app needs, wired. */
import type { DoorRequest, DoorResponse } from '../../shared/messenger-adapter.ts'
import { createAppEvents } from './app-events.ts'
import { type AppTransport, createAppTransport } from './app-transport.ts'
import { createAppchatTransport } from './appchat-transport.ts'
import { createClient, createTokenClient } from './client.ts'
import { type Contacts, createContacts } from './contacts.ts'
import type { SharedPorts } from './ports.ts'
import { createProbe, type Probe } from './probe.ts'
import { createProblems, type Problems } from './problems.ts'
import { createClickCodes } from './response-codes.ts'
import type { AppSettings } from './settings.ts'
import { createAppToken } from './token.ts'
import type { Transport } from './transport.ts'
import { createWebhook } from './webhook.ts'

export interface App {
  transport: AppTransport
  appchat: Transport
  contacts: Contacts
  probe: Probe
  problems: Problems
  handle(request: DoorRequest): Promise<DoorResponse>
}

export function createApp(settings: AppSettings, ports: SharedPorts): App {
  const { clock, log, images, once, link, timeoutMs } = ports
  const problems = createProblems(clock)
  const options = { base: settings.apiBase.replace(/\/+$/, ''), timeoutMs, log, noted: problems.noted }
  const client = createTokenClient(options, createAppToken(createClient(options), settings, clock))
  const codes = createClickCodes(clock)
  const { agentId } = settings
  const transport = createAppTransport({ client, agentId, link, images, codes, once, clock, log })
  const events = createAppEvents({ ...ports, transport, codes, lifecycle: problems.lifecycle })
  return {
    transport,
    appchat: createAppchatTransport(client, images, once),
    contacts: createContacts(client, clock, log),
    probe: createProbe(client, clock),
    problems,
    handle: createWebhook(settings, {
      ...ports,
      async handle(xml) {
        ports.seen()
        await events(xml)
      },
    }),
  }
}
