/** A faithful WeCom (企业微信) on loopback: a self-built app, an AI bot over its socket, and webhooks of groups. */
import { Impossible, type SimulatedPlatform } from '../simulated-platform.ts'
import type { Subscription } from '../types.ts'
import { wecomPlugin } from './api/plugin.ts'
import { PLATFORM, type WecomOptions } from './app.ts'
import { type Assembled, assemble } from './assemble.ts'
import { enter, setBotPresent } from './people/presence.ts'
import { press } from './people/press.ts'
import { say } from './people/say.ts'
import { type SharedThing, share } from './people/share.ts'
import { viewMessage } from './view/message-view.ts'

export type { WecomApp, WecomOptions } from './app.ts'
export type { SharedThing } from './people/share.ts'

/** What WeCom's people and administrators can do beside what they do on every platform. */
export interface WecomPlatform extends SimulatedPlatform {
  /** The platform takes all access tokens back before their time. */
  revokeTokens(): void
  /** A person, by id of the world, opens the private chat. */
  enter(person: string): void
  /** A person sends a place or a link to the app. */
  share(person: string, thing: SharedThing): { id: string }
}

/**
 * Builds the platform; a callback URL in the options is verified at once, so its service must be listening. Throws for
 * an EncodingAESKey of the wrong form and for a group that holds somebody without an account.
 */
export function createWecomPlatform(options: WecomOptions): WecomPlatform {
  const { app } = options
  if (app.secret !== '' && !/^[A-Za-z0-9]{43}$/.test(app.encodingAesKey))
    throw new Error('encodingAesKey must be 43 letters and digits')
  const parts = assemble(options)
  const { ctx, url, sockets, deliveries } = parts
  if (app.callbackUrl !== '') url.set(app.callbackUrl)
  return {
    name: PLATFORM,
    endpoints: wecomPlugin(ctx, sockets),
    faults: ctx.faults,
    get inFlight() {
      return deliveries.inFlight
    },
    get chats() {
      return ctx.directory.chats.map(({ id, name, type, members, botPresent }) => ({
        id,
        name,
        type,
        members,
        botPresent,
      }))
    },
    messages: (native, wanted) => viewsOf(parts, native, wanted),
    say: (utterance) => ({ id: say(parts, utterance).id }),
    press: (made) => press(parts, made),
    recall: (id) => recall(parts, id),
    setBotPresent: (chat, present) => setBotPresent(parts, chat, present),
    medium: (key) => ctx.media.ever(key),
    get subscription() {
      return url.state
    },
    subscribed: () => url.settled(),
    subscribe: (subscription) => subscribe(parts, subscription),
    revokeTokens: () => ctx.tokens.revoke(),
    enter: (person) => enter(parts, person),
    share: (person, thing) => ({ id: share(parts, person, thing).id }),
    close: async () => {
      deliveries.close()
      sockets.close()
    },
  }
}

function viewsOf({ ctx }: Assembled, native: boolean, wanted?: (message: { id: string; chat: string }) => boolean) {
  return ctx.messages
    .present()
    .filter(({ id, chatId }) => wanted?.({ id, chat: chatId }) ?? true)
    .map((message) => ({ ...viewMessage(ctx, message, native), createdAt: message.createdAt }))
}

/**
 * The console's Save of 接收消息: verifies the URL at once, up to three times, one second each. The AI bot's long
 * connection is not subscribed to here: whoever has its secret connects.
 */
function subscribe({ url }: Assembled, subscription: Subscription): void {
  if (subscription.mode !== 'webhook') throw new Impossible(422, 'the self-built app has only a callback URL')
  url.set(subscription.url)
}

function recall({ ctx }: Assembled, id: string): void {
  const message = ctx.messages.get(id)
  if (!message) throw new Impossible(404, `no message ${id}`)
  ctx.messages.recall(message)
}
