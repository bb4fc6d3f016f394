import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDingtalk, type DingtalkSettings } from '../../../../src/adapters/messengers/dingtalk/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Card } from '../../../../src/bot/card/card.ts'
import { type Conversation, MessengerError, mention, plain } from '../../../../src/bot/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog, NOW } from '../kit.ts'
import { at, fixture, GROUP, type Json, robotPost, SETTINGS, startScriptedDingtalk, WANG } from './support.ts'

const GROUP_SEND = '/v1.0/robot/groupMessages/send'
const PRIVATE_SEND = '/v1.0/robot/oToMessages/batchSend'
const DELIVER = '/v1.0/card/instances/createAndDeliver'
const UPDATE = '/v1.0/card/instances'
const SESSION = '/robot/sendBySession'
const CARD: Card = {
  header: { text: '预算审批', tone: 'waiting', tag: 'A-1' },
  summary: '待审批',
  blocks: [
    { kind: 'text', markdown: `请看 ${mention('lisi01', '李四')}` },
    { kind: 'actions', buttons: [{ label: '同意', action: 'approve', args: { id: 'A-1' } }] },
  ],
}
const key = (idempotencyKey: string) => ({ idempotencyKey })
const refused = (code: string) => ({ status: 400, body: { code, message: 'x', requestid: 'R-1' } })

let server: Awaited<ReturnType<typeof startScriptedDingtalk>>
let clock: ManualClock
let log: MemoryLog
let adapter: MessengerAdapter

function open(edit: Partial<DingtalkSettings> = {}): void {
  clock = new ManualClock()
  log = new MemoryLog()
  const ports = { clock, wireClock: clock, log, intake: new MemoryIntake() }
  adapter = createDingtalk({ ...SETTINGS, ...server.bases, ...edit }, ports)
}
beforeEach(async () => {
  server = await startScriptedDingtalk()
  open()
})
afterEach(async () => {
  await adapter.stop()
  await server.close()
})

const param = (path: string, index = 0): Json => JSON.parse(String(at(server.to(path)[index]?.body, 'msgParam')))
/** A message comes in, and with it the address for answers. */
async function heard(where: Conversation, edit: Json = {}): Promise<void> {
  const sessionWebhook = `${server.baseUrl}${SESSION}?session=never-shown`
  const sessionWebhookExpiredTime = NOW.getTime() + 5_400_000
  const name = where.kind === 'group' ? 'text-group' : 'text-private'
  const request = robotPost(fixture(name, { sessionWebhook, sessionWebhookExpiredTime, ...edit }))
  expect((await adapter.door.handle(request)).status).toBe(200)
}

