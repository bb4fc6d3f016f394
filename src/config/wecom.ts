/** The variables of WeCom: the self-built app, the 智能机器人 and the webhooks of groups, each of which may be left out. */
import { z } from 'zod'
import { Secret } from './secret.ts'
import {
  anyGiven,
  BASE_URL,
  baseUrl,
  type ConfigProblem,
  type Given,
  type MustBe,
  missing,
  SOCKET_URL,
  secret,
  socketUrl,
  whole,
  wholeMustBe,
} from './values.ts'

export interface WecomConfig {
  app?: { corpId: string; agentId: number; secret: Secret; callbackToken: Secret; encodingAesKey: Secret }
  bot?: { botId: string; botSecret: Secret /** Absent: the roster's name of the bot. */; botName?: string }
  /** Conversation id, as the administrator chose it → key. */
  webhooks: readonly { conversation: string; key: Secret }[]
  /** Without a slash at the end. */
  apiBase: string
  wsUrl: string
}

const word = z.string().regex(/^\S+$/)
const WEBHOOK = /^[\w-]{1,64}=[\w-]{8,64}$/

const webhooks = z
  .string()
  .transform((text) => text.split(/[,，\s]+/).filter((one) => one !== ''))
  .refine((list) => list.every((one) => WEBHOOK.test(one)))
  .transform((list) =>
    list.map((one) => {
      const [conversation = '', key = ''] = one.split('=')
      return { conversation, key: new Secret(key) }
    }),
  )

export const wecomShape = {
  MEMS_WECOM_CORP_ID: word.optional(),
  MEMS_WECOM_AGENT_ID: whole(1, 9_999_999).optional(),
  MEMS_WECOM_SECRET: secret.optional(),
  MEMS_WECOM_CALLBACK_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/)
    .transform((text) => new Secret(text))
    .optional(),
  MEMS_WECOM_ENCODING_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/)
    .transform((text) => new Secret(text))
    .optional(),
  MEMS_WECOM_BOT_ID: word.optional(),
  MEMS_WECOM_BOT_SECRET: secret.optional(),
  MEMS_WECOM_BOT_NAME: z.string().optional(),
  MEMS_WECOM_WEBHOOKS: webhooks.optional(),
  MEMS_WECOM_API_BASE_URL: baseUrl.default('https://qyapi.weixin.qq.com'),
  MEMS_WECOM_WS_URL: socketUrl.default('wss://openws.work.weixin.qq.com'),
}

const schema = z.object(wecomShape)
type Values = z.output<typeof schema>

export const wecomMustBe: Record<keyof Values, MustBe> = {
  MEMS_WECOM_CORP_ID: ['企业 ID（CorpID），不含空格', 'the CorpID, without spaces'],
  MEMS_WECOM_AGENT_ID: wholeMustBe(1, 9_999_999),
  MEMS_WECOM_SECRET: ['自建应用的 Secret，不含空格', 'the Secret of the self-built app, without spaces'],
  MEMS_WECOM_CALLBACK_TOKEN: [
    '「接收消息」的 Token，1 到 32 位字母或数字',
    'the Token of the message callback, 1 to 32 letters or digits',
  ],
  MEMS_WECOM_ENCODING_AES_KEY: [
    '「接收消息」的 EncodingAESKey，43 位字母或数字',
    'the EncodingAESKey of the message callback, 43 letters or digits',
  ],
  MEMS_WECOM_BOT_ID: ['智能机器人的 BotID，不含空格', 'the BotID of the AI bot, without spaces'],
  MEMS_WECOM_BOT_SECRET: ['智能机器人长连接的 Secret，不含空格', 'the long-connection Secret of the AI bot'],
  MEMS_WECOM_BOT_NAME: ['智能机器人的名字', 'the name of the AI bot'],
  MEMS_WECOM_WEBHOOKS: [
    '「群标识=key」，多个用逗号隔开，标识为字母、数字、_ 或 -',
    'group=key, several parted by commas; a group is letters, digits, _ or -',
  ],
  MEMS_WECOM_API_BASE_URL: BASE_URL,
  MEMS_WECOM_WS_URL: SOCKET_URL,
}

export const wecomHidden: readonly (keyof Values)[] = [
  'MEMS_WECOM_CORP_ID',
  'MEMS_WECOM_SECRET',
  'MEMS_WECOM_CALLBACK_TOKEN',
  'MEMS_WECOM_ENCODING_AES_KEY',
  'MEMS_WECOM_BOT_ID',
  'MEMS_WECOM_BOT_SECRET',
  'MEMS_WECOM_WEBHOOKS',
  'MEMS_WECOM_API_BASE_URL',
  'MEMS_WECOM_WS_URL',
]

const APP_NEEDS = [
  'MEMS_WECOM_CORP_ID',
  'MEMS_WECOM_AGENT_ID',
  'MEMS_WECOM_SECRET',
  'MEMS_WECOM_CALLBACK_TOKEN',
  'MEMS_WECOM_ENCODING_AES_KEY',
] as const
const BOT_NEEDS = ['MEMS_WECOM_BOT_ID', 'MEMS_WECOM_BOT_SECRET'] as const

export const wecomWanted = (given: Given): boolean =>
  anyGiven([...APP_NEEDS, ...BOT_NEEDS, 'MEMS_WECOM_WEBHOOKS'], given)

export function wecomProblems(given: Given): ConfigProblem[] {
  return [
    ...(anyGiven(APP_NEEDS, given)
      ? missing(APP_NEEDS, given, wecomMustBe, ['企业微信自建应用', 'the WeCom app'])
      : []),
    ...(anyGiven(BOT_NEEDS, given)
      ? missing(BOT_NEEDS, given, wecomMustBe, ['企业微信智能机器人', 'the WeCom bot'])
      : []),
  ]
}

export function wecomOf(values: Values): WecomConfig {
  const app = appOf(values)
  const { MEMS_WECOM_BOT_ID: botId, MEMS_WECOM_BOT_SECRET: botSecret, MEMS_WECOM_BOT_NAME: botName } = values
  return {
    ...(app && { app }),
    ...(botId && botSecret && { bot: { botId, botSecret, ...(botName ? { botName } : {}) } }),
    webhooks: values.MEMS_WECOM_WEBHOOKS ?? [],
    apiBase: values.MEMS_WECOM_API_BASE_URL,
    wsUrl: values.MEMS_WECOM_WS_URL,
  }
}

function appOf(values: Values): WecomConfig['app'] {
  const { MEMS_WECOM_CORP_ID: corpId, MEMS_WECOM_AGENT_ID: agentId, MEMS_WECOM_SECRET: appSecret } = values
  const { MEMS_WECOM_CALLBACK_TOKEN: callbackToken, MEMS_WECOM_ENCODING_AES_KEY: encodingAesKey } = values
  if (!corpId || !agentId || !appSecret || !callbackToken || !encodingAesKey) return undefined
  return { corpId, agentId, secret: appSecret, callbackToken, encodingAesKey }
}
