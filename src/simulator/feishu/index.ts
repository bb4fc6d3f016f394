/** The simulated Feishu behind the port of the simulator. */

import { FaultPlan } from '../faults.ts'
import type { Shared } from '../types.ts'
import type { FeishuApp } from './app.ts'
import { CardTokens } from './card-tokens.ts'
import type { FeishuContext } from './context.ts'
import { Directory } from './directory.ts'
import { MediaStore } from './media-store.ts'
import { MessageStore } from './messages.ts'
import { FeishuPlatform } from './platform.ts'
import { RateLimits } from './rate-limits.ts'
import { Tokens } from './tokens.ts'

export type { FeishuApp } from './app.ts'
export type { FeishuPlatform } from './platform.ts'

export interface FeishuOptions extends Shared {
  app: FeishuApp
}

const APP_ID = /^cli_[0-9a-fA-F]{16}$/

/** Throws for an app id that the official SDK would not take, and for a chat with a stranger in it. */
export function createFeishuPlatform({
  app,
  world,
  clock,
  feed,
  exchanges,
  rateLimits,
  log,
}: FeishuOptions): FeishuPlatform {
  if (!APP_ID.test(app.appId)) throw new Error('appId must be cli_ and 16 hex digits')
  const ctx: FeishuContext = {
    app,
    clock,
    directory: new Directory(world, app.appId),
    messages: new MessageStore(clock, feed),
    media: new MediaStore(),
    tokens: new Tokens(app, clock),
    cardTokens: new CardTokens(clock),
    limits: new RateLimits(clock, rateLimits !== 'off'),
    faults: new FaultPlan(),
    exchanges,
    log,
  }
  return new FeishuPlatform(ctx)
}
