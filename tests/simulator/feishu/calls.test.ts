import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, call, card, GROUP, HAN, message, type Running, run, SEND, textOf, tokenFrom, WORLD } from '../support.ts'

const HOUR = 3_600_000
let sim: Running

beforeAll(async () => {
  sim = await run({ rateLimits: 'off' })
})
afterAll(() => sim.stop())

async function sent(body: Record<string, unknown>): Promise<string> {
  const answer = await sim.platform('POST', SEND, body)
  expect(answer.body).toMatchObject({ code: 0 })
  return textOf(answer.body, 'data', 'message_id')
}

function advance(ms: number): Promise<void> {
  const { clock } = sim.simulator
  return clock.advanceTo(new Date(clock.now().getTime() + ms), async () => undefined)
}

describe('tokens', () => {
  it('hands out the same token while 30 minutes remain, then a new one beside which the old one lives on', async () => {
    const first = await tokenFrom(sim.url)
    expect(await tokenFrom(sim.url)).toBe(first)
    await advance(1.6 * HOUR)
    const second = await tokenFrom(sim.url)
    expect(second).not.toBe(first)
    const info = (token: string) => call(`${sim.url}/open-apis/bot/v3/info`, 'GET', undefined, `Bearer ${token}`)
    expect((await info(first)).status).toBe(200)
    await advance(0.5 * HOUR)
    expect(await info(first)).toMatchObject({
      status: 400,
      body: { code: 99991663, error: { log_id: expect.any(String) } },
    })
    expect((await info(second)).body).toMatchObject({ code: 0, bot: { activate_status: 2, app_name: '营销助手' } })
  })

  it.each([
    ['no header', undefined, 99991661],
    ['another form', 'Basic abc', 99991671],
    ['an unknown token', 'Bearer t-unknown', 99991663],
  ])('refuses %s', async (_name, authorization, code) => {
    const answer = await call(`${sim.url}/open-apis/bot/v3/info`, 'GET', undefined, authorization)
    expect(answer).toMatchObject({ status: 400, body: { code } })
  })

  it.each([
    ['an unknown app', { app_id: 'cli_ffffffffffffffff', app_secret: 'x' }, 10003],
    ['a wrong secret', { app_id: 'cli_00000000000000aa', app_secret: 'x' }, 10014],
  ])('refuses %s', async (_name, body, code) => {
    const answer = await call(`${sim.url}/open-apis/auth/v3/tenant_access_token/internal`, 'POST', body)
    expect(answer.body).toMatchObject({ code })
  })
})

