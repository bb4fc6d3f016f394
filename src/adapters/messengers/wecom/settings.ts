/** What an administrator configures. Each of the three transports may be left out, but not all. */

/** 自建应用: private chats, updatable cards, names of people. Needs a public callback address and a trusted IP. */
export interface AppSettings {
  corpId: string
  agentId: number
  secret: string
  /** Token of「设置API接收」. */
  callbackToken: string
  /** 43 letters and digits. */
  encodingAesKey: string
  /** e.g. `https://qyapi.weixin.qq.com`. */
  apiBase: string
}

/** 智能机器人 over its long connection: groups, and private chats where there is no app. */
export interface BotSettings {
  botId: string
  botSecret: string
  /** The name under which people call it; it may contain spaces. */
  botName: string
  /** e.g. `wss://openws.work.weixin.qq.com`. */
  wsUrl: string
  /**
   * Whether `<@userid>` in the bot's markdown calls that person. Undocumented for this bot, so the default is false: a
   * mention is then the person's name.
   */
  callsPeople?: boolean
}

/** 消息推送 of groups, one way. A group named here is spoken to through its webhook only. */
export interface WebhookSettings {
  /** Conversation id, as the administrator chose it → key, which is the secret. */
  keys: Readonly<Record<string, string>>
  /** e.g. `https://qyapi.weixin.qq.com`. */
  webhookBase: string
}

export interface WecomSettings {
  app?: AppSettings
  bot?: BotSettings
  webhooks?: WebhookSettings
  /** Where a card without buttons leads: WeCom demands an address on each. Default `https://work.weixin.qq.com`. */
  cardLink?: string
  /** Default 10 s. */
  requestTimeoutMs?: number
}

/** What is wrong with the settings, in words without secrets; empty if nothing is. */
export function settingsProblems({ app, bot, webhooks }: WecomSettings): string[] {
  const keys = Object.keys(webhooks?.keys ?? {})
  return [
    ...(app || bot || keys.length > 0 ? [] : ['neither an app, nor a bot, nor a webhook is configured']),
    ...(app && !/^[A-Za-z0-9]{43}$/.test(app.encodingAesKey) ? ['encodingAesKey must be 43 letters and digits'] : []),
    ...(app && !/^[A-Za-z0-9]{1,32}$/.test(app.callbackToken)
      ? ['callbackToken must be 1 to 32 letters and digits']
      : []),
    ...(app && !(Number.isSafeInteger(app.agentId) && app.agentId > 0) ? ['agentId must be a positive number'] : []),
    ...(bot && bot.botName.trim() === '' ? ['botName is missing'] : []),
  ]
}
