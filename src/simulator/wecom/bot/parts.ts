import type { WecomContext } from '../context.ts'
import type { Conversations } from './conversations.ts'
import type { BotFiles } from './files.ts'
import type { BotRequests } from './requests.ts'
import type { BotUploads } from './uploads.ts'

/** What the bot's side of the platform remembers. */
export interface BotParts {
  readonly ctx: WecomContext
  readonly requests: BotRequests
  readonly conversations: Conversations
  readonly uploads: BotUploads
  readonly files: BotFiles
}