describe('sending', () => {
  it('answers the message as the platform does, with mentions as keys', async () => {
    const answer = await sim.platform('POST', SEND, message('text', { text: `<at user_id="${HAN}">韩梅</at> 你好` }))
    expect(answer.body).toMatchObject({
      code: 0,
      data: {
        message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/),
        chat_id: GROUP,
        msg_type: 'text',
        sender: { id: 'cli_00000000000000aa', id_type: 'app_id', sender_type: 'app' },
        body: { content: '{"text":"@_user_1 你好"}' },
        mentions: [{ key: '@_user_1', id: HAN, id_type: 'open_id', name: '韩梅' }],
      },
    })
  })

  it.each([
    ['open_id', HAN],
    ['union_id', 'on_li'],
    ['user_id', 'hanmei'],
  ])('finds a person by %s', async (type, id) => {
    const answer = await sim.platform('POST', `/im/v1/messages?receive_id_type=${type}`, {
      ...message('text', { text: 'hi' }),
      receive_id: id,
    })
    expect(answer.body).toMatchObject({ code: 0, data: { chat_id: expect.stringMatching(/^oc_/) } })
  })

  it.each([
    ['open_id', 'ou_nobody', 99992351],
    ['union_id', 'on_nobody', 99992353],
    ['user_id', 'nobody', 99992352],
    ['chat_id', 'oc_nowhere', 230001],
    ['', HAN, 99992402],
  ])('refuses an unknown receiver of type "%s"', async (type, id, code) => {
    const body = { ...message('text', { text: 'hi' }), receive_id: id }
    const answer = await sim.platform('POST', `/im/v1/messages?receive_id_type=${type}`, body)
    expect(answer).toMatchObject({ status: 400, body: { code } })
  })

  it.each([
    ['an empty text', message('text', { text: '' }), 230001],
    ['a content that is no JSON', { ...message('text', {}), content: 'hi' }, 230001],
    ['an unknown type', message('poem', { text: 'x' }), 230001],
    ['an unknown image', message('image', { image_key: 'img_none' }), 230017],
    ['an unknown file', message('file', { file_key: 'file_none' }), 230055],
    ['a text above 150 KB', message('text', { text: 'x'.repeat(151 * 1024) }), 230025],
    ['a card above 30 KB', message('interactive', card({ tag: 'markdown', content: 'x'.repeat(31 * 1024) })), 230025],
    [
      'a post whose md is not alone',
      message('post', { zh_cn: { content: [[{ tag: 'md', text: 'a' }, { tag: 'hr' }]] } }),
      230001,
    ],
    ['a missing content', { receive_id: GROUP, msg_type: 'text' }, 99992402],
    ['a uuid above 50 characters', message('text', { text: 'x' }, { uuid: 'u'.repeat(51) }), 99992402],
  ])('refuses %s', async (_name, body, code) => {
    expect(await sim.platform('POST', SEND, body)).toMatchObject({ status: 400, body: { code } })
  })

  it('sends once per uuid within an hour and gives the same answer again', async () => {
    const body = message('text', { text: 'once' }, { uuid: 'key-1' })
    const first = await sent(body)
    expect(await sent(body)).toBe(first)
    expect((await sim.read()).filter(({ text }) => text === 'once')).toHaveLength(1)
    await advance(HOUR)
    expect(await sent(body)).not.toBe(first)
  })

  it('refuses a chat that the bot is not in', async () => {
    await sim.api('POST', `/chats/${GROUP}/bot`, { present: false })
    expect((await sim.platform('POST', SEND, message('text', { text: 'x' }))).body).toMatchObject({ code: 230002 })
    await sim.api('POST', `/chats/${GROUP}/bot`, { present: true })
    await sent(message('text', { text: 'back' }))
  })
})

describe('messages afterwards', () => {
  it('replies within the thread of the parent', async () => {
    const root = await sim.say('问题')
    const reply = await sim.platform('POST', `/im/v1/messages/${root}/reply`, {
      msg_type: 'text',
      content: '{"text":"答"}',
    })
    expect(reply.body).toMatchObject({ data: { parent_id: root, root_id: root } })
    const second = await sim.platform('POST', `/im/v1/messages/${textOf(reply.body, 'data', 'message_id')}/reply`, {
      msg_type: 'text',
      content: '{"text":"又答"}',
      reply_in_thread: true,
    })
    expect(second.body).toMatchObject({ data: { root_id: root, thread_id: expect.stringMatching(/^omt_/) } })
  })

  it('edits a text at most 20 times', async () => {
    const id = await sent(message('text', { text: '0' }))
    const edit = (text: string) =>
      sim.platform('PUT', `/im/v1/messages/${id}`, { msg_type: 'text', content: JSON.stringify({ text }) })
    for (let count = 1; count <= 20; count += 1) expect((await edit(String(count))).body).toMatchObject({ code: 0 })
    expect((await edit('21')).body).toMatchObject({ code: 230072 })
    expect((await sim.read()).find((seen) => seen.id === id)).toMatchObject({
      text: '20',
      editedAt: expect.any(String),
    })
  })

  it('answers success to a PUT on a card and changes nothing', async () => {
    const id = await sent(message('interactive', card({ tag: 'markdown', content: 'old' })))
    const answer = await sim.platform('PUT', `/im/v1/messages/${id}`, { msg_type: 'text', content: '{"text":"new"}' })
    expect(answer.body).toMatchObject({ code: 0 })
    expect((await sim.read()).find((seen) => seen.id === id)).toMatchObject({ text: 'old' })
  })

  it('recalls a message, which is then gone for all further calls', async () => {
    const id = await sent(message('text', { text: 'gone' }))
    expect((await sim.platform('DELETE', `/im/v1/messages/${id}`)).body).toMatchObject({ code: 0 })
    expect((await sim.read()).some((seen) => seen.id === id)).toBe(false)
    const reply = await sim.platform('POST', `/im/v1/messages/${id}/reply`, {
      msg_type: 'text',
      content: '{"text":"x"}',
    })
    expect(reply.body).toMatchObject({ code: 230011 })
  })

  it('gives a card back as it was sent only when asked', async () => {
    const original = card({ tag: 'markdown', content: '**x**' })
    const id = await sent(message('interactive', original))
    const content = async (query: string) =>
      JSON.parse(
        textOf(
          (await sim.platform('GET', `/im/v1/messages/${id}${query}`)).body,
          'data',
          'items',
          0,
          'body',
          'content',
        ),
      )
    expect(await content('?card_msg_content_type=user_card_content')).toEqual(original)
    expect(await content('')).toMatchObject({ title: '', elements: [[{ tag: 'text', text: '**x**' }]] })
  })

  it('takes reactions, but no unknown message id and no message of a person for editing', async () => {
    const id = await sim.say('看')
    const react = (target: string, type: unknown) =>
      sim.platform('POST', `/im/v1/messages/${target}/reactions`, { reaction_type: { emoji_type: type } })
    expect((await react(id, 'OK')).body).toMatchObject({ code: 0, data: { reaction_type: { emoji_type: 'OK' } } })
    expect((await react(id, '?!')).body).toMatchObject({ code: 231001 })
    expect((await react('om_none', 'OK')).body).toMatchObject({ code: 99992354 })
    expect((await sim.platform('DELETE', `/im/v1/messages/${id}`)).body).toMatchObject({ code: 230075 })
  })
})

