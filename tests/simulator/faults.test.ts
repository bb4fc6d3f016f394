import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeService } from './fake-service.ts'
import { APP, at, button, card, message, type Running, run, SEND, textOf, until } from './support.ts'

let service: FakeService
let sim: Running

beforeEach(async () => {
  service = new FakeService(APP.encryptKey)
  sim = await run({ feishu: { subscription: { mode: 'webhook', url: await service.listen() } } })
})
afterEach(async () => {
  await sim.stop()
  await service.close()
})

async function plan(fault: Record<string, unknown>, match: Record<string, unknown> = {}, times = 1): Promise<void> {
  const answer = await sim.api('POST', '/faults', { platform: 'feishu', match, fault, times })
  expect(answer.body).toMatchObject({ id: expect.any(String) })
}
const send = (text = 'x', more = {}) => sim.platform('POST', SEND, message('text', { text }, more))
const messages = { path: '/im/v1/messages' }
const idle = () => sim.api('POST', '/idle')

describe('of the API', () => {
  it('rate_limit: HTTP 429 with the seconds to wait, as often as asked', async () => {
    await plan({ kind: 'rate_limit', seconds: 7 }, messages, 2)
    for (let count = 0; count < 2; count += 1) {
      const answer = await send()
      expect(answer).toMatchObject({ status: 429, body: { code: 99991400 } })
      expect(answer.headers.get('x-ogw-ratelimit-reset')).toBe('7')
    }
    expect((await send()).status).toBe(200)
  })

  it('rate_limit with code 230020: the limiter of the chat', async () => {
    await plan({ kind: 'rate_limit', code: 230020 }, messages)
    expect(await send()).toMatchObject({ status: 400, body: { code: 230020 } })
  })

  it('server_error: an HTML page with 502 or the status asked for', async () => {
    await plan({ kind: 'server_error' }, messages)
    await plan({ kind: 'server_error', status: 503 }, messages)
    expect(await send()).toMatchObject({ status: 502, body: expect.stringContaining('<html>') })
    expect((await send()).status).toBe(503)
    expect(await sim.read()).toEqual([])
  })

  it('code: any refusal', async () => {
    await plan({ kind: 'code', code: 99991663 }, messages)
    expect(await send()).toMatchObject({ status: 400, body: { code: 99991663, error: { log_id: expect.any(String) } } })
    await plan({ kind: 'code', code: 230027, msg: 'verbatim', status: 403 }, messages)
    expect(await send()).toMatchObject({ status: 403, body: { code: 230027, msg: 'verbatim' } })
  })

  it('lost_answer: the effect happens, the answer does not come, and the same uuid finds it', async () => {
    await plan({ kind: 'lost_answer' }, messages)
    await expect(send('一次', { uuid: 'k' })).rejects.toThrow()
    const [seen] = await sim.read()
    expect(seen).toMatchObject({ text: '一次' })
    expect(textOf((await send('一次', { uuid: 'k' })).body, 'data', 'message_id')).toBe(seen?.id)
    expect(await sim.read()).toHaveLength(1)
    expect((await sim.api('GET', '/exchanges')).body).toContainEqual(expect.objectContaining({ status: 0 }))
  })

  it('cut: neither effect nor answer', async () => {
    await plan({ kind: 'cut' }, messages)
    await expect(send()).rejects.toThrow()
    expect(await sim.read()).toEqual([])
  })

  it('hang: no answer until the client gives up, and closing does not wait for it', async () => {
    await plan({ kind: 'hang' }, messages, 2)
    const hanging = (signal?: AbortSignal) =>
      fetch(`${sim.url}/open-apis/im/v1/messages`, { method: 'POST', ...(signal ? { signal } : {}) })
    await expect(hanging(AbortSignal.timeout(200))).rejects.toThrow()
    const forever = hanging()
    const outcome = expect(forever).rejects.toThrow()
    await until(
      'both planned faults were taken',
      async () => at((await sim.api('GET', '/faults')).body, 'length') === 0,
    )
    await sim.stop()
    await outcome
  })

  it('hang for some seconds: served late', async () => {
    await plan({ kind: 'hang', seconds: 0.05 }, messages)
    expect((await send()).status).toBe(200)
  })

  it('match by method, by part of the path, or by expression', async () => {
    await plan({ kind: 'server_error' }, { method: 'PATCH', path: '/im/v1/messages' })
    await plan({ kind: 'server_error' }, { path: '/images$/' })
    expect((await send()).status).toBe(200)
    expect((await sim.platform('GET', '/im/v1/images')).status).toBe(502)
    expect((await sim.api('GET', '/faults')).body).toMatchObject([{ match: { method: 'PATCH' }, times: 1 }])
    await sim.api('DELETE', '/faults')
    expect((await sim.api('GET', '/faults')).body).toEqual([])
  })
})

