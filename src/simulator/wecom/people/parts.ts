import type { BotDispatcher } from '../bot/dispatcher.ts'
import type { BotFiles } from '../bot/files.ts'
import type { AppDispatcher } from '../callback/dispatcher.ts'
import type { WecomContext } from '../context.ts'

/** What people act on. */
export interface Parts {
  readonly ctx: WecomContext
  readonly app: AppDispatcher
  readonly bot: BotDispatcher
  readonly files: BotFiles
}
