import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Config, type Env, explainProblems, loadConfig, Secret } from '../../src/config/index.ts'

const root = join(import.meta.dirname, '../..')

const FEISHU = {
  MEMS_FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718',
  MEMS_FEISHU_APP_SECRET: 'secret-of-the-app',
  MEMS_FEISHU_ENCRYPT_KEY: 'key-of-events',
  MEMS_FEISHU_VERIFICATION_TOKEN: 'token-of-events',
}
const { MEMS_FEISHU_ENCRYPT_KEY: _key, MEMS_FEISHU_VERIFICATION_TOKEN: _token, ...STREAM_CREDENTIALS } = FEISHU

function accepted(env: Env): Config {
  const config = loadConfig(env)
  if ('problems' in config) throw new Error(explainProblems(config))
  return config
}

/** Names of the variables complained about, in order. */
function refused(env: Env): string[] {
  const config = loadConfig(env)
  return 'problems' in config ? config.problems.map(({ variable }) => variable) : []
}

describe('defaults', () => {
  test('an empty environment is a simulator on this machine', () => {
    expect(accepted({})).toEqual({
      production: false,
      simulator: true,
      listen: { host: '127.0.0.1', port: 3000 },
      dataDir: './data',
      rosterFile: 'examples/roster.yaml',
      zone: 'Asia/Shanghai',
      logLevel: 'warn',
      feishu: {
        baseUrl: 'https://open.feishu.cn',
        transport: 'webhook',
        perSecond: 16,
        perConversationPerSecond: 5,
      },
      dingtalk: {
        transport: 'stream',
        apiBase: 'https://api.dingtalk.com',
        oapiBase: 'https://oapi.dingtalk.com',
        monthlyQuota: 5000,
        perSecond: 16,
        perConversationPerMinute: 20,
      },
      wecom: { webhooks: [], apiBase: 'https://qyapi.weixin.qq.com', wsUrl: 'wss://openws.work.weixin.qq.com' },
      unknownVariables: [],
    })
  })

  test('empty and blank values are the same as none', () => {
    expect(accepted({ PORT: '', MEMS_NOW: '  ', MEMS_FEISHU_APP_ID: '', MEMS_SIMULATOR: '' })).toEqual(accepted({}))
  })

  test('everything can be set', () => {
    const config = accepted({
      PORT: '0',
      HOST: '[::1]',
      MEMS_DATA_DIR: '/var/lib/mems',
      MEMS_ROSTER: 'team.yaml',
      MEMS_NOW: '2026-11-23T10:00+08:00',
      MEMS_ZONE: 'Asia/Urumqi',
      MEMS_LOG_LEVEL: 'debug',
      MEMS_FEISHU_TRANSPORT: 'stream',
      MEMS_FEISHU_BASE_URL: 'http://127.0.0.1:4000/',
      MEMS_FEISHU_PER_SECOND: '100',
      MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: '7',
    })
    expect(config).toMatchObject({
      listen: { host: '::1', port: 0 },
      dataDir: '/var/lib/mems',
      rosterFile: 'team.yaml',
      startAt: new Date('2026-11-23T02:00:00Z'),
      zone: 'Asia/Urumqi',
      logLevel: 'debug',
      feishu: { baseUrl: 'http://127.0.0.1:4000', transport: 'stream', perSecond: 100, perConversationPerSecond: 7 },
    })
  })

  test('a misspelled variable is named, not refused', () => {
    expect(accepted({ MEMS_ROSTR: 'team.yaml', OTHER: '1' }).unknownVariables).toEqual(['MEMS_ROSTR'])
  })
})