describe('of events', () => {
  const events = { direction: 'event', path: 'im.message' }
  const header = (index: number, name: string) => String(service.received[index]?.headers[name])

  it('duplicate: the same event twice', async () => {
    await plan({ kind: 'duplicate' }, events)
    await sim.say('两次')
    await idle()
    expect(service.texts()).toEqual(['两次', '两次'])
    const ids = service.received.map(({ event }) => textOf(event, 'header', 'event_id'))
    expect(new Set(ids).size).toBe(1)
  })

  it('duplicate with another event_id: the same message_id', async () => {
    await plan({ kind: 'duplicate', eventId: 'new' }, events)
    await sim.say('两个事件')
    await idle()
    const of = (...path: string[]) => new Set(service.received.map(({ event }) => textOf(event, ...path))).size
    expect(of('header', 'event_id')).toBe(2)
    expect(of('event', 'message', 'message_id')).toBe(1)
  })

  it('reorder: one event waits until the next has gone', async () => {
    await plan({ kind: 'reorder' }, events)
    await sim.say('一')
    await sim.say('二')
    await idle()
    expect(service.texts()).toEqual(['二', '一'])
  })

  it('reorder: without a next one it goes after ten seconds', async () => {
    await plan({ kind: 'reorder' }, events)
    await sim.say('一')
    await idle()
    expect(service.texts()).toEqual([])
    await sim.api('POST', '/clock', { advance: 'PT11S' })
    expect(service.texts()).toEqual(['一'])
  })

  it('skew: the timestamp header is off, and signed so', async () => {
    await plan({ kind: 'skew', seconds: -600 }, events)
    await sim.say('旧')
    await sim.say('新')
    await idle()
    const [old, fresh] = [0, 1].map((index) => Number(header(index, 'x-lark-request-timestamp')))
    expect((fresh ?? 0) - (old ?? 0)).toBeGreaterThanOrEqual(599)
  })

  it('lost_answer: acknowledged, yet sent again', async () => {
    await plan({ kind: 'lost_answer' }, events)
    await sim.say('又来')
    await idle()
    await sim.api('POST', '/clock', { advance: 'PT1H' })
    expect(service.texts()).toEqual(['又来', '又来'])
  })

  it('cut: the event does not arrive whole, and is sent again', async () => {
    await plan({ kind: 'cut' }, events)
    await sim.say('断了')
    await idle()
    expect(service.texts()).toEqual([])
    await sim.api('POST', '/clock', { advance: 'PT15S' })
    expect(service.texts()).toEqual(['断了'])
  })

  it('lost_answer and cut of a card callback: a time-out and an unreachable service for the person', async () => {
    const sent = await sim.platform('POST', SEND, message('interactive', card(button('ok'))))
    const click = { platform: 'feishu', from: 'li', message: textOf(sent.body, 'data', 'message_id'), button: 'ok' }
    await plan({ kind: 'lost_answer' }, { path: 'card.action.trigger' })
    expect((await sim.api('POST', '/clicks', click)).body).toEqual({ status: 'timeout', error: 200341 })
    await plan({ kind: 'cut' }, { path: 'card.action.trigger', direction: 'event' })
    expect((await sim.api('POST', '/clicks', click)).body).toEqual({ status: 'unreachable', error: 200342 })
    expect(service.received).toHaveLength(1)
  })
})

it.each([
  ['an unknown kind', { fault: { kind: 'flood' } }],
  ['an event fault of the API', { fault: { kind: 'duplicate' }, match: { direction: 'api' } }],
  ['an API fault of events', { fault: { kind: 'rate_limit' }, match: { direction: 'event' } }],
  ['a code without code', { fault: { kind: 'code' } }],
  ['no times', { fault: { kind: 'cut' }, times: 0 }],
  ['a broken expression', { fault: { kind: 'cut' }, match: { path: '/(/' } }],
  ['another platform', { platform: 'icq', fault: { kind: 'cut' } }],
])('refuses %s', async (_name, body) => {
  const answer = await sim.api('POST', '/faults', body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.body).toEqual({ error: expect.any(String) })
})
