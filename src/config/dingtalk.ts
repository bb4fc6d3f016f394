/** The variables of DingTalk. */
import { z } from 'zod'
import type { Secret } from './secret.ts'
import {
  anyGiven,
  BASE_URL,
  baseUrl,
  type ConfigProblem,
  type Given,
  type MustBe,
  missing,
  secret,
  whole,
  wholeMustBe,
} from './values.ts'

export interface DingtalkCredentials {
  clientId: string
  clientSecret: Secret
}

export interface DingtalkConfig {
  /** Absent if no real DingTalk is configured. */
  credentials?: DingtalkCredentials
  /** Absent: the client id. */
  robotCode?: string
  corpId?: string
  transport: 'webhook' | 'stream'
  /** Absent: approvals are words with buttons that speak. */
  cardTemplateId?: string
  /** Of the card callback over HTTP. */
  cardCallbackRouteKey?: string
  cardApiSecret?: Secret
  /** Of the encrypted event push; both or none. */
  eventToken?: Secret
  eventAesKey?: Secret
  /** Without a slash at the end. */
  apiBase: string
  oapiBase: string
  monthlyQuota: number
  perSecond: number
  perConversationPerMinute: number
}

const word = z.string().regex(/^\S+$/)

export const dingtalkShape = {
  MEMS_DINGTALK_CLIENT_ID: word.optional(),
  MEMS_DINGTALK_CLIENT_SECRET: secret.optional(),
  MEMS_DINGTALK_ROBOT_CODE: word.optional(),
  MEMS_DINGTALK_CORP_ID: word.optional(),
  MEMS_DINGTALK_TRANSPORT: z.enum(['stream', 'webhook']).default('stream'),
  MEMS_DINGTALK_CARD_TEMPLATE_ID: word.optional(),
  MEMS_DINGTALK_CARD_ROUTE_KEY: word.optional(),
  MEMS_DINGTALK_CARD_API_SECRET: secret.optional(),
  MEMS_DINGTALK_EVENT_TOKEN: secret.optional(),
  MEMS_DINGTALK_EVENT_AES_KEY: secret.optional(),
  MEMS_DINGTALK_API_BASE_URL: baseUrl.default('https://api.dingtalk.com'),
  MEMS_DINGTALK_OAPI_BASE_URL: baseUrl.default('https://oapi.dingtalk.com'),
  MEMS_DINGTALK_MONTHLY_QUOTA: whole(1, 9_999_999).default(5000),
  // 20 are documented for the app and each API.
  MEMS_DINGTALK_PER_SECOND: whole(1, 10_000).default(16),
  MEMS_DINGTALK_PER_CONVERSATION_PER_MINUTE: whole(1, 600_000).default(20),
}

const schema = z.object(dingtalkShape)
type Values = z.output<typeof schema>

export const dingtalkMustBe: Record<keyof Values, MustBe> = {
  MEMS_DINGTALK_CLIENT_ID: ['钉钉应用的 Client ID，不含空格', 'the Client ID of the DingTalk app, without spaces'],
  MEMS_DINGTALK_CLIENT_SECRET: [
    '钉钉应用的 Client Secret，不含空格',
    'the Client Secret of the DingTalk app, without spaces',
  ],
  MEMS_DINGTALK_ROBOT_CODE: ['机器人的 RobotCode，不含空格', 'the RobotCode of the robot, without spaces'],
  MEMS_DINGTALK_CORP_ID: ['企业的 CorpId，不含空格', 'the CorpId of the organisation, without spaces'],
  MEMS_DINGTALK_TRANSPORT: ['stream 或 webhook', 'stream or webhook'],
  MEMS_DINGTALK_CARD_TEMPLATE_ID: ['卡片模板 ID，不含空格', 'the id of the card template, without spaces'],
  MEMS_DINGTALK_CARD_ROUTE_KEY: ['卡片回调的 callbackRouteKey', 'the callbackRouteKey of the card callback'],
  MEMS_DINGTALK_CARD_API_SECRET: ['注册卡片回调时的 apiSecret', 'the apiSecret registered with the card callback'],
  MEMS_DINGTALK_EVENT_TOKEN: ['事件订阅的签名 Token，不含空格', 'the token of the event push, without spaces'],
  MEMS_DINGTALK_EVENT_AES_KEY: ['事件订阅的 aes_key，不含空格', 'the aes_key of the event push, without spaces'],
  MEMS_DINGTALK_API_BASE_URL: BASE_URL,
  MEMS_DINGTALK_OAPI_BASE_URL: BASE_URL,
  MEMS_DINGTALK_MONTHLY_QUOTA: wholeMustBe(1, 9_999_999),
  MEMS_DINGTALK_PER_SECOND: wholeMustBe(1, 10_000),
  MEMS_DINGTALK_PER_CONVERSATION_PER_MINUTE: wholeMustBe(1, 600_000),
}

