/** Which transport carries what: a private chat the app, else the bot; a group its webhook, else the bot, else the app. */
import { type Conversation, type Messenger, MessengerError, type Rate } from '../../../bot/messenger.ts'
import { PLATFORM } from './decode.ts'
import { UNREACHABLE } from './error-codes.ts'
import type { Images } from './media.ts'
import { CARD_MAX_BYTES } from './render-card.ts'
import type { Transport } from './transport.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

export interface Transports {
  app?: Transport | undefined
  bot?: Transport | undefined
  /** Groups that the app created. */
  appchat?: Transport | undefined
  webhook?: Transport | undefined
  hasWebhook(conversationId: string): boolean
}

export function createMessenger(transports: Transports, images: Images): Messenger {
  const { app, bot } = transports

  function choose(to: Conversation): Transport {
    const chosen =
      to.kind === 'private'
        ? (app ?? bot)
        : ((transports.hasWebhook(to.id) ? transports.webhook : undefined) ?? bot ?? transports.appchat)
    if (!chosen) throw new MessengerError('gone', `wecom: no transport is configured for this ${to.kind} conversation`)
    return chosen
  }

  /** Somebody outside the app's range may still be known to the bot, by an id that only the bot understands. */
  async function carry<T>(to: Conversation, work: (transport: Transport) => Promise<T>): Promise<T> {
    const chosen = choose(to)
    try {
      return await work(chosen)
    } catch (error) {
      const unknown = error instanceof MessengerError && UNREACHABLE.has(error.platformCode ?? '')
      if (!unknown || !bot || chosen !== app) throw error
      return work(bot)
    }
  }

  return {
    platform: PLATFORM,
    limits: {
      cardBytes: CARD_MAX_BYTES,
      rates: ratesOf(transports),
      // No key of ours is known for messages; a card's task id is taken once.
      keyMemoryMs: { message: 0, card: DAY_MS },
    },
    sendText: (to, ...rest) => carry(to, (transport) => transport.sendText(to, ...rest)),
    sendImage: (to, ...rest) => carry(to, (transport) => transport.sendImage(to, ...rest)),
    sendCard: (to, ...rest) => carry(to, (transport) => transport.sendCard(to, ...rest)),
    updateCard: (to, ...rest) => carry(to, (transport) => transport.updateCard(to, ...rest)),
    upload: async (file) => images.hold(file),
  }
}

/** The strictest that any configured transport documents: 20 a minute by webhook, 30 by app and bot, 1000 an hour by bot. */
function ratesOf({ bot, webhook }: Transports): Rate[] {
  return [
    { scope: 'conversation', count: webhook ? 20 : 30, perMs: MINUTE_MS },
    ...(bot ? [{ scope: 'conversation' as const, count: 1000, perMs: HOUR_MS }] : []),
  ]
}
