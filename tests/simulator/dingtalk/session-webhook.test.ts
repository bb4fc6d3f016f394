import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, call, GROUP, type Running, run, textOf, until } from './support.ts'

let sim: Running
let client: Client
let address: string

beforeEach(async () => {
  sim = await run()
  client = await sim.connect()
  sim.say('@营销助手 你好')
  await until('heard', () => client.robot.length === 1)
  address = textOf(client.robot[0]?.data, 'sessionWebhook')
})
afterEach(() => sim.stop())

const post = (body: unknown) => call(address, 'POST', body)
const text = (content: string, at?: unknown) => ({ msgtype: 'text', text: { content }, ...(at ? { at } : {}) })
const answers = () => sim.views().filter(({ from }) => from.bot)

describe('the session webhook', () => {
  it('takes an answer without a token', async () => {
    expect(await post(text('收到'))).toMatchObject({ status: 200, body: { errcode: 0, errmsg: 'ok' } })
    expect(answers()).toMatchObject([{ chat: GROUP, kind: 'text', text: '收到' }])
  })

  it('lives for 90 minutes of virtual time', async () => {
    await sim.advance(5390)
    expect((await post(text('早'))).body).toMatchObject({ errcode: 0 })
    await sim.advance(11)
    expect(await post(text('晚'))).toMatchObject({ status: 200, body: { errcode: 300001, errmsg: 'session 不存在' } })
    expect(answers()).toHaveLength(1)
  })

  it('is refused when unknown, or when the robot was removed', async () => {
    const unknown = await call(`${sim.url}/robot/sendBySession?session=x`, 'POST', text('在'))
    expect(unknown.body).toEqual({ errcode: 300001, errmsg: 'session 不存在' })
    sim.platform.setBotPresent(GROUP, false)
    expect((await post(text('在'))).body).toMatchObject({ errcode: 300001 })
  })

  it.each([
    ['no msgtype', {}, 400105],
    ['an unknown msgtype', { msgtype: 'card' }, 400105],
    ['an empty text', text(''), 40035],
    ['markdown without a title', { msgtype: 'markdown', markdown: { text: 'x' } }, 40035],
    ['an actionCard without buttons', { msgtype: 'actionCard', actionCard: { title: 'x', text: 'y' } }, 40035],
    ['a list', [], 40035],
  ])('refuses %s', async (_name, body, errcode) => {
    expect(await post(body)).toMatchObject({ status: 200, body: { errcode } })
    expect(answers()).toEqual([])
  })

  it('says nothing for the empty message', async () => {
    expect((await post({ msgtype: 'empty' })).body).toMatchObject({ errcode: 0 })
    expect(answers()).toEqual([])
  })
})

describe('people are called', () => {
  it.each([
    ['text and list together', text('@u12 请看', { atUserIds: ['u12'] }), '@韩梅 请看', ['han']],
    [
      'an id that begins with another',
      text('@u12 和 @u1', { atUserIds: ['u1', 'u12'] }),
      '@韩梅 和 @李雷',
      ['han', 'li'],
    ],
    ['the list alone', text('请看', { atUserIds: ['u12'] }), '请看', []],
    ['the text alone', text('@u12 请看'), '@u12 请看', []],
    ['somebody outside the organisation', text('@x9', { atUserIds: ['x9'] }), '@x9', []],
    ['everybody', text('开会', { isAtAll: true }), '开会', ['all']],
  ])('by %s', async (_name, body, shown, mentions) => {
    await post(body)
    expect(answers()).toMatchObject([{ text: shown, mentions }])
  })

  it('by markdown in the same way', async () => {
    await post({ msgtype: 'markdown', markdown: { title: '提醒', text: '**@u12** 请看' }, at: { atUserIds: ['u12'] } })
    expect(answers()).toMatchObject([{ title: '提醒', text: '@韩梅 请看', mentions: ['han'] }])
  })
})
