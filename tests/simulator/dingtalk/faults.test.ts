import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  buttons,
  type Client,
  CREATE,
  cardTo,
  type Running,
  run,
  TO_GROUP,
  TOPIC_CARD,
  TOPIC_ROBOT,
  toGroup,
  until,
} from './support.ts'

let sim: Running
let client: Client
beforeEach(async () => {
  sim = await run({ rateLimits: 'off' })
  client = await sim.connect()
})
afterEach(() => sim.stop())

const hello = toGroup('sampleText', { content: '好' })
const send = () => sim.api('POST', TO_GROUP, hello)
const plan = (fault: { kind: string; [parameter: string]: unknown }, path: string = TO_GROUP) =>
  sim.platform.faults.add({ direction: 'api', path }, fault as Parameters<typeof sim.platform.faults.add>[1], 1)
const befall = (fault: { kind: string; [parameter: string]: unknown }, path: string = TOPIC_ROBOT) =>
  sim.platform.faults.add({ direction: 'event', path }, fault as Parameters<typeof sim.platform.faults.add>[1], 1)
const sent = () => sim.views().filter(({ from }) => from.bot)
const heard = () => client.robot.map(({ data }) => data.msgId)

describe('a call', () => {
  it.each([
    ['rate_limit', {}, 403, { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }],
    [
      'rate_limit',
      { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
      403,
      { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
    ],
    [
      'code',
      { code: 'param.contentUnsafe', msg: '内容不安全' },
      400,
      { code: 'param.contentUnsafe', message: '内容不安全' },
    ],
    ['code', { code: 'system.busy' }, 500, { code: 'system.busy' }],
    ['code', { code: 'odd', status: 503 }, 503, { code: 'odd' }],
    ['server_error', { status: 503 }, 503, expect.stringMatching(/^<html>/)],
  ])('meets %s %j once, without an effect', async (kind, more, status, body) => {
    plan({ kind, ...more })
    expect(await send()).toMatchObject({ status, body })
    expect(sent()).toEqual([])
    expect((await send()).status).toBe(200)
  })

  it.each([
    ['rate_limit', {}, { errcode: 90018 }],
    ['code', { code: 60020, msg: '来源IP不在白名单' }, { errcode: 60020, errmsg: '来源IP不在白名单' }],
    ['code', { code: 88, subCode: '40014', msg: '不合法' }, { errcode: 88, sub_code: '40014', sub_msg: '不合法' }],
  ])('of the old family meets %s %j with HTTP 200', async (kind, more, body) => {
    plan({ kind, ...more }, '/topapi/')
    expect(await sim.old('/topapi/v2/user/get', { userid: 'u1' })).toMatchObject({ status: 200, body })
  })

  it('loses its answer after the effect', async () => {
    plan({ kind: 'lost_answer' })
    await expect(send()).rejects.toThrow()
    expect(sent()).toHaveLength(1)
  })

  it('is cut before the effect', async () => {
    plan({ kind: 'cut' })
    await expect(send()).rejects.toThrow()
    expect(sent()).toEqual([])
  })

  it('hangs until the client gives up', async () => {
    plan({ kind: 'hang' })
    const token = await sim.token()
    const headers = { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': token }
    const giveUp = new AbortController()
    const hanging = fetch(`${sim.url}${TO_GROUP}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(hello),
      signal: giveUp.signal,
    })
    await until('taken', () => sim.platform.faults.list().length === 0)
    giveUp.abort()
    await expect(hanging).rejects.toThrow()
    await until('recorded', () => sim.exchanges.list({}, 1)[0]?.status === 0)
    expect(sent()).toEqual([])
  })
})

describe('a push', () => {
  it('loses its acknowledgement and comes again', async () => {
    befall({ kind: 'lost_answer' })
    const id = sim.say('@营销助手 一')
    await until('answered', () => client.robot.length === 1 && sim.platform.inFlight === 0)
    await sim.advance(60)
    await until('again', () => client.robot.length === 2)
    expect(heard()).toEqual([id, id])
  })

  it('cuts the connection and comes again over the next', async () => {
    befall({ kind: 'cut' })
    const id = sim.say('@营销助手 一')
    await until('cut', () => client.closed)
    const next = await sim.connect()
    await sim.advance(60)
    await until('again', () => next.robot.length === 1)
    expect(next.robot[0]?.data.msgId).toBe(id)
  })

  it.each([
    ['the same', 'same', 1],
    ['another', 'new', 2],
  ])('comes twice under %s messageId', async (_name, eventId, ids) => {
    befall({ kind: 'duplicate', eventId })
    sim.say('@营销助手 一')
    await until('twice', () => client.robot.length === 2)
    expect(new Set(client.robot.map(({ headers }) => headers.messageId)).size).toBe(ids)
    expect(new Set(heard()).size).toBe(1)
    await until('answered', () => sim.platform.inFlight === 0)
  })

  it('is held back until the next', async () => {
    befall({ kind: 'reorder' })
    const first = sim.say('@营销助手 一')
    const second = sim.say('@营销助手 二')
    await until('both', () => client.robot.length === 2)
    expect(heard()).toEqual([second, first])
  })

  it('is held back for ten seconds at most', async () => {
    befall({ kind: 'reorder' })
    const id = sim.say('@营销助手 一')
    await sim.platform.ping()
    expect(heard()).toEqual([])
    await sim.advance(10)
    await until('released', () => client.robot.length === 1)
    expect(heard()).toEqual([id])
  })

  it('has another time', async () => {
    befall({ kind: 'skew', seconds: -7200 })
    sim.say('@营销助手 一')
    await until('heard', () => client.robot.length === 1)
    const time = Number(client.robot[0]?.headers.time)
    expect(Math.round((sim.clock.now().getTime() - time) / 60_000)).toBe(120)
  })

  it('of a press loses its answer: the client times out at once', async () => {
    await sim.api('POST', CREATE, cardTo({ title: 'x', buttons: buttons('a') }))
    befall({ kind: 'lost_answer' }, TOPIC_CARD)
    const press = { message: sim.views()[0]?.id ?? '', from: 'li', button: 'a', values: {} }
    expect(await sim.platform.press(press)).toEqual({ status: 'timeout', error: 'timeout' })
    befall({ kind: 'cut' }, TOPIC_CARD)
    expect(await sim.platform.press(press)).toEqual({ status: 'unreachable', error: 'cut' })
  })
})