describe('texts', () => {
  it('go to a group and to a person by the robot', async () => {
    const sent = await adapter.messenger.sendText(GROUP, '你好 *', key('k1'))
    await adapter.messenger.sendText(WANG, '**你好**', key('k2'))
    expect(server.to(GROUP_SEND)[0]?.body).toMatchObject({
      robotCode: 'dingmkproject',
      openConversationId: 'cidGroup618==',
      msgKey: 'sampleText',
    })
    expect(server.to(PRIVATE_SEND)[0]?.body).toMatchObject({ userIds: ['manager4220'], msgKey: 'sampleMarkdown' })
    expect([param(GROUP_SEND), param(PRIVATE_SEND)]).toEqual([
      { content: '你好 *' },
      { title: '你好', text: '**你好**' },
    ])
    expect(sent.messageId).toMatch(/^pqk-/)
    expect(server.to(GROUP_SEND)[0]?.headers['x-acs-dingtalk-access-token']).toBe('t-1-never-shown')
  })

  it('say names where nobody can be called', async () => {
    await adapter.messenger.sendText(GROUP, `请看 ${mention('lisi01', '李四')}`, key('k1'))
    expect(param(GROUP_SEND)).toEqual({ content: '请看 @李四' })
  })

  it('answer by the session while it lives, and call people there', async () => {
    await heard(GROUP)
    const sent = await adapter.messenger.sendText(GROUP, `请看 ${mention('lisi01', '李四')}`, key('k1'))
    expect(server.to(SESSION)[0]?.body).toEqual({
      msgtype: 'text',
      text: { content: '请看 @lisi01' },
      at: { atUserIds: ['lisi01'], isAtAll: false },
    })
    expect(sent).toEqual({ messageId: 'session:k1' })
    expect(server.to(GROUP_SEND)).toEqual([])
  })

  it('answer in markdown by the session with a title', async () => {
    await heard(WANG)
    await adapter.messenger.sendText(WANG, '**好**\n- 一', key('k1'))
    expect(server.to(SESSION)[0]?.body).toEqual({
      msgtype: 'markdown',
      markdown: { title: '好', text: '**好**\n\n- 一' },
    })
  })

  it('go by the robot when less than a minute of the session is left', async () => {
    await heard(GROUP, { sessionWebhookExpiredTime: NOW.getTime() + 60_000 })
    await adapter.messenger.sendText(GROUP, '一', key('k1'))
    clock.advance(1)
    await adapter.messenger.sendText(GROUP, '二', key('k2'))
    expect([server.to(SESSION).length, server.to(GROUP_SEND).length]).toEqual([1, 1])
  })

  it('go by the robot when the session was ended, and never ask it again', async () => {
    await heard(GROUP)
    server.plan(SESSION, { body: { errcode: 300001, errmsg: 'session 不存在' } })
    await adapter.messenger.sendText(GROUP, '一', key('k1'))
    await adapter.messenger.sendText(GROUP, '二', key('k2'))
    expect([server.to(SESSION).length, server.to(GROUP_SEND).length]).toEqual([1, 2])
  })

  it.each([
    'https://evil.example/robot',
    'https://dingtalk.com.evil.example/',
    'http://oapi.dingtalk.com/robot',
    'https://user:pass@oapi.dingtalk.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('never follow a message to %s', async (sessionWebhook) => {
    open({ webhookHosts: ['dingtalk.com'] })
    await heard(GROUP, { sessionWebhook })
    await adapter.messenger.sendText(GROUP, '一', key('k1'))
    expect(server.to(GROUP_SEND)).toHaveLength(1)
  })

  it('wait when the session is asked too often', async () => {
    await heard(GROUP)
    server.plan(SESSION, { body: { errcode: 130101, errmsg: 'send too fast' } })
    const work = adapter.messenger.sendText(GROUP, '一', key('k1'))
    await expect(work).rejects.toMatchObject({ fault: 'rate_limited', retryAfterMs: 60_000 })
    expect(server.to(GROUP_SEND)).toEqual([])
  })

  it('to somebody from outside are answers only', async () => {
    const outsider: Conversation = { ...WANG, id: '$:LWCP_v1:$senderwangwu' }
    const silent = adapter.messenger.sendText(outsider, '在', key('k1'))
    await expect(silent).rejects.toMatchObject({ fault: 'gone' })
    await heard(outsider, { senderStaffId: undefined })
    expect(await adapter.messenger.sendText(outsider, '在', key('k2'))).toEqual({ messageId: 'session:k2' })
  })

  it.each([
    ['invalidStaffIdList', 'gone'],
    ['flowControlledStaffIdList', 'rate_limited'],
  ])('are not sent if HTTP 200 hides a %s', async (list, fault) => {
    server.plan(PRIVATE_SEND, { body: { processQueryKey: 'p', [list]: ['manager4220'] } })
    await expect(adapter.messenger.sendText(WANG, '一', key('k1'))).rejects.toMatchObject({ fault })
  })

  it.each([
    ['字'.repeat(12_000), 'sampleText', 'content'],
    [`${'- 一行 "引号"\n'.repeat(1500)}`, 'sampleMarkdown', 'text'],
  ])('too long for one message go in parts below 15,000 bytes (%#)', async (text, msgKey, field) => {
    await adapter.messenger.sendText(GROUP, text, key('k1'))
    const sent = server.to(GROUP_SEND)
    expect(sent.length).toBeGreaterThan(1)
    for (const request of sent) {
      expect(Buffer.byteLength(String(at(request.body, 'msgParam')))).toBeLessThanOrEqual(15_000)
      expect(at(request.body, 'msgKey')).toBe(msgKey)
    }
    const said = sent.map((_, index) => String(param(GROUP_SEND, index)[field])).join('\n')
    expect(said.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })

  it('far too long end with a note after five parts', async () => {
    await adapter.messenger.sendText(GROUP, plain('*').repeat(100_000), key('k1'))
    expect(server.to(GROUP_SEND)).toHaveLength(5)
    expect(param(GROUP_SEND, 4).content).toContain('已截断')
  })

  it('in parts go on where they stopped', async () => {
    server.plan(GROUP_SEND, { body: { processQueryKey: 'p1' } }, refused('qps.exceed.limit'))
    const text = '字'.repeat(12_000)
    await expect(adapter.messenger.sendText(GROUP, text, key('k1'))).rejects.toMatchObject({ fault: 'rate_limited' })
    const sent = await adapter.messenger.sendText(GROUP, text, key('k1'))
    expect(sent.messageId).toBe('p1')
    const said = [0, 2, 3].map((index) => (server.to(GROUP_SEND)[index] ? param(GROUP_SEND, index).content : ''))
    expect(said.join('')).toBe(text)
  })
})

describe('images', () => {
  it('are uploaded with the token in the query and sent by their id', async () => {
    const media = await adapter.messenger.upload({ name: 'a.png', bytes: Buffer.from('x'), contentType: 'image/png' })
    await adapter.messenger.sendImage(GROUP, media, key('k1'))
    const [upload] = server.to('/media/upload')
    expect(upload?.query.get('access_token')).toBe('t-1-never-shown')
    expect(upload?.headers).not.toHaveProperty('x-acs-dingtalk-access-token')
    expect(upload?.raw.toString('utf8')).toMatch(/name="type"\r\n\r\nimage[\s\S]*name="media"; filename="a.png"/)
    expect(server.to(GROUP_SEND)[0]?.body).toMatchObject({ msgKey: 'sampleImageMsg' })
    expect(param(GROUP_SEND)).toEqual({ photoURL: '@lADPmedia' })
  })

  it.each([
    [0, 'invalid'],
    [21 * 1024 * 1024, 'too_large'],
  ])('of %d bytes are refused at once', async (bytes, fault) => {
    const work = adapter.messenger.upload({ name: 'a', bytes: new Uint8Array(bytes), contentType: 'image/png' })
    await expect(work).rejects.toMatchObject({ fault })
    expect(server.seen).toEqual([])
  })
})

describe('cards', () => {
  it('are created and delivered to a group, and call people', async () => {
    open({ transport: 'stream' })
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    const { body } = server.to(DELIVER)[0] ?? {}
    expect(body).toMatchObject({
      cardTemplateId: 'mems.schema',
      outTrackId: sent.messageId,
      callbackType: 'STREAM',
      userIdType: 1,
      openSpaceId: 'dtv1.card//IM_GROUP.cidGroup618==',
      imGroupOpenSpaceModel: { lastMessageI18n: { ZH_CN: '待审批' }, notification: { alertContent: '待审批' } },
      imGroupOpenDeliverModel: { robotCode: 'dingmkproject', atUserIds: { lisi01: '李四' } },
    })
    const params = Object.values(at(body, 'cardData', 'cardParamMap') as Json)
    expect(params.every((value) => typeof value === 'string')).toBe(true)
    expect(sent).toEqual({ messageId: expect.stringMatching(/^mems-[0-9a-f]{40}$/), updateToken: 'carrier-1' })
  })

  it('are delivered to a person, and call back over HTTP where that is set', async () => {
    await adapter.messenger.sendCard(WANG, CARD, [], key('k1'))
    expect(server.to(DELIVER)[0]?.body).toMatchObject({
      callbackType: 'HTTP',
      callbackRouteKey: 'mems',
      openSpaceId: 'dtv1.card//IM_ROBOT.manager4220',
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: 'dingmkproject' },
    })
  })

  it('of one key are shown once: that it exists already is success', async () => {
    server.plan(DELIVER, { body: 'cut' }, refused('param.cardAlreadyExist'))
    const first = adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    await expect(first).rejects.toMatchObject({ fault: 'unknown_outcome' })
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    const ids = server.to(DELIVER).map(({ body }) => at(body, 'outTrackId'))
    expect(new Set(ids).size).toBe(1)
    expect(sent).toEqual({ messageId: ids[0] })
    await adapter.messenger.sendCard(GROUP, CARD, [], key('k2'))
    expect(at(server.to(DELIVER)[2]?.body, 'outTrackId')).not.toBe(ids[0])
  })

  it.each([
    { success: true, result: { deliverResults: [{ success: false, errorMsg: '机器人不在群内' }] } },
    { success: false },
  ])('that HTTP 200 says were not delivered (%j) become words, also when tried again', async (body) => {
    server.plan(DELIVER, { body })
    server.plan(GROUP_SEND, refused('qps.exceed.limit'))
    const first = adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    await expect(first).rejects.toMatchObject({ fault: 'rate_limited' })
    expect(await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))).toMatchObject({ degraded: 'text' })
    expect(server.to(DELIVER)).toHaveLength(1)
  })

  it.each([
    'param.templateNotExist',
    'param.templateUnpublished',
    'param.contentUnsafe',
    'Forbidden.AccessDenied.AccessTokenPermissionDenied',
  ])('refused for %s become words', async (code) => {
    server.plan(DELIVER, refused(code))
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    expect(sent.degraded).toBe('text')
    expect(server.to(DELIVER)).toHaveLength(1)
    expect(param(GROUP_SEND).text).toContain('1 同意')
  })

  it('refused for a reason nobody knows are tried with short values first', async () => {
    const long: Card = { ...CARD, blocks: [{ kind: 'text', markdown: '很长 '.repeat(600) }, ...CARD.blocks] }
    server.plan(DELIVER, refused('param.valueTooLong'))
    const sent = await adapter.messenger.sendCard(GROUP, long, [], key('k1'))
    expect(sent.degraded).toBeUndefined()
    const lengths = server
      .to(DELIVER)
      .map(({ body }) => Buffer.byteLength(String(at(body, 'cardData', 'cardParamMap', 'body'))))
    expect(lengths[0]).toBeGreaterThan(1024)
    expect(lengths[1]).toBeLessThanOrEqual(1024)
  })

  it('are updated by key', async () => {
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    const updated = await adapter.messenger.updateCard(GROUP, sent, { ...CARD, blocks: [] }, [], key('k2'))
    expect(updated).toEqual(sent)
    expect(server.to(UPDATE)[0]).toMatchObject({
      method: 'PUT',
      body: {
        outTrackId: sent.messageId,
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        cardData: { cardParamMap: { buttons: '[]', body: '', card_status: 'done' } },
      },
    })
  })

  it('that are gone are sent anew', async () => {
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    server.plan(UPDATE, refused('param.cardNotExist'))
    const updated = await adapter.messenger.updateCard(GROUP, sent, CARD, [], key('k2'))
    expect(updated.degraded).toBe('resent')
    expect(updated.messageId).not.toBe(sent.messageId)
  })

  it('without a template are words with buttons that speak, and are never updated', async () => {
    open({ cardTemplateId: '' })
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    expect(sent).toMatchObject({ degraded: 'text', messageId: expect.stringMatching(/^pqk-/) })
    expect(at(server.to(GROUP_SEND)[0]?.body, 'msgKey')).toBe('sampleActionCard')
    expect(param(GROUP_SEND).singleURL).toContain(encodeURIComponent('同意 A-1'))
    await adapter.messenger.updateCard(GROUP, sent, CARD, [], key('k2'))
    expect(server.to(UPDATE)).toEqual([])
    expect(server.to(GROUP_SEND)).toHaveLength(2)
    expect(adapter.messenger.limits.keyMemoryMs.card).toBe(0)
  })

  it('whose presses could not come back over HTTP are words as well', async () => {
    open({ cardApiSecret: '' })
    await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    expect(server.to(DELIVER)).toEqual([])
  })
})

