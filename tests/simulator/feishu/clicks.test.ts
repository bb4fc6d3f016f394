import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeService } from '../fake-service.ts'
import { APP, at, button, card, GROUP, HAN, LI, message, type Running, run, SEND, textOf, until } from '../support.ts'

let service: FakeService
let sim: Running

beforeEach(async () => {
  service = new FakeService(APP.encryptKey)
  sim = await run({ rateLimits: 'off', feishu: { subscription: { mode: 'webhook', url: await service.listen() } } })
})
afterEach(async () => {
  await sim.stop()
  await service.close()
})

const text = (content: string) => ({ tag: 'plain_text', content })
const done = card({ tag: 'markdown', content: '已处理' })
const FORM = card({
  tag: 'form',
  name: 'f',
  elements: [
    { tag: 'input', name: 'note', max_length: 5, label: text('备注') },
    { tag: 'input', name: 'goal', required: true },
    { tag: 'date_picker', name: 'day' },
    { tag: 'picker_time', name: 'time', initial_time: '09:00' },
    { tag: 'picker_datetime', name: 'moment' },
    { tag: 'select_static', name: 'kind', options: [{ text: text('海报'), value: 'poster' }] },
    {
      tag: 'multi_select_static',
      name: 'kinds',
      options: [
        { text: text('甲'), value: 'a' },
        { text: text('乙'), value: 'b' },
      ],
    },
    { tag: 'select_person', name: 'owner' },
    { tag: 'multi_select_person', name: 'team' },
    { tag: 'checker', name: 'sure', text: text('确定') },
    button('submit', { a: 'create' }, { form_action_type: 'submit' }),
    button('reset', {}, { form_action_type: 'reset' }),
  ],
})

async function send(made: unknown): Promise<string> {
  const answer = await sim.platform('POST', SEND, message('interactive', made))
  return textOf(answer.body, 'data', 'message_id')
}

async function press(id: string, name: string, more: Record<string, unknown> = {}) {
  return sim.api('POST', '/clicks', { platform: 'feishu', message: id, from: '李雷', button: name, ...more })
}

const seen = async (id: string) => (await sim.read()).find((one) => one.id === id)