export const dingtalkHidden: readonly (keyof Values)[] = [
  'MEMS_DINGTALK_CLIENT_ID',
  'MEMS_DINGTALK_CLIENT_SECRET',
  'MEMS_DINGTALK_CARD_API_SECRET',
  'MEMS_DINGTALK_EVENT_TOKEN',
  'MEMS_DINGTALK_EVENT_AES_KEY',
  'MEMS_DINGTALK_API_BASE_URL',
  'MEMS_DINGTALK_OAPI_BASE_URL',
]

const ALWAYS_NEEDED = ['MEMS_DINGTALK_CLIENT_ID', 'MEMS_DINGTALK_CLIENT_SECRET'] as const
/** A card over HTTP has nowhere to call, and its callback no signature, without them. */
const HTTP_CARDS_NEED = ['MEMS_DINGTALK_CARD_ROUTE_KEY', 'MEMS_DINGTALK_CARD_API_SECRET'] as const
const EVENTS_NEED = ['MEMS_DINGTALK_EVENT_TOKEN', 'MEMS_DINGTALK_EVENT_AES_KEY'] as const

export const dingtalkWanted = (given: Given): boolean => anyGiven(ALWAYS_NEEDED, given)

export function dingtalkProblems(given: Given, values: Values): ConfigProblem[] {
  if (!dingtalkWanted(given)) return []
  const httpCards = values.MEMS_DINGTALK_TRANSPORT === 'webhook' && values.MEMS_DINGTALK_CARD_TEMPLATE_ID !== undefined
  const need = (names: readonly string[], what: MustBe) => missing(names, given, dingtalkMustBe, what)
  return [
    ...need(ALWAYS_NEEDED, ['钉钉', 'DingTalk']),
    ...(httpCards || anyGiven(HTTP_CARDS_NEED, given)
      ? need(HTTP_CARDS_NEED, ['钉钉卡片（webhook 方式）', 'DingTalk cards by webhook'])
      : []),
    ...(anyGiven(EVENTS_NEED, given) ? need(EVENTS_NEED, ['钉钉事件订阅', 'the event push of DingTalk']) : []),
  ]
}

export function dingtalkOf(values: Values): DingtalkConfig {
  const { MEMS_DINGTALK_CLIENT_ID: clientId, MEMS_DINGTALK_CLIENT_SECRET: clientSecret } = values
  const optional = {
    robotCode: values.MEMS_DINGTALK_ROBOT_CODE,
    corpId: values.MEMS_DINGTALK_CORP_ID,
    cardTemplateId: values.MEMS_DINGTALK_CARD_TEMPLATE_ID,
    cardCallbackRouteKey: values.MEMS_DINGTALK_CARD_ROUTE_KEY,
    cardApiSecret: values.MEMS_DINGTALK_CARD_API_SECRET,
    eventToken: values.MEMS_DINGTALK_EVENT_TOKEN,
    eventAesKey: values.MEMS_DINGTALK_EVENT_AES_KEY,
  }
  return {
    ...(clientId && clientSecret && { credentials: { clientId, clientSecret } }),
    ...given(optional),
    transport: values.MEMS_DINGTALK_TRANSPORT,
    apiBase: values.MEMS_DINGTALK_API_BASE_URL,
    oapiBase: values.MEMS_DINGTALK_OAPI_BASE_URL,
    monthlyQuota: values.MEMS_DINGTALK_MONTHLY_QUOTA,
    perSecond: values.MEMS_DINGTALK_PER_SECOND,
    perConversationPerMinute: values.MEMS_DINGTALK_PER_CONVERSATION_PER_MINUTE,
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys that have no value. */
function given<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}
