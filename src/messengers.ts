/** Host piece: which messengers a process serves, and their settings. */
import { createDingtalk, type DingtalkPorts, type DingtalkSettings } from './adapters/messengers/dingtalk/index.ts'
import { createFeishu, type FeishuPorts, type FeishuSettings } from './adapters/messengers/feishu/index.ts'
import { createWecom, type WecomPorts, type WecomSettings } from './adapters/messengers/wecom/index.ts'
import type { MessengerAdapter } from './adapters/shared/messenger-adapter.ts'
import type { MessengerName } from './bot/messenger.ts'
import type { Config } from './config/index.ts'
import type { SimulatedPlatforms } from './simulated-platforms.ts'

export type MessengerPorts = FeishuPorts & DingtalkPorts & WecomPorts

/** A messenger that is configured; it is created once the bot that listens is there. */
export interface ConfiguredMessenger extends MessengerName {
  create(ports: MessengerPorts): MessengerAdapter
}

interface Settings {
  feishu: FeishuSettings | undefined
  dingtalk: DingtalkSettings | undefined
  wecom: WecomSettings | undefined
}

/** In simulator mode the simulated platforms are the only ones: real credentials stay unused. */
export function configuredMessengers(
  config: Config,
  botName: string,
  simulated: SimulatedPlatforms | undefined,
): readonly ConfiguredMessenger[] {
  const { feishu, dingtalk, wecom } = simulated ? simulatedSettings(config, botName, simulated) : real(config, botName)
  const all = [
    feishu && messenger('feishu', '飞书', 'Feishu', (ports) => createFeishu(feishu, ports)),
    dingtalk && messenger('dingtalk', '钉钉', 'DingTalk', (ports) => createDingtalk(dingtalk, ports)),
    wecom && messenger('wecom', '企业微信', 'WeCom', (ports) => createWecom(wecom, ports)),
  ].filter((one) => one !== undefined)
  if (all.length === 0) throw new Error('no messenger is configured')
  return all
}

const messenger = (
  platform: string,
  zh: string,
  en: string,
  create: ConfiguredMessenger['create'],
): ConfiguredMessenger => ({ platform, zh, en, create })

// ── Real ones ────────────────────────────────────────────────────────────────────────────────────────────────────────

const real = (config: Config, botName: string): Settings => ({
  feishu: feishuSettings(config),
  dingtalk: dingtalkSettings(config, botName),
  wecom: wecomSettings(config, botName),
})

function feishuSettings({ feishu }: Config): FeishuSettings | undefined {
  const { transport, perSecond, perConversationPerSecond, credentials, baseUrl } = feishu
  if (!credentials) return undefined
  return {
    transport,
    perSecond,
    perConversationPerSecond,
    baseUrl,
    appId: credentials.appId,
    appSecret: credentials.appSecret.reveal(),
    encryptKey: credentials.encryptKey?.reveal() ?? '',
    verificationToken: credentials.verificationToken?.reveal() ?? '',
  }
}

function dingtalkSettings({ dingtalk }: Config, robotName: string): DingtalkSettings | undefined {
  const { credentials, cardApiSecret, eventToken, eventAesKey, ...plain } = dingtalk
  if (!credentials) return undefined
  return {
    ...plain,
    robotName,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret.reveal(),
    ...(cardApiSecret && { cardApiSecret: cardApiSecret.reveal() }),
    ...(eventToken && { eventToken: eventToken.reveal() }),
    ...(eventAesKey && { eventAesKey: eventAesKey.reveal() }),
  }
}

function wecomSettings({ wecom }: Config, botName: string): WecomSettings | undefined {
  const { app, bot, webhooks, apiBase, wsUrl } = wecom
  if (!app && !bot && webhooks.length === 0) return undefined
  return {
    ...(app && {
      app: {
        corpId: app.corpId,
        agentId: app.agentId,
        secret: app.secret.reveal(),
        callbackToken: app.callbackToken.reveal(),
        encodingAesKey: app.encodingAesKey.reveal(),
        apiBase,
      },
    }),
    ...(bot && {
      bot: { botId: bot.botId, botSecret: bot.botSecret.reveal(), botName: bot.botName ?? botName, wsUrl },
    }),
    ...(webhooks.length > 0 && {
      webhooks: {
        keys: Object.fromEntries(webhooks.map(({ conversation, key }) => [conversation, key.reveal()])),
        webhookBase: apiBase,
      },
    }),
  }
}

// ── Simulated ones ───────────────────────────────────────────────────────────────────────────────────────────────────

function simulatedSettings(config: Config, botName: string, simulated: SimulatedPlatforms): Settings {
  const { transport, perSecond, perConversationPerSecond } = config.feishu
  const { feishu, dingtalk, wecom } = simulated
  return {
    feishu: feishu && {
      ...feishu.app,
      transport,
      perSecond,
      perConversationPerSecond,
      baseUrl: feishu.baseUrl,
    },
    dingtalk: dingtalk && simulatedDingtalk(config, botName, dingtalk),
    wecom: wecom && simulatedWecom(wecom),
  }
}

function simulatedDingtalk(
  { dingtalk: { monthlyQuota, perSecond, perConversationPerMinute } }: Config,
  robotName: string,
  { app, baseUrl }: NonNullable<SimulatedPlatforms['dingtalk']>,
): DingtalkSettings {
  const { clientId, clientSecret, robotCode, cardTemplates } = app
  const [cardTemplateId] = cardTemplates
  return {
    clientId,
    clientSecret,
    robotCode,
    robotName,
    apiBase: baseUrl,
    oapiBase: baseUrl,
    transport: 'stream',
    ...(cardTemplateId && { cardTemplateId }),
    webhookHosts: [new URL(baseUrl).hostname],
    monthlyQuota,
    perSecond,
    perConversationPerMinute,
  }
}

function simulatedWecom({ app, baseUrl }: NonNullable<SimulatedPlatforms['wecom']>): WecomSettings {
  const { corpId, agentId, secret, callbackToken, encodingAesKey, bot } = app
  return {
    app: { corpId, agentId, secret, callbackToken, encodingAesKey, apiBase: baseUrl },
    bot: {
      botId: bot.botId,
      botSecret: bot.secret,
      botName: bot.name,
      wsUrl: `${baseUrl.replace(/^http/, 'ws')}/ws`,
    },
  }
}
