import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  APP,
  buttons,
  CARDS,
  type Client,
  CREATE,
  call,
  cardTo,
  GROUP,
  type Running,
  run,
  TO_GROUP,
  textOf,
  toGroup,
  until,
} from './support.ts'

let sim: Running
let client: Client
beforeEach(async () => {
  sim = await run()
  client = await sim.connect()
})
afterEach(() => sim.stop())

it('shows every exchange without secrets', async () => {
  sim.say('@营销助手 你好')
  await until('answered', () => client.robot.length === 1 && sim.platform.inFlight === 0)
  const address = textOf(client.robot[0]?.data, 'sessionWebhook')
  await call(address, 'POST', { msgtype: 'text', text: { content: '收到' } })
  await call(`${sim.url}/gettoken?appkey=${APP.clientId}&appsecret=${APP.clientSecret}`, 'GET')
  await sim.old('/topapi/v2/user/get', { userid: 'u1' })
  await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: '好' }))
  await until('recorded', () => sim.exchanges.list({ platform: 'dingtalk' }, 100).length >= 7)
  const kept = sim.exchanges.list({ platform: 'dingtalk' }, 100)
  const text = JSON.stringify(kept)
  const secrets = [APP.clientSecret, await sim.token(), address.split('session=')[1] ?? 'x']
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(kept.map(({ direction, path }) => `${direction} ${path}`).reverse()).toEqual(
    expect.arrayContaining([
      'to-platform /v1.0/gateway/connections/open',
      'to-service /v1.0/im/bot/messages/get',
      'to-platform /robot/sendBySession?session=***',
      'to-platform /topapi/v2/user/get?access_token=***',
    ]),
  )
  const push = kept.find(({ direction }) => direction === 'to-service')
  expect(push).toMatchObject({ transport: 'long-connection', method: 'CALLBACK', status: 200 })
  expect(push?.request).toMatchObject({ type: 'CALLBACK', data: { text: { content: ' 你好' } } })
})

it('says of which messages each speaks, also by processQueryKey and outTrackId', async () => {
  const key = textOf(
    (await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: '好' }))).body,
    'processQueryKey',
  )
  const recall = { robotCode: APP.robotCode, openConversationId: GROUP, processQueryKeys: [key] }
  const sent = sim.views()[0]?.id ?? ''
  await sim.api('POST', '/v1.0/robot/groupMessages/recall', recall)
  const spoken = (id: string) => sim.exchanges.list({ message: id }, 10).map(({ path }) => path)
  await until('both', () => spoken(sent).length === 2)
  expect(spoken(sent)).toEqual(['/v1.0/robot/groupMessages/recall', TO_GROUP])
  await sim.api('POST', CREATE, cardTo({ title: 'x', buttons: buttons('a') }, { outTrackId: 'track' }))
  const card = sim.views()[0]?.id ?? ''
  await sim.platform.press({ message: card, from: 'li', button: 'a', values: {} })
  await sim.api('PUT', CARDS, { outTrackId: 'track', cardData: { cardParamMap: { title: 'y' } } })
  await until('all', () => spoken(card).length === 3)
  expect(spoken(card)).toEqual([CARDS, '/v1.0/card/instances/callback', CREATE])
})
