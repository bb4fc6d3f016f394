import { WecomCrypto } from '@wecom/aibot-node-sdk'
import * as oracle from '@wecom/crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWecom } from '../../../../src/adapters/messengers/wecom/index.ts'
import type { DoorRequest, MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Card } from '../../../../src/bot/card/card.ts'
import { ManualClock, MemoryIntake, MemoryLog, NOW } from '../kit.ts'
import { APP, appFixture, appSettings, at, runs, seal, signedQuery, startScriptedWecom } from './support.ts'

let server: Awaited<ReturnType<typeof startScriptedWecom>>
let intake: MemoryIntake
let log: MemoryLog
let clock: ManualClock
let adapter: MessengerAdapter

beforeEach(async () => {
  server = await startScriptedWecom()
  intake = new MemoryIntake()
  log = new MemoryLog()
  clock = new ManualClock()
  adapter = createWecom(appSettings(server.base), { clock, wireClock: clock, log, intake })
})
afterEach(async () => {
  await adapter.stop()
  await server.close()
})

const TAKEN = { status: 200, body: '', contentType: 'text/plain; charset=utf-8' }
const V1 = 'Ttx2x7W0N1Hkyci/VEHXJi/hd5W1UIk5X0ICBcS8B5hyt2hyKHnTJkqvnUxkFFZ64AOaEs+KwuiGAStum6QN+w=='

describe('the door', () => {
  it('is where the console asks and where callbacks arrive', () => {
    expect(adapter.door.routes).toEqual([
      { method: 'GET', path: '' },
      { method: 'POST', path: '' },
    ])
  })

  it('takes a message and stores it once however often it comes', async () => {
    expect(await adapter.door.handle(seal(appFixture('text')))).toEqual(TAKEN)
    expect(await adapter.door.handle(seal(appFixture('text'), { nonce: 'again' }))).toEqual(TAKEN)
    expect(intake.events.map(({ eventKey }) => eventKey)).toEqual(['message:7123456789012345678'])
    expect(intake.refusals).toEqual([])
    expect(adapter.health().lastEventAt).toBe(NOW.toISOString())
  })

  it('takes what the other official package sealed', async () => {
    const sealed = new WecomCrypto(APP.callbackToken, APP.encodingAesKey, APP.corpId).encrypt(
      appFixture('text'),
      String(NOW.getTime() / 1000),
      'n',
    )
    const query = new URLSearchParams({
      msg_signature: sealed.signature,
      timestamp: String(NOW.getTime() / 1000),
      nonce: 'n',
    })
    const body = `<xml><ToUserName>${APP.corpId}</ToUserName><AgentID>${APP.agentId}</AgentID><Encrypt>${sealed.encrypt}</Encrypt></xml>`
    const request: DoorRequest = { ...seal(''), query: String(query), raw: Buffer.from(body) }
    expect(await adapter.door.handle(request)).toEqual(TAKEN)
    expect(intake.events).toHaveLength(1)
  })

  it('asks for another delivery if nothing could be stored', async () => {
    intake.broken = true
    expect((await adapter.door.handle(seal(appFixture('text')))).status).toBe(500)
  })

  it.each(['event-subscribe', 'event-view', 'event-click', 'text-without-id'])('ignores %s', async (name) => {
    expect(await adapter.door.handle(seal(appFixture(name)))).toEqual(TAKEN)
    expect(intake.events).toEqual([])
    expect(intake.refusals).toEqual([])
  })

  it('is none without an app', async () => {
    const settings = { webhooks: { keys: { g: 'k' }, webhookBase: server.base } }
    const { door } = createWecom(settings, { clock, wireClock: clock, log, intake })
    expect(door.routes).toEqual([])
    expect((await door.handle(seal(appFixture('text')))).status).toBe(404)
  })
})

describe('the console’s question', () => {
  const asked = (query: string): DoorRequest => ({ method: 'GET', path: '', query, headers: {}, raw: new Uint8Array() })

  it('is answered with the bare plaintext', async () => {
    const echo = oracle.encrypt(APP.encodingAesKey, '1616140317555161061', APP.corpId)
    const query = `${signedQuery(echo)}&${new URLSearchParams({ echostr: echo })}`
    expect(await adapter.door.handle(asked(query))).toEqual({ ...TAKEN, body: '1616140317555161061' })
  })

  it('even if a proxy decoded its plus signs', async () => {
    const corpId = 'ww0123456789abcdef'
    const own = createWecom({ app: { ...APP, corpId, apiBase: server.base } }, { clock, wireClock: clock, log, intake })
    expect(V1).toContain('+')
    const query = `${signedQuery(V1)}&echostr=${V1.replaceAll('=', '%3D')}`
    expect((await own.door.handle(asked(query))).body).toBe('1616140317555161061')
  })

  it('is refused if it was not signed', async () => {
    const echo = oracle.encrypt(APP.encodingAesKey, '1', APP.corpId)
    const query = `${signedQuery(echo, { token: 'guess' })}&${new URLSearchParams({ echostr: echo })}`
    expect((await adapter.door.handle(asked(query))).status).toBe(401)
    expect((await adapter.door.handle(asked(''))).status).toBe(401)
    expect(intake.refusals.map(({ reason }) => reason)).toEqual(['signature', 'signature'])
  })
})