describe('people and chats', () => {
  it('knows people of the tenant, not those outside', async () => {
    expect((await sim.platform('GET', `/contact/v3/users/${HAN}?user_id_type=open_id`)).body).toMatchObject({
      data: { user: { open_id: HAN, name: '韩梅' } },
    })
    expect((await sim.platform('GET', '/contact/v3/users/ou_out')).body).toMatchObject({ code: 41050 })
    expect((await sim.platform('GET', '/contact/v3/users/ou_none')).body).toMatchObject({ code: 99992351 })
  })

  it('answers a batch without those it may not see, and at most 50', async () => {
    const answer = await sim.platform('GET', `/contact/v3/users/batch?user_ids=${HAN}&user_ids=ou_out&user_ids=ou_li`)
    expect(at(answer.body, 'data', 'items')).toMatchObject([{ open_id: HAN }, { open_id: 'ou_li' }])
    const many = Array.from({ length: 51 }, (_, index) => `user_ids=ou_${index}`).join('&')
    expect((await sim.platform('GET', `/contact/v3/users/batch?${many}`)).body).toMatchObject({ code: 99992402 })
  })

  it('lists chats and members in pages, without bots', async () => {
    expect((await sim.platform('GET', '/im/v1/chats')).body).toMatchObject({ data: { items: [{ chat_id: GROUP }] } })
    expect((await sim.platform('GET', `/im/v1/chats/${GROUP}`)).body).toMatchObject({ data: { name: '双12项目群' } })
    const page = (token: string) =>
      sim.platform('GET', `/im/v1/chats/${GROUP}/members?page_size=2${token && `&page_token=${token}`}`)
    const first = await page('')
    expect(first.body).toMatchObject({ data: { has_more: true, member_total: WORLD.chats[0]?.members.length } })
    const second = await page(textOf(first.body, 'data', 'page_token'))
    expect(second.body).toMatchObject({ data: { has_more: false, items: [{ name: '韩梅梅' }] } })
  })

  it('lists the addresses that events come from', async () => {
    expect((await sim.platform('GET', '/event/v1/outbound_ip')).body).toMatchObject({
      data: { ip_list: ['127.0.0.1'] },
    })
  })

  it('answers 404 for what it does not simulate', async () => {
    expect((await sim.platform('GET', '/drive/v1/files')).status).toBe(404)
  })
})
