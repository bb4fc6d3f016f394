/** Host piece: which messengers a process serves, and their settings. */
import { createFeishu, type FeishuPorts, type FeishuSettings } from './adapters/messengers/feishu/index.ts'
import type { MessengerAdapter } from './adapters/shared/messenger-adapter.ts'
import type { MessengerName } from './bot/messenger.ts'
import type { Config } from './config/index.ts'
import type { SimulatedPlatforms } from './simulated-platforms.ts'

export type MessengerPorts = FeishuPorts

/** A messenger that is configured; it is created once the bot that listens is there. */
export interface ConfiguredMessenger extends MessengerName {
  create(ports: MessengerPorts): MessengerAdapter
}

/** In simulator mode the simulated platforms are the only ones: real credentials stay unused. */
export function configuredMessengers(
  config: Config,
  simulated: SimulatedPlatforms | undefined,
): readonly ConfiguredMessenger[] {
  const feishu = feishuSettings(config, simulated)
  if (!feishu) throw new Error('no messenger is configured')
  return [{ platform: 'feishu', zh: '飞书', en: 'Feishu', create: (ports) => createFeishu(feishu, ports) }]
}

function feishuSettings({ feishu }: Config, simulated: SimulatedPlatforms | undefined): FeishuSettings | undefined {
  const { transport, perSecond, perConversationPerSecond, credentials } = feishu
  const common = { transport, perSecond, perConversationPerSecond }
  if (simulated) {
    if (!simulated.feishu) return undefined
    const { app, baseUrl } = simulated.feishu
    const { appId, appSecret, encryptKey, verificationToken } = app
    return { ...common, appId, appSecret, encryptKey, verificationToken, baseUrl }
  }
  if (!credentials) return undefined
  return {
    ...common,
    appId: credentials.appId,
    appSecret: credentials.appSecret.reveal(),
    encryptKey: credentials.encryptKey?.reveal() ?? '',
    verificationToken: credentials.verificationToken?.reveal() ?? '',
    baseUrl: feishu.baseUrl,
  }
}
