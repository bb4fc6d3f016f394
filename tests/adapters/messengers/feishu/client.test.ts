import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFeishu } from '../../../../src/adapters/messengers/feishu/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { type Conversation, MessengerError } from '../../../../src/bot/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { SETTINGS, startScriptedFeishu } from './support.ts'

const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'
const SEND_PATH = '/open-apis/im/v1/messages'
const GROUP: Conversation = { platform: 'feishu', kind: 'group', id: 'oc_1' }

let server: Awaited<ReturnType<typeof startScriptedFeishu>>
let clock: ManualClock
let log: MemoryLog
let adapter: MessengerAdapter

beforeEach(async () => {
  server = await startScriptedFeishu()
  clock = new ManualClock()
  log = new MemoryLog()
  adapter = adapterWaiting(10_000)
})
afterEach(async () => {
  await adapter.stop()
  await server.close()
})

function adapterWaiting(requestTimeoutMs: number): MessengerAdapter {
  const ports = { clock, wireClock: clock, log, intake: new MemoryIntake() }
  return createFeishu({ ...SETTINGS, baseUrl: `${server.baseUrl}/`, requestTimeoutMs }, ports)
}

const send = (key = 'k1') => adapter.messenger.sendText(GROUP, '你好', { idempotencyKey: key })

async function failure(work: Promise<unknown>): Promise<MessengerError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MessengerError)
  return error as MessengerError
}

describe('the tenant token', () => {
  it('is asked for once by fifty parallel sends', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => send(`k${index}`)))
    expect(server.to(TOKEN_PATH)).toHaveLength(1)
    expect(server.to(TOKEN_PATH)[0]?.body).toEqual({ app_id: SETTINGS.appId, app_secret: SETTINGS.appSecret })
    expect(server.to(SEND_PATH)).toHaveLength(50)
    expect(new Set(server.to(SEND_PATH).map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer t-1-never-shown']),
    )
  })

  it('is renewed five minutes before it expires', async () => {
    await send()
    clock.advance((7200 - 301) * 1000)
    await send()
    expect(server.to(TOKEN_PATH)).toHaveLength(1)
    clock.advance(1000)
    await send()
    expect(server.to(TOKEN_PATH)).toHaveLength(2)
  })

  it.each([
    [99991661, 400],
    [99991663, 400],
    [99991663, 200],
    [99991664, 400],
    [99991668, 200],
    [99991671, 400],
  ])('is replaced once when Feishu calls it dead (%d, HTTP %d)', async (code, status) => {
    server.plan(SEND_PATH, { status, body: { code, msg: 'Invalid access token' } })
    expect(await send()).toMatchObject({ messageId: expect.stringContaining('om_sent_') })
    expect(server.to(SEND_PATH).map(({ authorization }) => authorization)).toEqual([
      'Bearer t-1-never-shown',
      'Bearer t-2-never-shown',
    ])
  })

  it('is not replaced for ever', async () => {
    const dead = { status: 400, body: { code: 99991663, msg: 'Invalid access token' } }
    server.plan(SEND_PATH, dead, dead)
    expect((await failure(send())).fault).toBe('unauthorized')
    expect(server.to(SEND_PATH)).toHaveLength(2)
  })

  it('replaced by fifty parallel calls is asked for once more only', async () => {
    await send()
    server.killToken('t-1-never-shown')
    await Promise.all(Array.from({ length: 50 }, (_, index) => send(`p${index}`)))
    expect(server.to(TOKEN_PATH)).toHaveLength(2)
    expect(server.to(SEND_PATH)).toHaveLength(1 + 50 + 50)
  })

  it('refused is tried again by the next call', async () => {
    server.plan(TOKEN_PATH, { body: { code: 10014, msg: 'app secret invalid' } })
    expect((await failure(send())).fault).toBe('unauthorized')
    expect(adapter.health().lastErrorCode).toBe('10014')
    await send()
    expect(adapter.health().lastErrorCode).toBeUndefined()
  })
})

