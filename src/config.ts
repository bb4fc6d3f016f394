/** Environment → typed configuration. Pure: the start fails once, and lists every problem with what to set. */
import { z } from 'zod'

/** A value that printing never shows; only `reveal` gives it away. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***'
  }
}

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

export interface Config {
  production: boolean
  /** Whether the simulated messenger is to be served; true beside real credentials only if asked for with `on`. */
  simulator: boolean
  /** Port 0 lets the system choose. In simulator mode the host is a loopback address. */
  listen: { host: string; port: number }
  dataDir: string
  /** Absent: people stay as they were last imported. */
  rosterFile?: string
  /** Start of the virtual clock; only in simulator mode. */
  startAt?: Date
  /** IANA name, used where the roster names none. */
  zone: string
  logLevel: LogLevel
  feishu: FeishuConfig
  /** `MEMS_…` variables that nothing reads: most likely spelling mistakes, to be warned about. */
  unknownVariables: readonly string[]
}

export interface ConfigProblem {
  variable: string
  /** What is wrong and what to set, as one sentence each. Never holds the value of a secret. */
  zh: string
  en: string
}

export interface ConfigProblems {
  problems: readonly ConfigProblem[]
}

export type Env = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const DEFAULT_ROSTER = 'examples/roster.yaml'

// ── One variable at a time ───────────────────────────────────────────────────────────────────────────────────────────

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** Plain http would send the app secret readable, so it is for this machine only. */
const isBaseUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** ISO 8601 with offset; precision -1 is a time without seconds. */
const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })])
  .transform((text) => new Date(text))

const secret = z
  .string()
  .regex(/^\S+$/)
  .transform((text) => new Secret(text))

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/)
    .default('127.0.0.1'),
  MEMS_DATA_DIR: z.string().default('./data'),
  MEMS_ROSTER: z.string().optional(),
  MEMS_NOW: instant.optional(),
  MEMS_ZONE: z.string().refine(isZone).default('Asia/Shanghai'),
  MEMS_SIMULATOR: z.enum(['auto', 'on', 'off']).default('auto'),
  MEMS_LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  MEMS_FEISHU_APP_ID: z
    .string()
    .regex(/^cli_\w+$/)
    .optional(),
  MEMS_FEISHU_APP_SECRET: secret.optional(),
  MEMS_FEISHU_ENCRYPT_KEY: secret.optional(),
  MEMS_FEISHU_VERIFICATION_TOKEN: secret.optional(),
  MEMS_FEISHU_BASE_URL: z.string().refine(isBaseUrl).default('https://open.feishu.cn'),
  MEMS_FEISHU_TRANSPORT: z.enum(['webhook', 'stream']).default('webhook'),
  // The platform allows bursts of 50 per second but 1000 per minute: 16 is what can go on for ever.
  MEMS_FEISHU_PER_SECOND: whole(1, 10_000).default(16),
  MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: whole(1, 10_000).default(5),
})

type Values = z.output<typeof schema>
type Variable = keyof Values

/** What each variable must be, in Chinese and English. */
const MUST_BE: Record<Variable, readonly [zh: string, en: string]> = {
  NODE_ENV: ['任意文字', 'any text'],
  PORT: ['0 到 65535 的整数', 'a whole number from 0 to 65535'],
  HOST: ['主机名或 IP 地址', 'a host name or an IP address'],
  MEMS_DATA_DIR: ['目录路径', 'the path of a folder'],
  MEMS_ROSTER: ['花名册文件路径', 'the path of a roster file'],
  MEMS_NOW: ['带时区的时间，如 2026-11-23T10:00:00+08:00', 'a time with offset such as 2026-11-23T10:00:00+08:00'],
  MEMS_ZONE: ['时区名，如 Asia/Shanghai', 'the name of a time zone such as Asia/Shanghai'],
  MEMS_SIMULATOR: ['auto、on 或 off', 'auto, on or off'],
  MEMS_LOG_LEVEL: [LOG_LEVELS.join('、'), `one of ${LOG_LEVELS.join(', ')}`],
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
  MEMS_FEISHU_BASE_URL: ['https 地址（http 仅限本机）', 'an https address (http for this machine only)'],
  MEMS_FEISHU_TRANSPORT: ['webhook 或 stream', 'webhook or stream'],
  MEMS_FEISHU_PER_SECOND: ['1 到 10000 的整数', 'a whole number from 1 to 10000'],
  MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: ['1 到 10000 的整数', 'a whole number from 1 to 10000'],
}

