import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ERROR_ROWS } from '../../../../src/adapters/messengers/wecom/error-codes.ts'
import { createWecom } from '../../../../src/adapters/messengers/wecom/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { type Conversation, type Fault, MessengerError } from '../../../../src/bot/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { APP, appSettings, startScriptedWecom, until } from './support.ts'

const ZHANG: Conversation = { platform: 'wecom', kind: 'private', id: 'ZhangSan' }

let server: Awaited<ReturnType<typeof startScriptedWecom>>
let clock: ManualClock
let log: MemoryLog
let adapter: MessengerAdapter

beforeEach(async () => {
  server = await startScriptedWecom()
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
  return createWecom({ ...appSettings(`${server.base}/`), requestTimeoutMs }, ports)
}

const send = (key = 'k1') => adapter.messenger.sendText(ZHANG, '你好', { idempotencyKey: key })
const tokensOf = () => server.to('/message/send').map(({ query }) => query.get('access_token'))

async function failure(work: Promise<unknown>): Promise<MessengerError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof MessengerError)) throw new Error(`no MessengerError but ${String(error)}`)
  return error
}

describe('the access token', () => {
  it('is asked for once by fifty parallel sends', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => send(`k${index}`)))
    expect(server.to('/gettoken')).toHaveLength(1)
    expect(Object.fromEntries(server.to('/gettoken')[0]?.query ?? [])).toEqual({
      corpid: APP.corpId,
      corpsecret: APP.secret,
    })
    expect(new Set(tokensOf())).toEqual(new Set(['token-1-never-shown']))
  })

  it('is renewed a minute before it expires', async () => {
    await send()
    clock.advance((7200 - 61) * 1000)
    await send()
    expect(server.to('/gettoken')).toHaveLength(1)
    clock.advance(1000)
    await send()
    expect(server.to('/gettoken')).toHaveLength(2)
  })

  it.each([40014, 42001])('is replaced once when WeCom calls it dead (%d)', async (errcode) => {
    server.plan('/message/send', { body: { errcode, errmsg: 'x' } })
    await send()
    expect(tokensOf()).toEqual(['token-1-never-shown', 'token-2-never-shown'])
  })

  it('is not replaced for ever', async () => {
    const dead = { body: { errcode: 42001, errmsg: 'x' } }
    server.plan('/message/send', dead, dead)
    expect((await failure(send())).fault).toBe('unauthorized')
    expect(server.to('/message/send')).toHaveLength(2)
  })

  it('replaced by fifty parallel calls is asked for once more only', async () => {
    await send()
    server.killToken('token-1-never-shown')
    await Promise.all(Array.from({ length: 50 }, (_, index) => send(`p${index}`)))
    expect(server.to('/gettoken')).toHaveLength(2)
  })

  it('refused for a wrong secret is not asked for again for ten minutes: that would ban our address', async () => {
    server.plan('/gettoken', { body: { errcode: 40001, errmsg: 'invalid credential' } })
    expect(await failure(send())).toMatchObject({ fault: 'unauthorized', platformCode: '40001' })
    expect(await failure(send())).toMatchObject({ fault: 'unauthorized' })
    expect(server.to('/gettoken')).toHaveLength(1)
    clock.advance(600_000)
    await send()
    expect(server.to('/gettoken')).toHaveLength(2)
  })
})

describe('failures', () => {
  it.each([
    ['HTTP 200 with a code', { body: { errcode: 81013, errmsg: 'x' } }, 'gone'],
    ['an unknown code', { body: { errcode: 999999, errmsg: 'x' } }, 'invalid'],
    ['a gateway page', { status: 502, body: '<html>Bad Gateway</html>' }, 'unknown_outcome'],
    ['a page instead of an answer', { status: 200, body: '<html>' }, 'unknown_outcome'],
    ['a code that is none', { body: { errcode: 'x' } }, 'unknown_outcome'],
    ['an unavailable service', { status: 503, body: '' }, 'unavailable'],
    ['a busy system', { body: { errcode: -1, errmsg: 'system busy' } }, 'unavailable'],
    ['a redirect', { status: 302, body: '' }, 'invalid'],
    ['a cut connection', { body: 'cut' }, 'unknown_outcome'],
  ] as const)('%s', async (_name, answer, fault) => {
    server.plan('/message/send', answer)
    expect((await failure(send())).fault).toBe(fault)
    expect(server.to('/message/send')).toHaveLength(1)
  })

  it('no answer in time', async () => {
    server.plan('/message/send', { body: 'hang' })
    const late = adapterWaiting(200).messenger.sendText(ZHANG, '你好', { idempotencyKey: 'k1' })
    expect(await failure(late)).toMatchObject({ fault: 'unknown_outcome', platformCode: 'TIMEOUT' })
  })

  it('a missing code is a success, as older answers have it', async () => {
    server.plan('/message/send', { body: { msgid: 'm1' } })
    expect(await send()).toEqual({ messageId: 'm1' })
  })

  it('a throttled call says how long the window is', async () => {
    server.plan('/message/send', { body: { errcode: 45009, errmsg: 'api freq out of limit' } })
    expect(await failure(send())).toMatchObject({ fault: 'rate_limited', retryAfterMs: 60_000, platformCode: '45009' })
  })

  it('counts as unavailable where nobody listens: nothing was sent', async () => {
    await server.close()
    expect(await failure(send())).toMatchObject({ fault: 'unavailable', platformCode: 'ECONNREFUSED' })
    server = await startScriptedWecom()
  })

  it('tell no token, no secret and nothing that WeCom wrote', async () => {
    const quoted = `invalid ${APP.secret} token-1-never-shown, hint: [1]`
    server.plan('/message/send', { body: { errcode: 40058, errmsg: quoted } }, { body: 'cut' })
    const errors = [await failure(send()), await failure(send())]
    const all = [...errors.map((error) => `${error.message} ${JSON.stringify(error)}`), ...log.lines].join('\n')
    expect(all).not.toContain('never-shown')
    expect(all).not.toContain('hint')
  })

  it.each<[number, Fault]>([
    [-1, 'unavailable'],
    [40001, 'unauthorized'],
    [40091, 'unauthorized'],
    [40007, 'invalid'],
    [40058, 'invalid'],
    [45002, 'too_large'],
    [42014, 'invalid'],
    [45009, 'rate_limited'],
    [45033, 'rate_limited'],
    [48002, 'forbidden'],
    [301002, 'forbidden'],
    [60011, 'forbidden'],
    [60111, 'gone'],
    [81013, 'gone'],
    [60020, 'forbidden'],
    [86001, 'gone'],
    [86003, 'gone'],
    [93006, 'gone'],
    [93000, 'gone'],
    [93004, 'gone'],
    [93008, 'gone'],
    [846605, 'invalid'],
    [846608, 'gone'],
  ])('code %d is %s', (code, fault) => {
    expect(ERROR_ROWS.get(code)?.fault).toBe(fault)
  })
})

