/** The variables of Feishu. */
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

export interface FeishuCredentials {
  appId: string
  appSecret: Secret
  /** Both or none; both whenever the transport is `webhook`: without them events could be forged. */
  encryptKey?: Secret
  verificationToken?: Secret
}

export interface FeishuConfig {
  /** Absent if no real Feishu is configured. */
  credentials?: FeishuCredentials
  /** Without a slash at the end. */
  baseUrl: string
  transport: 'webhook' | 'stream'
  /** Messages per second, in all and to one conversation. */
  perSecond: number
  perConversationPerSecond: number
}

export const feishuShape = {
  MEMS_FEISHU_APP_ID: z
    .string()
    .regex(/^cli_\w+$/)
    .optional(),
  MEMS_FEISHU_APP_SECRET: secret.optional(),
  MEMS_FEISHU_ENCRYPT_KEY: secret.optional(),
  MEMS_FEISHU_VERIFICATION_TOKEN: secret.optional(),
  MEMS_FEISHU_BASE_URL: baseUrl.default('https://open.feishu.cn'),
  MEMS_FEISHU_TRANSPORT: z.enum(['webhook', 'stream']).default('webhook'),
  // The platform allows bursts of 50 per second but 1000 per minute: 16 is what can go on for ever.
  MEMS_FEISHU_PER_SECOND: whole(1, 10_000).default(16),
  MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: whole(1, 10_000).default(5),
}

const schema = z.object(feishuShape)
type Values = z.output<typeof schema>

export const feishuMustBe: Record<keyof Values, MustBe> = {
  MEMS_FEISHU_APP_ID: ['飞书应用的 App ID，以 cli_ 开头', 'the App ID of the Feishu app, which begins with cli_'],
  MEMS_FEISHU_APP_SECRET: ['飞书应用的 App Secret，不含空格', 'the App Secret of the Feishu app, without spaces'],
  MEMS_FEISHU_ENCRYPT_KEY: [
    '飞书事件订阅的 Encrypt Key，不含空格',
    'the Encrypt Key of the event subscription, without spaces',
  ],
  MEMS_FEISHU_VERIFICATION_TOKEN: [
    '飞书事件订阅的 Verification Token，不含空格',
    'the Verification Token of the event subscription, without spaces',
  ],
  MEMS_FEISHU_BASE_URL: BASE_URL,
  MEMS_FEISHU_TRANSPORT: ['webhook 或 stream', 'webhook or stream'],
  MEMS_FEISHU_PER_SECOND: wholeMustBe(1, 10_000),
  MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: wholeMustBe(1, 10_000),
}

/** An address may hold a password by mistake, so it is not repeated either. */
export const feishuHidden: readonly (keyof Values)[] = [
  'MEMS_FEISHU_APP_ID',
  'MEMS_FEISHU_APP_SECRET',
  'MEMS_FEISHU_ENCRYPT_KEY',
  'MEMS_FEISHU_VERIFICATION_TOKEN',
  'MEMS_FEISHU_BASE_URL',
]

const ALWAYS_NEEDED = ['MEMS_FEISHU_APP_ID', 'MEMS_FEISHU_APP_SECRET'] as const
const WEBHOOK_NEEDS = ['MEMS_FEISHU_ENCRYPT_KEY', 'MEMS_FEISHU_VERIFICATION_TOKEN'] as const

export const feishuWanted = (given: Given): boolean => anyGiven([...ALWAYS_NEEDED, ...WEBHOOK_NEEDS], given)

export function feishuProblems(given: Given, values: Values): ConfigProblem[] {
  if (!feishuWanted(given)) return []
  // The door of the webhook is there beside a long connection, too; with the token alone it would take unsigned events.
  const webhook = values.MEMS_FEISHU_TRANSPORT === 'webhook' || anyGiven(WEBHOOK_NEEDS, given)
  const what: MustBe = webhook ? ['飞书（webhook 方式）', 'Feishu by webhook'] : ['飞书', 'Feishu']
  return missing(webhook ? [...ALWAYS_NEEDED, ...WEBHOOK_NEEDS] : ALWAYS_NEEDED, given, feishuMustBe, what)
}

export function feishuOf(values: Values): FeishuConfig {
  const credentials = credentialsOf(values)
  return {
    ...(credentials && { credentials }),
    baseUrl: values.MEMS_FEISHU_BASE_URL,
    transport: values.MEMS_FEISHU_TRANSPORT,
    perSecond: values.MEMS_FEISHU_PER_SECOND,
    perConversationPerSecond: values.MEMS_FEISHU_PER_CONVERSATION_PER_SECOND,
  }
}

function credentialsOf(values: Values): FeishuCredentials | undefined {
  const { MEMS_FEISHU_APP_ID: appId, MEMS_FEISHU_APP_SECRET: appSecret } = values
  if (!appId || !appSecret) return undefined
  const { MEMS_FEISHU_ENCRYPT_KEY: encryptKey, MEMS_FEISHU_VERIFICATION_TOKEN: verificationToken } = values
  return { appId, appSecret, ...(encryptKey && { encryptKey }), ...(verificationToken && { verificationToken }) }
}