describe('values that are refused', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'abc'],
    ['HOST', 'http://x/'],
    ['MEMS_NOW', '2026-11-23T10:00:00'],
    ['MEMS_NOW', '2026-02-30T10:00:00+08:00'],
    ['MEMS_NOW', 'tomorrow'],
    ['MEMS_ZONE', 'Asia/Nowhere'],
    ['MEMS_SIMULATOR', 'yes'],
    ['MEMS_LOG_LEVEL', 'loud'],
    ['MEMS_DINGTALK_TRANSPORT', 'carrier pigeon'],
    ['MEMS_DINGTALK_API_BASE_URL', 'http://api.dingtalk.com'],
    ['MEMS_DINGTALK_MONTHLY_QUOTA', '0'],
    ['MEMS_WECOM_WS_URL', 'ws://openws.work.weixin.qq.com'],
    ['MEMS_WECOM_WS_URL', 'https://openws.work.weixin.qq.com'],
    ['MEMS_FEISHU_TRANSPORT', 'carrier pigeon'],
    ['MEMS_FEISHU_BASE_URL', 'http://open.feishu.cn'],
    ['MEMS_FEISHU_BASE_URL', 'https://user:pass@open.feishu.cn'],
    ['MEMS_FEISHU_BASE_URL', 'open.feishu.cn'],
    ['MEMS_FEISHU_PER_SECOND', '0'],
    ['MEMS_FEISHU_PER_CONVERSATION_PER_SECOND', '1.5'],
  ])('%s=%s', (variable, value) => {
    expect(refused({ [variable]: value })).toEqual([variable])
  })

  test('all problems come at once, those between variables included', () => {
    const env = { PORT: 'x', MEMS_ZONE: 'x', HOST: '0.0.0.0', MEMS_LOG_LEVEL: 'x' }
    expect(refused(env)).toEqual(['PORT', 'MEMS_ZONE', 'MEMS_LOG_LEVEL', 'HOST'])
  })
})

describe('Feishu credentials', () => {
  test('complete ones switch the simulator off', () => {
    const { simulator, feishu, rosterFile } = accepted({ ...FEISHU, NODE_ENV: 'production' })
    expect(simulator).toBe(false)
    expect(rosterFile).toBeUndefined()
    expect(feishu.credentials?.appId).toBe(FEISHU.MEMS_FEISHU_APP_ID)
    expect(feishu.credentials?.appSecret.reveal()).toBe(FEISHU.MEMS_FEISHU_APP_SECRET)
    expect(feishu.credentials?.encryptKey?.reveal()).toBe(FEISHU.MEMS_FEISHU_ENCRYPT_KEY)
    expect(feishu.credentials?.verificationToken?.reveal()).toBe(FEISHU.MEMS_FEISHU_VERIFICATION_TOKEN)
  })

  test.each(Object.keys(FEISHU))('without %s the webhook is refused, and that is the only complaint', (missing) => {
    expect(refused({ ...FEISHU, [missing]: undefined })).toEqual([missing])
  })

  test('one alone names the three others', () => {
    expect(refused({ MEMS_FEISHU_ENCRYPT_KEY: 'x' })).toEqual([
      'MEMS_FEISHU_APP_ID',
      'MEMS_FEISHU_APP_SECRET',
      'MEMS_FEISHU_VERIFICATION_TOKEN',
    ])
  })

  test('the long connection needs neither encrypt key nor verification token', () => {
    const env = { ...STREAM_CREDENTIALS, MEMS_FEISHU_TRANSPORT: 'stream' }
    expect(accepted(env).feishu.credentials?.encryptKey).toBeUndefined()
    expect(refused({ ...env, MEMS_FEISHU_APP_SECRET: undefined })).toEqual(['MEMS_FEISHU_APP_SECRET'])
  })

  test('beside the long connection the secrets of the webhook come together: a token alone would open an unsigned door', () => {
    const env = { ...FEISHU, MEMS_FEISHU_TRANSPORT: 'stream' }
    expect(accepted(env).feishu.credentials?.encryptKey?.reveal()).toBe(FEISHU.MEMS_FEISHU_ENCRYPT_KEY)
    expect(refused({ ...env, MEMS_FEISHU_ENCRYPT_KEY: undefined })).toEqual(['MEMS_FEISHU_ENCRYPT_KEY'])
    expect(refused({ ...env, MEMS_FEISHU_VERIFICATION_TOKEN: '' })).toEqual(['MEMS_FEISHU_VERIFICATION_TOKEN'])
  })

  test('an app id that is none is malformed, not missing', () => {
    expect(refused({ ...FEISHU, MEMS_FEISHU_APP_ID: 'secret-in-the-wrong-place' })).toEqual(['MEMS_FEISHU_APP_ID'])
  })
})