describe('health', () => {
  const started = async () => {
    await adapter.start()
    await until(
      'the probe is answered',
      () => server.to('/getcallbackip').length > 0 || server.to('/gettoken').length > 0,
    )
    await until('the answer is in', () => adapter.health().state !== 'starting')
  }

  it('is starting until WeCom has answered, then ok', async () => {
    expect(adapter.health()).toMatchObject({ platform: 'wecom', transport: 'app', state: 'starting' })
    await started()
    expect(adapter.health()).toEqual({ platform: 'wecom', transport: 'app', state: 'ok' })
  })

  it.each([
    [
      60020,
      'not allow to access from your ip, hint: [1], from ip: 203.0.113.9, more info',
      /203\.0\.113\.9.*企业可信IP/,
    ],
    [48002, 'api forbidden', /没有调用此接口的权限/],
    [301002, 'not allow operate another agent', /AgentId 与 Secret/],
  ])('code %d is a sentence to act on', async (errcode, errmsg, sentence) => {
    server.plan('/getcallbackip', { body: { errcode, errmsg } })
    await started()
    expect(adapter.health()).toMatchObject({ state: 'failing', lastErrorCode: String(errcode) })
    expect(adapter.health().detail).toMatch(sentence)
  })

  it('a wrong secret is a sentence, too, and is not tried again', async () => {
    server.plan('/gettoken', { body: { errcode: 40001, errmsg: 'x' } })
    await started()
    expect(adapter.health().detail).toContain('Secret 不对')
    expect(clock.waiting).toBe(0)
  })

  it('is asked again while the address is not trusted', async () => {
    server.plan('/getcallbackip', { body: { errcode: 60020, errmsg: 'from ip: 203.0.113.9' } })
    await started()
    await until('another question waits', () => clock.waiting === 1)
    clock.advance(300_000)
    await until('it is well', () => adapter.health().state === 'ok')
    expect(adapter.health()).toEqual({ platform: 'wecom', transport: 'app', state: 'ok' })
  })

  it('somebody outside the visible range is a notice for an hour', async () => {
    await started()
    server.plan('/message/send', { body: { errcode: 60011, errmsg: 'x' } })
    await failure(send())
    expect(adapter.health()).toMatchObject({ state: 'ok', detail: expect.stringContaining('可见范围') })
    await send()
    expect(adapter.health().detail).toContain('可见范围')
    clock.advance(3_600_000)
    expect(adapter.health().detail).toBeUndefined()
  })

  it('ends with the adapter', async () => {
    server.plan('/getcallbackip', { body: 'hang' })
    const own = adapterWaiting(100)
    await own.start()
    await own.stop()
    expect(clock.waiting).toBe(0)
  })
})

describe('people', () => {
  it('are asked for once, however their id is written', async () => {
    expect(await adapter.person('ZhangSan')).toEqual({ name: '张三' })
    expect(await adapter.person('zhangsan')).toEqual({ name: '张三' })
    expect(server.to('/user/get').map(({ query }) => query.get('userid'))).toEqual(['zhangsan'])
  })

  it('outside the visible range are unknown, and not asked for again', async () => {
    server.plan('/user/get', { body: { errcode: 60011, errmsg: 'x' } })
    expect(await adapter.person('x')).toBeUndefined()
    expect(await adapter.person('x')).toBeUndefined()
    expect(server.to('/user/get')).toHaveLength(1)
  })

  it('are unknown while WeCom is down, and asked for again', async () => {
    server.plan('/user/get', { status: 503, body: '' })
    expect(await adapter.person('zhangsan')).toBeUndefined()
    expect(await adapter.person('zhangsan')).toEqual({ name: '张三' })
  })
})

describe('settings', () => {
  const ports = () => ({ clock, wireClock: clock, log, intake: new MemoryIntake() })

  it.each([
    [{}, /neither an app/],
    [{ webhooks: { keys: {}, webhookBase: 'http://x' } }, /neither an app/],
    [{ app: { ...APP, apiBase: 'http://x', encodingAesKey: 'short' } }, /43 letters/],
    [{ app: { ...APP, apiBase: 'http://x', callbackToken: 'with blank ' } }, /callbackToken/],
    [{ app: { ...APP, apiBase: 'http://x', agentId: Number.NaN } }, /agentId/],
    [{ bot: { botId: 'b', botSecret: 's', botName: ' ', wsUrl: 'ws://x' } }, /botName/],
  ])('that cannot work are refused at once: %j', (settings, problem) => {
    expect(() => createWecom(settings, ports())).toThrow(problem)
  })
})
