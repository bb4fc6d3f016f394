import type { Shared } from '../types.ts'

/** Name of the platform in accounts and chats of the world. */
export const PLATFORM = 'wecom'

/** The AI bot (智能机器人) that serves groups over the long connection. */
export interface AiBot {
  botId: string
  secret: string
  /** As it is mentioned: `@name`. */
  name: string
  /** True: callbacks name people by an encrypted open_userid; left out: by their userid. */
  openUserIds?: boolean | undefined
}

/** What the administrator has set up: a self-built app, an AI bot, and webhooks of groups. */
export interface WecomApp {
  corpId: string
  agentId: number
  /** Empty: no self-built app, and private chats are with the bot. */
  secret: string
  callbackToken: string
  /** 43 letters and digits. */
  encodingAesKey: string
  /** Empty: none yet. */
  callbackUrl: string
  bot: AiBot
  /** Keys of the groups' message pushes (消息推送) by chat id. */
  groupWebhooks: Record<string, string>
}

export interface WecomOptions extends Shared {
  app: WecomApp
}