const VARIABLES = schema.keyof().options
/** An address may hold a password by mistake, so it is not repeated either. */
const NEVER_SHOWN: ReadonlySet<Variable> = new Set([
  'MEMS_FEISHU_APP_ID',
  'MEMS_FEISHU_APP_SECRET',
  'MEMS_FEISHU_ENCRYPT_KEY',
  'MEMS_FEISHU_VERIFICATION_TOKEN',
  'MEMS_FEISHU_BASE_URL',
])

type Given = Partial<Record<Variable, string>>

/** An empty value, as a template leaves it behind, is the same as none. */
function givenIn(env: Env): Given {
  const given: Given = {}
  for (const name of VARIABLES) {
    const value = env[name]?.trim()
    if (value) given[name] = value
  }
  return given
}

function malformed(variable: Variable, value: string): ConfigProblem {
  const [zh, en] = MUST_BE[variable]
  const shown = NEVER_SHOWN.has(variable) ? ['', ''] : [`，现在是「${value}」`, `; it is “${value}”`]
  return { variable, zh: `应为：${zh}${shown[0]}。`, en: `Must be ${en}${shown[1]}.` }
}

/** Values with defaults in place of what is malformed, so that the rules between variables are still checked. */
function parse(given: Given): { values: Values; problems: ConfigProblem[] } {
  const result = schema.safeParse(given)
  if (result.success) return { values: result.data, problems: [] }
  const bad = new Set<unknown>(result.error.issues.map((issue) => issue.path[0]))
  const sound = Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name)))
  const problems = VARIABLES.filter((name) => bad.has(name)).map((name) => malformed(name, given[name] ?? ''))
  return { values: schema.parse(sound), problems }
}

// ── Between variables ────────────────────────────────────────────────────────────────────────────────────────────────

const ALWAYS_NEEDED = ['MEMS_FEISHU_APP_ID', 'MEMS_FEISHU_APP_SECRET'] as const
const WEBHOOK_NEEDS = ['MEMS_FEISHU_ENCRYPT_KEY', 'MEMS_FEISHU_VERIFICATION_TOKEN'] as const

const feishuWanted = (given: Given): boolean => [...ALWAYS_NEEDED, ...WEBHOOK_NEEDS].some((name) => name in given)

function missingCredentials(given: Given, values: Values): ConfigProblem[] {
  if (!feishuWanted(given)) return []
  // The door of the webhook is there beside a long connection, too; with the token alone it would take unsigned events.
  const webhook = values.MEMS_FEISHU_TRANSPORT === 'webhook' || WEBHOOK_NEEDS.some((name) => name in given)
  const needed = webhook ? [...ALWAYS_NEEDED, ...WEBHOOK_NEEDS] : ALWAYS_NEEDED
  return needed
    .filter((name) => !(name in given))
    .map((variable) => ({
      variable,
      zh: `缺少此项：飞书${webhook ? '（webhook 方式）' : ''}需要${MUST_BE[variable][0]}。`,
      en: `Missing: Feishu ${webhook ? 'by webhook ' : ''}needs ${MUST_BE[variable][1]}.`,
    }))
}

const production = (values: Values): boolean => values.NODE_ENV === 'production'

function simulatorRuns(given: Given, values: Values): boolean {
  if (values.MEMS_SIMULATOR !== 'auto') return values.MEMS_SIMULATOR === 'on'
  return !feishuWanted(given) && !production(values)
}

function nobodyToTalkTo(given: Given, values: Values): ConfigProblem[] {
  if (feishuWanted(given)) return []
  if (production(values)) {
    const zh = 'NODE_ENV=production 时必须配置消息平台：请设置 MEMS_FEISHU_APP_ID 等飞书凭证。'
    const en = 'With NODE_ENV=production a messenger must be configured: set MEMS_FEISHU_APP_ID and its companions.'
    return [{ variable: 'NODE_ENV', zh, en }]
  }
  if (values.MEMS_SIMULATOR !== 'off') return []
  const zh = '模拟器已关闭，又没有配置消息平台：请设置 MEMS_FEISHU_APP_ID 等飞书凭证，或改为 auto。'
  const en = 'The simulator is off and no messenger is configured: set MEMS_FEISHU_APP_ID and its companions, or auto.'
  return [{ variable: 'MEMS_SIMULATOR', zh, en }]
}

