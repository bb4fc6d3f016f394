import { FaultPlan } from '../faults.ts'
import type { WecomOptions } from './app.ts'
import { Conversations } from './bot/conversations.ts'
import { BotDispatcher } from './bot/dispatcher.ts'
import { BotFiles } from './bot/files.ts'
import type { BotParts } from './bot/parts.ts'
import { BotRequests } from './bot/requests.ts'
import { BotSockets } from './bot/sockets.ts'
import { BotUploads } from './bot/uploads.ts'
import { CallbackUrl } from './callback/callback-url.ts'
import { AppDispatcher } from './callback/dispatcher.ts'
import type { WecomContext } from './context.ts'
import { Deliveries } from './deliveries.ts'
import { WecomDirectory } from './directory.ts'
import { TemporaryMedia } from './media.ts'
import { WecomMessages } from './messages.ts'
import type { Parts } from './people/parts.ts'
import { RateLimits } from './rate-limits.ts'
import { ResponseCodes } from './response-codes.ts'
import { TaskIds } from './task-ids.ts'
import { Tokens } from './tokens.ts'

export interface Assembled extends Parts {
  url: CallbackUrl
  sockets: BotSockets
  deliveries: Deliveries
}

/** All parts of the platform, wired. Throws for a group that holds somebody without an account. */
export function assemble(options: WecomOptions): Assembled {
  const { app, clock, world } = options
  const limits = new RateLimits(clock, options.rateLimits === 'documented')
  const ctx: WecomContext = {
    app,
    appName: world.bot.name,
    clock,
    directory: new WecomDirectory(world),
    messages: new WecomMessages(clock, options.feed),
    media: new TemporaryMedia(clock),
    tokens: new Tokens(app, clock, limits),
    responseCodes: new ResponseCodes(clock),
    taskIds: new TaskIds(),
    limits,
    faults: new FaultPlan(),
    exchanges: options.exchanges,
    log: options.log,
    origin: '',
    canCallBack: () => url.isVerified,
  }
  const url = new CallbackUrl(ctx)
  const deliveries = new Deliveries(clock, ctx.faults)
  const bot = botParts(ctx)
  const sockets = new BotSockets(bot)
  return {
    ctx,
    url,
    sockets,
    deliveries,
    files: bot.files,
    app: new AppDispatcher(ctx, url, deliveries),
    bot: new BotDispatcher(bot, sockets, deliveries),
  }
}

function botParts(ctx: WecomContext): BotParts {
  return {
    ctx,
    requests: new BotRequests(ctx.clock),
    conversations: new Conversations(ctx),
    uploads: new BotUploads(ctx),
    files: new BotFiles(ctx.clock),
  }
}