describe('what is refused changes nothing and is audited', () => {
  const text = () => appFixture('text')
  const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)
  const with_ = (more: Partial<DoorRequest>) => ({ ...seal(text()), ...more })
  const without = (name: string) => {
    const request = seal(text())
    const query = new URLSearchParams(request.query)
    query.delete(name)
    return { ...request, query: String(query) }
  }
  const tampered = () => {
    const request = seal(text())
    const raw = Buffer.from(request.raw)
    const index = raw.indexOf('<Encrypt><![CDATA[') + 40
    raw[index] = raw[index] === 65 ? 66 : 65
    return { ...request, raw }
  }
  const raw = (body: string) => with_({ raw: Buffer.from(body) })
  const sealedGarbage = () => {
    const garbage = Buffer.alloc(64, 7).toString('base64')
    return { ...raw(`<xml><Encrypt>${garbage}</Encrypt></xml>`), query: signedQuery(garbage) }
  }

  it.each([
    ['a tampered byte', tampered, 'signature', 401],
    ['a signature with another token', () => seal(text(), { token: 'guess' }), 'signature', 401],
    ['a signature of another length', () => with_({ query: 'msg_signature=ab&timestamp=1&nonce=n' }), 'signature', 401],
    ['no signature', () => without('msg_signature'), 'signature', 401],
    ['no timestamp', () => without('timestamp'), 'signature', 401],
    ['no nonce', () => without('nonce'), 'signature', 401],
    ['no query', () => with_({ query: '' }), 'signature', 401],
    ['a replay of eleven minutes ago', () => seal(text(), { at: minutes(-11) }), 'timestamp', 401],
    ['a request from the future', () => seal(text(), { at: minutes(11) }), 'timestamp', 401],
    ['a body sealed with another key', () => seal(text(), { key: 'A'.repeat(43) }), 'undecryptable', 400],
    ['signed garbage', sealedGarbage, 'undecryptable', 400],
    ['a message for another corp', () => seal(text(), { receiveId: 'wwother' }), 'unknown_event', 403],
    ['a message of a bot, for nobody', () => seal(text(), { receiveId: '' }), 'unknown_event', 403],
    ['an envelope of another corp', () => seal(text(), { outer: { corpId: 'wwother' } }), 'unknown_event', 403],
    ['an envelope of another app', () => seal(text(), { outer: { agentId: '1000003' } }), 'unknown_event', 403],
    ['an event of another app', () => seal(text().replace('1000002', '1000003')), 'unknown_event', 403],
    ['an event of another corp', () => seal(text().replace(APP.corpId, 'wwother')), 'unknown_event', 403],
    ['plain text', () => raw(text()), 'plaintext', 401],
    ['truncated XML', () => raw('<xml><Encrypt>'), 'malformed', 400],
    ['no XML', () => raw('{"encrypt":"x"}'), 'malformed', 400],
    ['an empty body', () => raw(''), 'malformed', 400],
    ['a document type outside', () => raw('<!DOCTYPE xml><xml><Encrypt>x</Encrypt></xml>'), 'malformed', 400],
    [
      'entities inside',
      () => seal('<!DOCTYPE xml [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>'),
      'malformed',
      400,
    ],
    ['sealed words', () => seal('hello'), 'malformed', 400],
    ['an oversized body', () => raw(`<xml>${'a'.repeat(256 * 1024)}</xml>`), 'oversized', 413],
  ])('%s', async (_name, request, reason, status) => {
    expect((await adapter.door.handle(request())).status).toBe(status)
    expect(intake.events).toEqual([])
    expect(intake.refusals.map((refusal) => refusal.reason)).toEqual([reason])
    expect(log.lines.join('\n')).not.toContain(APP.callbackToken)
    expect(log.lines.join('\n')).not.toContain(APP.encodingAesKey)
  })

  it('clocks may differ by less than ten minutes', async () => {
    expect((await adapter.door.handle(seal(text(), { at: minutes(-9) }))).status).toBe(200)
    expect((await adapter.door.handle(seal(text(), { at: minutes(9) }))).status).toBe(200)
  })

  it('any bytes in any place do no harm, and reach nobody unverified', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.string(), async (bytes, query) => {
        const answers = [
          await adapter.door.handle(with_({ raw: bytes })),
          await adapter.door.handle(with_({ query })),
          await adapter.door.handle({ ...seal(''), method: 'GET', query }),
        ]
        return answers.every(({ status }) => status >= 400 && status < 500) && intake.events.length === 0
      }),
      runs(50),
    )
  })

  it('any sealed XML is taken or refused', async () => {
    const real = appFixture('card-submit')
    await fc.assert(
      fc.asyncProperty(fc.nat(real.length - 1), fc.nat(80), fc.string(), async (start, length, put) => {
        const { status } = await adapter.door.handle(seal(real.slice(0, start) + put + real.slice(start + length)))
        return status === 200 || status === 400 || status === 403
      }),
      runs(100),
    )
  })
})