function simulatorRules(given: Given, values: Values): ConfigProblem[] {
  const simulator = simulatorRuns(given, values)
  const problems: ConfigProblem[] = []
  if (simulator && !isLoopback(values.HOST)) {
    const zh = `模拟器只能监听本机地址，现在是「${values.HOST}」：请设为 127.0.0.1 或留空。`
    const en = `The simulator listens on this machine only, not on “${values.HOST}”: set 127.0.0.1 or nothing.`
    problems.push({ variable: 'HOST', zh, en })
  }
  if (!simulator && values.MEMS_NOW) {
    const zh = '只有模拟器可以拨动时钟：请删去此项，或设置 MEMS_SIMULATOR=on。'
    const en = 'Only the simulator can set the clock: remove it, or set MEMS_SIMULATOR=on.'
    problems.push({ variable: 'MEMS_NOW', zh, en })
  }
  return problems
}

// ── Result ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function credentialsOf(values: Values): FeishuCredentials | undefined {
  const { MEMS_FEISHU_APP_ID: appId, MEMS_FEISHU_APP_SECRET: appSecret } = values
  if (!appId || !appSecret) return undefined
  const { MEMS_FEISHU_ENCRYPT_KEY: encryptKey, MEMS_FEISHU_VERIFICATION_TOKEN: verificationToken } = values
  return { appId, appSecret, ...(encryptKey && { encryptKey }), ...(verificationToken && { verificationToken }) }
}

function feishuOf(values: Values): FeishuConfig {
  const credentials = credentialsOf(values)
  return {
    ...(credentials && { credentials }),
    baseUrl: values.MEMS_FEISHU_BASE_URL.replace(/\/+$/, ''),
    transport: values.MEMS_FEISHU_TRANSPORT,
    perSecond: values.MEMS_FEISHU_PER_SECOND,
    perConversationPerSecond: values.MEMS_FEISHU_PER_CONVERSATION_PER_SECOND,
  }
}

const known: ReadonlySet<string> = new Set(VARIABLES)

/** Reads the environment; never throws. Spaces around a value are ignored, and an empty value counts as not set. */
export function loadConfig(env: Env): Config | ConfigProblems {
  const given = givenIn(env)
  const { values, problems } = parse(given)
  problems.push(
    ...missingCredentials(given, values),
    ...nobodyToTalkTo(given, values),
    ...simulatorRules(given, values),
  )
  if (problems.length > 0) return { problems }
  const simulator = simulatorRuns(given, values)
  const rosterFile = values.MEMS_ROSTER ?? (simulator ? DEFAULT_ROSTER : undefined)
  return {
    production: production(values),
    simulator,
    listen: { host: values.HOST.replace(/^\[(.*)\]$/, '$1'), port: values.PORT },
    dataDir: values.MEMS_DATA_DIR,
    ...(rosterFile !== undefined && { rosterFile }),
    ...(values.MEMS_NOW && { startAt: values.MEMS_NOW }),
    zone: values.MEMS_ZONE,
    // At a terminal, beside the address to open, only what is wrong is worth a line.
    logLevel: values.MEMS_LOG_LEVEL ?? (simulatorRuns(given, values) ? 'warn' : 'info'),
    feishu: feishuOf(values),
    unknownVariables: Object.keys(env).filter((name) => name.startsWith('MEMS_') && !known.has(name)),
  }
}

/** The text an administrator reads when the start fails: every problem in Chinese and English. */
export function explainProblems({ problems }: ConfigProblems): string {
  const count = problems.length
  const head = `配置有 ${count} 处问题，服务未启动 · ${count} configuration problem${count === 1 ? '' : 's'}, the service did not start:`
  return [head, ...problems.map(({ variable, zh, en }) => `  ${variable}\n    ${zh}\n    ${en}`)].join('\n')
}
