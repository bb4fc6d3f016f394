/** Everything that the 智能机器人 needs, wired. */
import { createBotEvents } from './bot-events.ts'
import type { BotFrame } from './bot-socket.ts'
import { type BotTransport, createBotTransport } from './bot-transport.ts'
import type { Contacts } from './contacts.ts'
import type { Lease } from './lease.ts'
import type { SharedPorts } from './ports.ts'
import type { BotSettings } from './settings.ts'
import { createStream, type Stream } from './stream.ts'

export interface Bot {
  transport: BotTransport
  stream: Stream
}

export function createBot(settings: BotSettings, ports: SharedPorts & { contacts: Contacts; lease?: Lease }): Bot {
  const { images, once, link } = ports
  const received = (handle: (frame: BotFrame) => Promise<void>) => (frame: BotFrame) => {
    ports.seen()
    ports.background(handle(frame))
  }
  const stream = createStream(settings, {
    ...ports,
    message: received((frame) => events.message(frame)),
    event: received((frame) => events.event(frame)),
  })
  const transport = createBotTransport({ stream, link, images, once, callsPeople: settings.callsPeople ?? false })
  const events = createBotEvents({ ...ports, botName: settings.botName, transport })
  return { transport, stream }
}