describe('calls', () => {
  it('renew a dead token once, in both families', async () => {
    server.plan(GROUP_SEND, refused('InvalidAuthentication'))
    await adapter.messenger.sendText(GROUP, '一', key('k1'))
    server.plan('/media/upload', { body: { errcode: 88, sub_code: '40014', errmsg: 'x' } })
    await adapter.messenger.upload({ name: 'a.png', bytes: Buffer.from('x'), contentType: 'image/png' })
    expect(server.to('/v1.0/oauth2/accessToken')).toHaveLength(3)
    expect(server.to('/media/upload').map(({ query }) => query.get('access_token'))).toEqual([
      't-2-never-shown',
      't-3-never-shown',
    ])
  })

  it('fail if the new token is dead, too', async () => {
    server.plan(GROUP_SEND, refused('InvalidAuthentication'), refused('InvalidAuthentication'))
    const work = adapter.messenger.sendText(GROUP, '一', key('k1'))
    await expect(work).rejects.toMatchObject({ fault: 'unauthorized', platformCode: 'InvalidAuthentication' })
  })

  it('name the missing scope, and nothing secret', async () => {
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied'
    const accessdenieddetail = { requiredScopes: ['qyapi_robot_sendmsg', '<script>'] }
    server.plan(GROUP_SEND, {
      status: 403,
      body: { code, message: 'secret 秘密', requestid: 'R-1', accessdenieddetail },
    })
    const error = await adapter.messenger.sendText(GROUP, '一', key('k1')).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(MessengerError)
    expect((error as Error).message).toBe(
      `dingtalk send message: scope not granted to the app (code ${code}, HTTP 403) scope qyapi_robot_sendmsg request R-1`,
    )
    expect(adapter.health().lastErrorCode).toBe(code)
    expect(log.lines.join()).not.toMatch(/never-shown|secret|秘密/)
  })

  it('count the metered ones, and say when the month is used up', async () => {
    await adapter.messenger.sendText(GROUP, '一', key('k1'))
    await adapter.messenger.sendCard(GROUP, CARD, [], key('k2'))
    await adapter.person('lisi01')
    expect(adapter.health().quota).toEqual({ used: 2, granted: 5000 })
    server.plan(GROUP_SEND, { status: 403, body: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' } })
    const work = adapter.messenger.sendText(GROUP, '一', key('k3'))
    await expect(work).rejects.toMatchObject({ fault: 'forbidden' })
    expect(adapter.health()).toMatchObject({ state: 'failing', detail: expect.stringContaining('quota used up') })
    clock.advance(31 * 24 * 3_600_000)
    expect(adapter.health().quota?.used).toBe(0)
    expect(adapter.health().detail).not.toContain('quota')
  })

  it('stop while our address is banned', async () => {
    server.plan(GROUP_SEND, { body: { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'u' } })
    const work = adapter.messenger.sendText(GROUP, '一', key('k1'))
    await expect(work).rejects.toMatchObject({ fault: 'rate_limited', retryAfterMs: 300_000 })
    clock.advance(60_000)
    const next = adapter.messenger.sendText(GROUP, '一', key('k1'))
    await expect(next).rejects.toMatchObject({ fault: 'rate_limited', retryAfterMs: 240_000 })
    expect(server.to(GROUP_SEND)).toHaveLength(1)
    clock.advance(240_000)
    await adapter.messenger.sendText(GROUP, '一', key('k1'))
  })

  it.each([
    [{ body: '<html>busy</html>' }, 'unknown_outcome'],
    [{ status: 503, body: '<html>busy</html>' }, 'unavailable'],
    [{ body: 'cut' }, 'unknown_outcome'],
    [{ body: {} }, 'unknown_outcome'],
  ])('answered with %j end as %s', async (answer, fault) => {
    server.plan(GROUP_SEND, answer)
    await expect(adapter.messenger.sendText(GROUP, '一', key('k1'))).rejects.toMatchObject({ fault })
  })

  it('ask for one token however many need it', async () => {
    await Promise.all(['a', 'b', 'c'].map((one) => adapter.messenger.sendText(GROUP, one, key(one))))
    expect(server.to('/v1.0/oauth2/accessToken')).toHaveLength(1)
  })
})

describe('people', () => {
  it('are asked for once a day', async () => {
    expect(await adapter.person('lisi01')).toEqual({ name: '李四' })
    clock.advance(23 * 3_600_000)
    await adapter.person('lisi01')
    expect(server.to('/topapi/v2/user/get')).toHaveLength(1)
    expect(server.to('/topapi/v2/user/get')[0]?.body).toEqual({ userid: 'lisi01', language: 'zh_CN' })
    clock.advance(3_600_001)
    await adapter.person('lisi01')
    expect(server.to('/topapi/v2/user/get')).toHaveLength(2)
  })

  it('nobody knows have no name, which is remembered; a failure is not', async () => {
    expect(await adapter.person('nobody')).toBeUndefined()
    expect(await adapter.person('nobody')).toBeUndefined()
    expect(await adapter.person('$:LWCP_v1:$outsider')).toBeUndefined()
    expect(server.to('/topapi/v2/user/get')).toHaveLength(1)
    server.plan('/topapi/v2/user/get', { status: 503, body: '' })
    expect(await adapter.person('lisi01')).toBeUndefined()
    expect(await adapter.person('lisi01')).toEqual({ name: '李四' })
  })
})