describe('the callback', () => {
  it('has the shape of real traffic, empty parts included', async () => {
    const id = await send(card(button('approve', { a: 'approve', v: 3 })))
    service.answer = () => ({ body: { toast: { type: 'success', content: '好' } } })
    expect((await press(id, 'approve')).body).toEqual({ status: 'ok', toast: { type: 'success', content: '好' } })
    expect(service.received[0]?.event).toEqual({
      schema: '2.0',
      header: {
        event_id: expect.any(String),
        event_type: 'card.action.trigger',
        create_time: expect.stringMatching(/^\d{16}$/),
        token: APP.verificationToken,
        app_id: APP.appId,
        tenant_key: 'tenant1',
      },
      event: {
        operator: { tenant_key: 'tenant1', open_id: LI, union_id: 'on_li', user_id: null },
        token: expect.stringMatching(/^c-/),
        action: {
          tag: 'button',
          name: 'approve',
          value: { a: 'approve', v: 3 },
          form_value: {},
          options: [],
          checked: false,
          timezone: 'Asia/Shanghai',
        },
        host: 'im_message',
        context: { open_message_id: id, open_chat_id: GROUP },
      },
    })
  })

  it('codes the values of a form', async () => {
    const id = await send(FORM)
    const values = {
      note: '急',
      goal: '转化',
      day: '2026-12-01',
      moment: '2026-12-01 07:07',
      kind: '海报',
      kinds: ['a', '乙'],
      owner: '韩梅',
      team: ['li', HAN],
      sure: true,
    }
    expect((await press(id, 'submit', { values })).body).toEqual({ status: 'ok' })
    expect(at(service.received[0]?.event, 'event', 'action', 'form_value')).toEqual({
      note: '急',
      goal: '转化',
      day: '2026-12-01 +0800',
      time: '09:00 +0800',
      moment: '2026-12-01 07:07 +0800',
      kind: 'poster',
      kinds: ['a', 'b'],
      owner: HAN,
      team: [LI, HAN],
      sure: true,
    })
  })

  it.each([
    ['a missing required value', {}, /goal is required/],
    ['an unknown input', { goal: 'x', nope: 1 }, /no input nope/],
    ['a text that is too long', { goal: 'x', note: '一二三四五六' }, /longer than 5/],
    ['a choice that is not offered', { goal: 'x', kind: '视频' }, /not among the options/],
    ['a person outside the chat', { goal: 'x', owner: '外部王' }, /not among the options/],
    ['a date of another form', { goal: 'x', day: '12月1日' }, /is no date/],
  ])('is not made for %s', async (_name, values, error) => {
    const answer = await press(await send(FORM), 'submit', { values })
    expect(answer).toMatchObject({ status: 422, body: { error: expect.stringMatching(error) } })
    expect(service.received).toHaveLength(0)
  })

  it('is made for a picker outside a form, with option, options, input_value or checked', async () => {
    const id = await send(
      card(
        { tag: 'date_picker', name: 'day', behaviors: [{ type: 'callback', value: { k: 1 } }] },
        { tag: 'multi_select_static', name: 'many', options: [{ text: text('甲'), value: 'a' }] },
        { tag: 'input', name: 'word' },
        { tag: 'checker', name: 'tick' },
      ),
    )
    await press(id, 'day', { values: { day: '2026-12-01' } })
    await press(id, 'many', { values: { many: ['a'] } })
    await press(id, 'word', { values: { word: '字' } })
    await press(id, 'tick', { values: { tick: true } })
    expect(service.received.map(({ event }) => at(event, 'event', 'action'))).toMatchObject([
      { tag: 'date_picker', option: '2026-12-01 +0800', value: { k: 1 } },
      { options: ['a'] },
      { input_value: '字' },
      { checked: true },
    ])
  })
})

describe('the answer', () => {
  it('replaces the card for everybody', async () => {
    const id = await send(card(button('ok')))
    service.answer = () => ({ body: { card: { type: 'raw', data: done } } })
    expect((await press(id, 'ok')).body).toEqual({ status: 'ok' })
    expect(await seen(id)).toMatchObject({ text: '已处理', buttons: [], editedAt: expect.any(String) })
  })

  it.each([
    ['HTTP 500', { status: 500 }, 200671],
    ['a redirect', { status: 302 }, 200671],
    ['no JSON', { raw: 'oops' }, 200672],
    ['an unknown key', { body: { message: 'hi' } }, 200672],
    ['an unknown toast type', { body: { toast: { type: 'loud', content: 'x' } } }, 200672],
    ['a card that is not wrapped', { body: { card: done } }, 200673],
    ['a card with an unknown tag', { body: { card: { type: 'raw', data: card({ tag: 'x' }) } } }, 200673],
    ['a card of schema 1.0', { body: { card: { type: 'raw', data: { elements: [] } } } }, 200830],
    [
      'a card above 30 KB',
      { body: { card: { type: 'raw', data: card({ tag: 'markdown', content: 'x'.repeat(31_000) }) } } },
      200860,
    ],
  ])('%s is an error to the person, and the card stays', async (_name, answer, error) => {
    const id = await send(card(button('ok'), { tag: 'markdown', content: '原样' }))
    service.answer = () => answer
    expect((await press(id, 'ok')).body).toEqual({ status: 'error', error })
    expect(await seen(id)).toMatchObject({ text: '原样' })
  })

  it('counts only within three seconds and is never asked for again', async () => {
    const id = await send(card(button('ok')))
    service.answer = () => ({ silent: true })
    expect((await press(id, 'ok')).body).toEqual({ status: 'timeout', error: 200341 })
    await sim.api('POST', '/clock', { advance: 'P1D' })
    expect(service.received).toHaveLength(1)
  })

  it('cannot come from a service that is gone', async () => {
    const id = await send(card(button('ok')))
    await service.close()
    expect((await press(id, 'ok')).body).toEqual({ status: 'unreachable', error: 200342 })
    service = new FakeService(APP.encryptKey)
  })
})

