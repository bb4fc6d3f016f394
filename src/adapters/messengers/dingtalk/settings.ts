/** What an administrator sets for DingTalk, and what follows from it. */

export interface DingtalkSettings {
  /** Client ID of the internal app, formerly AppKey. */
  clientId: string
  clientSecret: string
  /** As the console shows it; for an app's robot normally the client id, which is the default. */
  robotCode?: string
  /** Name of the robot: in rich texts the platform leaves `@name` of it in the text. */
  robotName?: string
  /** e.g. `https://api.dingtalk.com`, without a slash at the end. */
  apiBase: string
  /** e.g. `https://oapi.dingtalk.com`, without a slash at the end. */
  oapiBase: string
  transport: 'stream' | 'webhook'
  /** Template with the variables of render-card.ts. Without one, cards are shown as words with buttons that speak. */
  cardTemplateId?: string
  /** Secret registered with the card callback address; cards over HTTP have no buttons without it. */
  cardApiSecret?: string
  /** `callbackRouteKey` under which the card callback address was registered; HTTP only. */
  cardCallbackRouteKey?: string
  /** Token and 43 characters of AES key of the encrypted event push; without both, events are refused. */
  eventToken?: string
  eventAesKey?: string
  /** Only messages of this organisation are taken over HTTP. */
  corpId?: string
  /** Hosts, and their subdomains, to which answers may be posted. Default `dingtalk.com`. */
  webhookHosts?: readonly string[]
  /** Default 10 s. */
  requestTimeoutMs?: number
  /** Metered calls that the organisation has per month. Default 5000, a standard organisation. */
  monthlyQuota?: number
  /** Default 16: documented are 20 per second for the app and each API. */
  perSecond?: number
  /** Default 20, the documented limit of a webhook; above it DingTalk falls silent for ten minutes. */
  perConversationPerMinute?: number
}

/** Settings with every default filled in. */
export interface Resolved extends DingtalkSettings {
  robotCode: string
  webhookHosts: readonly string[]
  requestTimeoutMs: number
  monthlyQuota: number
  /** The template, if its buttons can call back over the chosen transport. */
  cards: CardSettings | undefined
}

export interface CardSettings {
  templateId: string
  /** Where presses go: over the Stream connection, or to the address registered under the key. */
  callback: { callbackType: 'STREAM' } | { callbackType: 'HTTP'; callbackRouteKey: string }
}

export function resolve(settings: DingtalkSettings): Resolved {
  return {
    ...settings,
    robotCode: settings.robotCode || settings.clientId,
    apiBase: settings.apiBase.replace(/\/+$/, ''),
    oapiBase: settings.oapiBase.replace(/\/+$/, ''),
    webhookHosts: settings.webhookHosts ?? ['dingtalk.com'],
    requestTimeoutMs: settings.requestTimeoutMs ?? 10_000,
    monthlyQuota: settings.monthlyQuota ?? 5000,
    cards: cardSettings(settings),
  }
}

function cardSettings(settings: DingtalkSettings): CardSettings | undefined {
  const { cardTemplateId: templateId, cardCallbackRouteKey: callbackRouteKey } = settings
  if (!templateId) return undefined
  if (settings.transport === 'stream') return { templateId, callback: { callbackType: 'STREAM' } }
  if (!callbackRouteKey || !settings.cardApiSecret) return undefined
  return { templateId, callback: { callbackType: 'HTTP', callbackRouteKey } }
}