describe('DingTalk credentials', () => {
  const DINGTALK = { MEMS_DINGTALK_CLIENT_ID: 'dingabc', MEMS_DINGTALK_CLIENT_SECRET: 'secret-of-ding' }

  test('are enough for a production without Feishu', () => {
    const { simulator, dingtalk, feishu } = accepted({ ...DINGTALK, NODE_ENV: 'production' })
    expect([simulator, feishu.credentials, dingtalk.credentials?.clientSecret.reveal()]).toEqual([
      false,
      undefined,
      'secret-of-ding',
    ])
  })

  test('come together', () => {
    expect(refused({ MEMS_DINGTALK_CLIENT_ID: 'dingabc' })).toEqual(['MEMS_DINGTALK_CLIENT_SECRET'])
    expect(refused({ ...DINGTALK, MEMS_DINGTALK_EVENT_TOKEN: 'x' })).toEqual(['MEMS_DINGTALK_EVENT_AES_KEY'])
  })

  test('cards over the webhook need a route and a secret of their own', () => {
    const env = { ...DINGTALK, MEMS_DINGTALK_TRANSPORT: 'webhook', MEMS_DINGTALK_CARD_TEMPLATE_ID: 'x.schema' }
    expect(refused(env)).toEqual(['MEMS_DINGTALK_CARD_ROUTE_KEY', 'MEMS_DINGTALK_CARD_API_SECRET'])
    expect(refused({ ...env, MEMS_DINGTALK_TRANSPORT: 'stream' })).toEqual([])
  })
})

describe('WeCom credentials', () => {
  const APP = {
    MEMS_WECOM_CORP_ID: 'ww0123456789abcdef',
    MEMS_WECOM_AGENT_ID: '1000002',
    MEMS_WECOM_SECRET: 'secret-of-app',
    MEMS_WECOM_CALLBACK_TOKEN: 'BriefToken2026',
    MEMS_WECOM_ENCODING_AES_KEY: 'UkQHEAQmMqKdik2M3s5C1BPHledgYMS3mUjd9Zh4Ft8',
  }

  test.each(Object.keys(APP))('without %s the app is refused, and that is the only complaint', (name) => {
    expect(refused({ ...APP, [name]: undefined })).toEqual([name])
  })

  test('app, bot and webhooks each stand alone', () => {
    expect(accepted(APP).wecom.app?.agentId).toBe(1_000_002)
    expect(accepted({ MEMS_WECOM_BOT_ID: 'b', MEMS_WECOM_BOT_SECRET: 's' }).wecom.bot?.botId).toBe('b')
    const { wecom, simulator } = accepted({ MEMS_WECOM_WEBHOOKS: 'group_1=aaaaaaaa-1111, group_2=bbbbbbbb' })
    expect(simulator).toBe(false)
    expect(wecom.webhooks.map(({ conversation, key }) => [conversation, key.reveal()])).toEqual([
      ['group_1', 'aaaaaaaa-1111'],
      ['group_2', 'bbbbbbbb'],
    ])
    expect(refused({ MEMS_WECOM_BOT_ID: 'b' })).toEqual(['MEMS_WECOM_BOT_SECRET'])
    expect(refused({ MEMS_WECOM_WEBHOOKS: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x' })).toEqual([
      'MEMS_WECOM_WEBHOOKS',
    ])
  })
})

describe('simulator', () => {
  test('runs beside real credentials only if asked for', () => {
    expect(accepted(FEISHU).simulator).toBe(false)
    const both = accepted({ ...FEISHU, MEMS_SIMULATOR: 'on' })
    expect(both.simulator).toBe(true)
    expect(both.feishu.credentials).toBeDefined()
  })

  test('production without a messenger is refused, whatever the simulator says', () => {
    expect(refused({ NODE_ENV: 'production' })).toEqual(['NODE_ENV'])
    expect(refused({ NODE_ENV: 'production', MEMS_SIMULATOR: 'on' })).toEqual(['NODE_ENV'])
  })

  test('off without a messenger leaves nobody to talk to', () => {
    expect(refused({ MEMS_SIMULATOR: 'off' })).toEqual(['MEMS_SIMULATOR'])
  })

  test.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]'])('may listen on %s', (HOST) => {
    expect(accepted({ HOST }).simulator).toBe(true)
  })

  test.each(['0.0.0.0', '::', '192.168.1.5', 'mems.example.com', '127.0.0.1.example.com'])(
    'never listens on %s',
    (HOST) => {
      expect(refused({ HOST })).toEqual(['HOST'])
      expect(refused({ ...FEISHU, HOST })).toEqual([])
      expect(refused({ ...FEISHU, HOST, MEMS_SIMULATOR: 'on' })).toEqual(['HOST'])
    },
  )

  test('only the simulator has a clock to set', () => {
    const MEMS_NOW = '2026-11-23T10:00:00+08:00'
    expect(refused({ ...FEISHU, MEMS_NOW })).toEqual(['MEMS_NOW'])
    expect(refused({ ...FEISHU, MEMS_NOW, MEMS_SIMULATOR: 'on' })).toEqual([])
  })
})