describe('failures', () => {
  it.each([
    ['a documented code', { status: 400, body: { code: 230002, msg: 'Bot/User can NOT be out of the chat.' } }, 'gone'],
    ['HTTP 200 with a code', { body: { code: 230020, msg: 'limit' } }, 'rate_limited'],
    ['a gateway page', { status: 502, body: '<html>Bad Gateway</html>' }, 'unknown_outcome'],
    ['a page instead of an answer', { status: 200, body: '<html>' }, 'unknown_outcome'],
    ['an answer without message id', { body: { code: 0, data: {} } }, 'unknown_outcome'],
    ['an unavailable service', { status: 503, body: '' }, 'unavailable'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, 'invalid'],
    ['a cut connection', { body: 'cut' }, 'unknown_outcome'],
  ] as const)('%s', async (_name, answer, fault) => {
    server.plan(SEND_PATH, answer)
    expect((await failure(send())).fault).toBe(fault)
    expect(server.to(SEND_PATH)).toHaveLength(1)
  })

  it('no answer in time', async () => {
    server.plan(SEND_PATH, { body: 'hang' })
    const { messenger } = adapterWaiting(300)
    const late = await failure(messenger.sendText(GROUP, '你好', { idempotencyKey: 'k1' }))
    expect(late).toMatchObject({ fault: 'unknown_outcome', platformCode: 'TIMEOUT' })
  })

  it('tells how long to wait, in milliseconds', async () => {
    const headers = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '3' }
    server.plan(SEND_PATH, { status: 429, headers, body: { code: 99991400, msg: 'request trigger frequency limit' } })
    expect(await failure(send())).toMatchObject({ fault: 'rate_limited', retryAfterMs: 3000, platformCode: '99991400' })
  })

  it('counts as unavailable where nobody listens: nothing was sent', async () => {
    await server.close()
    expect(await failure(send())).toMatchObject({ fault: 'unavailable', platformCode: 'ECONNREFUSED' })
    server = await startScriptedFeishu()
  })

  it('counts as unavailable where repeating does no harm', async () => {
    server.plan('/open-apis/im/v1/images', { body: 'cut' })
    const upload = adapter.messenger.upload({ name: 'a.png', bytes: new Uint8Array([1]), contentType: 'image/png' })
    expect((await failure(upload)).fault).toBe('unavailable')
  })

  it('stops when the caller gives up', async () => {
    const giveUp = new AbortController()
    giveUp.abort()
    await adapter.messenger.sendText(GROUP, '先拿令牌', { idempotencyKey: 'k0' })
    const work = adapter.messenger.sendText(GROUP, '你好', { idempotencyKey: 'k', signal: giveUp.signal })
    expect(await failure(work)).toMatchObject({ fault: 'unavailable', platformCode: 'ABORTED' })
    expect(server.to(SEND_PATH)).toHaveLength(1)
  })

  it('names the scopes that an administrator has to grant', async () => {
    const msg =
      'Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot].点击链接申请：https://open.feishu.cn/app/cli_1/auth?q=im:message'
    server.plan(SEND_PATH, { status: 400, body: { code: 99991672, msg } })
    const error = await failure(send())
    expect(error.fault).toBe('forbidden')
    expect(error.message).toContain('im:message im:message:send_as_bot')
  })
})

describe('secrets', () => {
  it('stand in no error and no log, whatever Feishu echoes', async () => {
    const echo = {
      code: 230001,
      msg: `bad body ${SETTINGS.appSecret} t-1-never-shown 绝密预算`,
      error: { log_id: 'log-7' },
    }
    server.plan(TOKEN_PATH, { status: 400, body: { ...echo, code: 10003 } })
    server.plan(SEND_PATH, { status: 400, body: echo }, { body: 'cut' }, { status: 502, body: JSON.stringify(echo) })
    const shown: string[] = []
    for (let attempt = 0; attempt < 4; attempt++) {
      const error = await failure(adapter.messenger.sendText(GROUP, '绝密预算', { idempotencyKey: 'k' }))
      shown.push(String(error), error.stack ?? '', JSON.stringify(error), JSON.stringify(error.cause ?? null))
    }
    const all = [...shown, ...log.lines, JSON.stringify(adapter.health())].join('\n')
    expect(log.lines.length).toBeGreaterThanOrEqual(4)
    for (const secret of [SETTINGS.appSecret, 'never-shown', SETTINGS.encryptKey, '绝密预算'])
      expect(all).not.toContain(secret)
    expect(all).toContain('log-7')
  })
})

describe('people', () => {
  const path = '/open-apis/contact/v3/users/ou_1'
  const named = (name: string) => ({ body: { code: 0, data: { user: { open_id: 'ou_1', name } } } })

  it('are asked for once an hour, however many ask at once', async () => {
    server.plan(path, named('张三'), named('张三丰'))
    expect(await Promise.all([adapter.person('ou_1'), adapter.person('ou_1')])).toEqual([
      { name: '张三' },
      { name: '张三' },
    ])
    clock.advance(3_599_000)
    expect(await adapter.person('ou_1')).toEqual({ name: '张三' })
    clock.advance(1_000)
    expect(await adapter.person('ou_1')).toEqual({ name: '张三丰' })
    expect(server.to(path)).toHaveLength(2)
    expect(server.to(path)[0]?.query.get('user_id_type')).toBe('open_id')
  })

  it('whom we may not see are remembered as unknown', async () => {
    server.plan(path, { status: 400, body: { code: 41050, msg: 'no user authority error' } })
    expect(await adapter.person('ou_1')).toBeUndefined()
    expect(await adapter.person('ou_1')).toBeUndefined()
    expect(server.to(path)).toHaveLength(1)
  })

  it('are not taken for unknown because Feishu was down', async () => {
    server.plan(path, { status: 503, body: '' }, named('张三'))
    expect(await adapter.person('ou_1')).toBeUndefined()
    expect(await adapter.person('ou_1')).toEqual({ name: '张三' })
  })
})
