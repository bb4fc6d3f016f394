/** A DingTalk on loopback: both families of its API, the Stream gateway and socket, and people who talk and press. */
import type { FastifyInstance } from 'fastify'
import { FaultPlan } from '../faults.ts'
import { CardRoutes } from './card-routes.ts'
import { CardStore } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import { Directory } from './directory.ts'
import { Media } from './media.ts'
import { MessageStore } from './message-store.ts'
import type { DingtalkOptions, DingtalkPlatform } from './options.ts'
import { Platform } from './platform.ts'
import { dingtalkPlugin } from './plugin.ts'
import { Quota } from './quota.ts'
import { RateLimits } from './rate-limits.ts'
import { Sessions } from './sessions.ts'
import { Stream } from './stream.ts'
import { Tokens } from './tokens.ts'

export type * from './options.ts'

/** Throws for a world whose DingTalk chats hold people without an account there. */
export function createDingtalkPlatform(options: DingtalkOptions): DingtalkPlatform {
  const { app, world, clock, feed, exchanges, log } = options
  const enforced = options.rateLimits !== 'off'
  let server: FastifyInstance | undefined
  const ctx: DingtalkContext = {
    app,
    clock,
    directory: new Directory(world, app.robotCode),
    messages: new MessageStore(clock, feed),
    cards: new CardStore(),
    cardRoutes: new CardRoutes(),
    media: new Media(clock),
    sessions: new Sessions(clock),
    tokens: new Tokens(clock),
    limits: new RateLimits(clock, enforced),
    quota: new Quota(clock, app.monthlyQuota, enforced),
    faults: new FaultPlan(),
    exchanges,
    log,
    base: () => app.webhookBase ?? addressOf(server),
  }
  const stream = new Stream(ctx)
  const endpoints = dingtalkPlugin(ctx, stream, (fastify) => {
    server = fastify
  })
  return new Platform(ctx, stream, endpoints)
}

/** Where the server listens; before it does, an address that leads nowhere. */
function addressOf(server: FastifyInstance | undefined): string {
  const address = server?.server.address()
  if (!address || typeof address === 'string') return 'http://127.0.0.1:9'
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host.replace('0.0.0.0', '127.0.0.1')}:${address.port}${server?.prefix ?? ''}`
}
