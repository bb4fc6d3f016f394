/** Environment → typed configuration. Pure: the start fails once, and lists every problem with what to set. */
import { z } from 'zod'
import {
  type DingtalkConfig,
  dingtalkHidden,
  dingtalkMustBe,
  dingtalkOf,
  dingtalkProblems,
  dingtalkShape,
  dingtalkWanted,
} from './dingtalk.ts'
import {
  type FeishuConfig,
  feishuHidden,
  feishuMustBe,
  feishuOf,
  feishuProblems,
  feishuShape,
  feishuWanted,
} from './feishu.ts'
import { type ConfigProblem, type Given, instant, isLoopback, type MustBe, whole, wholeMustBe, zone } from './values.ts'
import { type WecomConfig, wecomHidden, wecomMustBe, wecomOf, wecomProblems, wecomShape, wecomWanted } from './wecom.ts'

export { Secret } from './secret.ts'

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
  dingtalk: DingtalkConfig
  wecom: WecomConfig
  /** `MEMS_…` variables that nothing reads: most likely spelling mistakes, to be warned about. */
  unknownVariables: readonly string[]
}

export interface ConfigProblems {
  problems: readonly ConfigProblem[]
}

export type Env = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const DEFAULT_ROSTER = 'examples/roster.yaml'

// ── One variable at a time ───────────────────────────────────────────────────────────────────────────────────────────

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
  MEMS_ZONE: zone.default('Asia/Shanghai'),
  MEMS_SIMULATOR: z.enum(['auto', 'on', 'off']).default('auto'),
  MEMS_LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  ...feishuShape,
  ...dingtalkShape,
  ...wecomShape,
})

type Values = z.output<typeof schema>
type Variable = keyof Values

const MUST_BE: Record<Variable, MustBe> = {
  NODE_ENV: ['任意文字', 'any text'],
  PORT: wholeMustBe(0, 65_535),
  HOST: ['主机名或 IP 地址', 'a host name or an IP address'],
  MEMS_DATA_DIR: ['目录路径', 'the path of a folder'],
  MEMS_ROSTER: ['花名册文件路径', 'the path of a roster file'],
  MEMS_NOW: ['带时区的时间，如 2026-11-23T10:00:00+08:00', 'a time with offset such as 2026-11-23T10:00:00+08:00'],
  MEMS_ZONE: ['时区名，如 Asia/Shanghai', 'the name of a time zone such as Asia/Shanghai'],
  MEMS_SIMULATOR: ['auto、on 或 off', 'auto, on or off'],
  MEMS_LOG_LEVEL: [LOG_LEVELS.join('、'), `one of ${LOG_LEVELS.join(', ')}`],
  ...feishuMustBe,
  ...dingtalkMustBe,
  ...wecomMustBe,
}

const VARIABLES = schema.keyof().options
const NEVER_SHOWN: ReadonlySet<Variable> = new Set([...feishuHidden, ...dingtalkHidden, ...wecomHidden])

/** An empty value, as a template leaves it behind, is the same as none. */
function givenIn(env: Env): Given {
  const given: Record<string, string> = {}
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

const production = (values: Values): boolean => values.NODE_ENV === 'production'

/** Whether anything of a messenger is configured; if it is not all that it needs, that is complained about. */
const messengerWanted = (given: Given): boolean => feishuWanted(given) || dingtalkWanted(given) || wecomWanted(given)

function simulatorRuns(given: Given, values: Values): boolean {
  if (values.MEMS_SIMULATOR !== 'auto') return values.MEMS_SIMULATOR === 'on'
  return !messengerWanted(given) && !production(values)
}

function nobodyToTalkTo(given: Given, values: Values): ConfigProblem[] {
  if (messengerWanted(given)) return []
  if (production(values)) {
    const zh = 'NODE_ENV=production 时必须配置消息平台：请设置飞书、钉钉或企业微信的凭证（见 .env.example）。'
    const en = 'With NODE_ENV=production a messenger must be configured: set the credentials of one (see .env.example).'
    return [{ variable: 'NODE_ENV', zh, en }]
  }
  if (values.MEMS_SIMULATOR !== 'off') return []
  const zh = '模拟器已关闭，又没有配置消息平台：请设置飞书、钉钉或企业微信的凭证（见 .env.example），或改为 auto。'
  const en =
    'The simulator is off and no messenger is configured: set the credentials of one (see .env.example), or auto.'
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

const known: ReadonlySet<string> = new Set(VARIABLES)

/** Reads the environment; never throws. Spaces around a value are ignored, and an empty value counts as not set. */
export function loadConfig(env: Env): Config | ConfigProblems {
  const given = givenIn(env)
  const { values, problems } = parse(given)
  problems.push(
    ...feishuProblems(given, values),
    ...dingtalkProblems(given, values),
    ...wecomProblems(given),
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
    dingtalk: dingtalkOf(values),
    wecom: wecomOf(values),
    unknownVariables: Object.keys(env).filter((name) => name.startsWith('MEMS_') && !known.has(name)),
  }
}

/** The text an administrator reads when the start fails: every problem in Chinese and English. */
export function explainProblems({ problems }: ConfigProblems): string {
  const count = problems.length
  const head = `配置有 ${count} 处问题，服务未启动 · ${count} configuration problem${count === 1 ? '' : 's'}, the service did not start:`
  return [head, ...problems.map(({ variable, zh, en }) => `  ${variable}\n    ${zh}\n    ${en}`)].join('\n')
}