describe('buttons that call nothing', () => {
  it.each([
    ['disabled', button('x', {}, { disabled: true }), { status: 'disabled' }],
    ['without behaviors', { tag: 'button', name: 'x', text: text('x') }, { status: 'error', error: 200340 }],
    [
      'with a link',
      button('x', {}, { behaviors: [{ type: 'open_url', default_url: 'https://a/b' }] }),
      { status: 'ok', url: 'https://a/b' },
    ],
  ])('%s', async (_name, made, result) => {
    expect((await press(await send(card(made)), 'x')).body).toEqual(result)
    expect(service.received).toHaveLength(0)
  })

  it('are those of a card older than 14 days, which cannot be patched either', async () => {
    const id = await send(card(button('ok')))
    await sim.api('POST', '/clock', { advance: 'P15D' })
    expect((await press(id, 'ok')).body).toEqual({ status: 'error', error: 200750 })
    const patch = await sim.platform('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(done) })
    expect(patch.body).toMatchObject({ code: 230031 })
  })

  it('are unknown ones, and those of strangers', async () => {
    const id = await send(card(button('ok')))
    expect((await press(id, 'nope')).status).toBe(422)
    expect((await press(id, 'ok', { from: '外部王' })).status).toBe(403)
  })
})

describe('updates', () => {
  it('patch a shared card to another of schema 2.0 only', async () => {
    const id = await send(card(button('ok')))
    const patch = async (made: unknown) =>
      (await sim.platform('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(made) })).body
    expect(await patch({ elements: [] })).toMatchObject({ code: 200830 })
    expect(await patch({ schema: '2.0', body: { elements: [] } })).toMatchObject({ code: 230001 })
    expect(await patch(card({ tag: 'note' }))).toMatchObject({ code: 230099 })
    expect(await patch(done)).toMatchObject({ code: 0 })
    expect(await seen(id)).toMatchObject({ text: '已处理' })
  })

  it('by token work twice within 30 minutes, after the callback was answered', async () => {
    const id = await send(card(button('ok')))
    const update = async (token: string, words: string) =>
      (
        await sim.platform('POST', '/interactive/v1/card/update', {
          token,
          card: card({ tag: 'markdown', content: words }),
        })
      ).body
    let early: unknown
    service.answer = async ({ event }) => {
      early = await update(textOf(event, 'event', 'token'), '太早')
      return {}
    }
    await press(id, 'ok')
    expect(early).toMatchObject({ code: 0 })
    expect(await seen(id)).toMatchObject({ buttons: [{ id: 'ok' }] })
    const token = textOf(service.received[0]?.event, 'event', 'token')
    expect(await update(token, '稍后')).toMatchObject({ code: 0 })
    expect(await seen(id)).toMatchObject({ text: '稍后' })
    expect(await update(token, '第三次')).toMatchObject({ code: 300020 })
  })

  it('by token end after 30 minutes', async () => {
    const id = await send(card(button('ok')))
    await press(id, 'ok')
    await sim.api('POST', '/clock', { advance: 'PT31M' })
    const token = textOf(service.received[0]?.event, 'event', 'token')
    const answer = await sim.platform('POST', '/interactive/v1/card/update', { token, card: done })
    expect(answer.body).toMatchObject({ code: 300020 })
  })

  it('of two people clicking at once both reach the service', async () => {
    const id = await send(card(button('ok')))
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    service.answer = async () => {
      await gate
      return {}
    }
    const clicks = [press(id, 'ok'), press(id, 'ok', { from: '韩梅' })]
    await until('both arrived', () => service.received.length === 2)
    release()
    for (const click of clicks) expect((await click).body).toEqual({ status: 'ok' })
  })
})