describe('secrets', () => {
  const printings: [string, (value: unknown) => string][] = [
    ['JSON', (value) => JSON.stringify(value)],
    ['inspect', (value) => inspect(value, { depth: 9, showHidden: true })],
    ['template', (value) => `${(value as Config).feishu.credentials?.appSecret}`],
  ]
  test.each(printings)('are not shown by %s', (_, print) => {
    const shown = print(accepted(FEISHU))
    expect(shown).toContain('***')
    for (const value of Object.values(STREAM_CREDENTIALS).slice(1)) expect(shown).not.toContain(value)
    expect(shown).not.toContain('key-of-events')
    expect(shown).not.toContain('token-of-events')
  })

  test('are not shown by complaints about them', () => {
    const env = Object.fromEntries(Object.keys(FEISHU).map((name) => [name, 'two words-of-secret']))
    const result = loadConfig(env)
    expect('problems' in result && explainProblems(result)).not.toContain('words-of-secret')
    expect(refused(env)).toEqual(Object.keys(FEISHU))
  })

  test('are still there for who needs them', () => {
    expect(new Secret('x').reveal()).toBe('x')
  })
})

test('the explanation lists every problem in both languages', () => {
  const result = loadConfig({ PORT: 'x', MEMS_SIMULATOR: 'off' })
  expect('problems' in result && explainProblems(result)).toBe(
    [
      '配置有 2 处问题，服务未启动 · 2 configuration problems, the service did not start:',
      '  PORT',
      '    应为：0 到 65535 的整数，现在是「x」。',
      '    Must be a whole number from 0 to 65535; it is “x”.',
      '  MEMS_SIMULATOR',
      '    模拟器已关闭，又没有配置消息平台：请设置飞书、钉钉或企业微信的凭证（见 .env.example），或改为 auto。',
      '    The simulator is off and no messenger is configured: set the credentials of one (see .env.example), or auto.',
    ].join('\n'),
  )
})

describe('.env.example', () => {
  const lines = readFileSync(join(root, '.env.example'), 'utf8').split('\n')
  const offered = lines.flatMap((line) => /^#?([A-Z][A-Z_]*)=(.*)$/.exec(line)?.slice(1, 2) ?? [])

  test('offers exactly what is read', () => {
    const read = new Set<string>()
    const watched = new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, name) => {
          read.add(String(name))
          return undefined
        },
      },
    )
    loadConfig(watched)
    expect([...offered].sort()).toEqual([...read].sort())
  })

  test('is accepted with every line uncommented and the credentials filled in', () => {
    const shown = Object.fromEntries(
      lines.flatMap((line) => {
        const [, name = '', value = ''] = /^#?([A-Z][A-Z_]*)=(.*)$/.exec(line) ?? []
        return name === '' ? [] : [[name, value]]
      }),
    )
    expect(accepted({ ...shown, ...FEISHU, MEMS_SIMULATOR: 'on' }).production).toBe(true)
  })

  test('nothing but the start reads the environment', () => {
    const readers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/generated|(^|[\\/])main[^\\/]*\.ts$/.test(file))
      .filter((file) => readFileSync(join(root, 'src', file), 'utf8').includes('process.env'))
    expect(readers).toEqual([])
  })
})