describe('a click', () => {
  const DECIDED: Card = {
    header: { text: '已通过', tone: 'success', tag: 'A-42' },
    summary: '已通过',
    blocks: [{ kind: 'text', markdown: '张三**已同意**' }],
  }
  const press = (name = 'card-button') => adapter.door.handle(seal(appFixture(name)))
  const updates = () => server.to('/message/update_template_card').map(({ body }) => body)
  const words = () => server.to('/message/send').map(({ body }) => at(body, 'text', 'content'))

  it('shows the card as it is now, with the code that the click brought, and then says so', async () => {
    let noted = 0
    intake.answer = async () => ({
      card: DECIDED,
      toast: { kind: 'success', text: '已同意' },
      delivered: async () => {
        noted += 1
      },
    })
    expect(await press()).toEqual(TAKEN)
    await adapter.stop()
    expect(updates()).toEqual([
      {
        userids: ['ZhangSan'],
        agentid: 1000002,
        response_code: 'code-of-click',
        template_card: {
          card_type: 'text_notice',
          source: { desc: 'A-42', desc_color: 3 },
          main_title: { title: '已通过' },
          sub_title_text: '张三已同意',
          card_action: { type: 1, url: 'https://work.weixin.qq.com' },
          task_id: 'task-1',
        },
      },
    ])
    expect(noted).toBe(1)
    expect(words()).toEqual([])
  })

  it('that was refused is told in a private message, because there are no toasts', async () => {
    intake.answer = async () => ({ toast: { kind: 'warning', text: '需要 项目经理 权限' } })
    await press()
    await adapter.stop()
    expect(updates()).toEqual([])
    expect(words()).toEqual(['需要 项目经理 权限'])
    expect(at(server.to('/message/send')[0]?.body, 'touser')).toBe('ZhangSan')
  })

  it.each([
    ['a result that no card shows is told', { toast: { kind: 'success', text: '已登记' } }, ['已登记']],
    ['a hint at what comes by itself is not', { toast: { kind: 'info', text: '处理中' } }, []],
  ] as const)('%s', async (_name, answer, told) => {
    intake.answer = async () => answer
    await press()
    await adapter.stop()
    expect(words()).toEqual(told)
  })

  it('whose card could not be shown is not noted as delivered, and its result is told', async () => {
    server.plan('/message/update_template_card', { body: { errcode: 40058, errmsg: 'x' } })
    let noted = false
    intake.answer = async () => ({
      card: DECIDED,
      toast: { kind: 'success', text: '已同意' },
      delivered: async () => {
        noted = true
      },
    })
    await press()
    await adapter.stop()
    expect(noted).toBe(false)
    expect(words()).toEqual(['已同意'])
  })

  it('sent again because the answer was late is no second press', async () => {
    const waiting = Promise.withResolvers<void>()
    intake.answer = async () => {
      await waiting.promise
      return { toast: { kind: 'warning', text: '不行' } }
    }
    const both = [press(), press()]
    waiting.resolve()
    expect(await Promise.all(both)).toEqual([TAKEN, TAKEN])
    expect(await press()).toEqual(TAKEN)
    await adapter.stop()
    expect(intake.events).toHaveLength(1)
    expect(words()).toEqual(['不行'])
  })

  it('that could not be stored is asked for again', async () => {
    intake.answer = async () => {
      throw new Error('disk full')
    }
    expect((await press()).status).toBe(500)
    intake.answer = async () => ({})
    expect(await press()).toEqual(TAKEN)
  })

  it('on a card of another version is told', async () => {
    await press('card-foreign')
    await adapter.stop()
    expect(intake.events).toEqual([])
    expect(words()).toEqual(['这张卡片已失效，请重新发送命令'])
  })

  it('leaves its code for a later update if its answer needed none', async () => {
    await press()
    await adapter.messenger.updateCard(
      { platform: 'wecom', kind: 'private', id: 'ZhangSan' },
      { messageId: 'task-1' },
      DECIDED,
      [],
      { idempotencyKey: 'k1' },
    )
    expect(at(updates()[0], 'response_code')).toBe('code-of-click')
  })
})

describe('what happens to the app itself', () => {
  it('is what an administrator reads', async () => {
    await adapter.start()
    await adapter.door.handle(seal(appFixture('event-inactive_alert')))
    expect(adapter.health().detail).toContain('即将停用')
    await adapter.door.handle(seal(appFixture('event-close_inactive_agent')))
    expect(adapter.health().detail).toContain('重新启用')
    await adapter.door.handle(seal(appFixture('event-reopen_inactive_agent')))
    expect(adapter.health().detail ?? '').not.toContain('启用')
  })
})
