// What reaches groups without the AI bot: webhooks, and the groups that the app made itself.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { approval, GROUP, PNG, type Running, run } from './support.ts'

let sim: Running

beforeEach(async () => {
  sim = await run()
})
afterEach(() => sim.stop())

const NOTICE = { card_type: 'text_notice', main_title: { title: '通知' }, card_action: { type: 1, url: 'https://a' } }

describe('a webhook', () => {
  const push = (msgtype: string, content: unknown, key = 'webhook-key') =>
    sim.post(`webhook/send?key=${key}`, { msgtype, [msgtype]: content })

  it('writes into its group, without a token', async () => {
    expect(await push('text', { content: '请看', mentioned_list: ['LiLei', '@all'] })).toMatchObject({ errcode: 0 })
    expect(await push('markdown', { content: '**好** <@007>' })).toMatchObject({ errcode: 0 })
    expect(await push('markdown_v2', { content: '| a |\n<@007>' })).toMatchObject({ errcode: 0 })
    expect(await push('template_card', NOTICE)).toMatchObject({ errcode: 0 })
    expect(sim.seen(GROUP)).toMatchObject([
      { text: '请看 @李雷 @所有人', mentions: ['li', 'all'] },
      { text: '好 @韩梅', mentions: ['han'] },
      { text: '| a |\n<@007>', mentions: [] },
      { kind: 'card', title: '通知' },
    ])
  })

  it('takes a picture by its bytes and their md5', async () => {
    const image = (bytes: Buffer, md5 = createHash('md5').update(bytes).digest('hex')) =>
      push('image', { base64: bytes.toString('base64'), md5 })
    expect(await image(PNG)).toMatchObject({ errcode: 0 })
    const key = sim.seen(GROUP)[0]?.image?.split('/').at(-1) ?? ''
    expect(sim.platform.medium(key)?.bytes.equals(PNG)).toBe(true)
    expect(await image(PNG, 'other')).toMatchObject({ errcode: 40058 })
    expect(await image(Buffer.from('no picture'))).toMatchObject({ errcode: 40005 })
    expect(await image(Buffer.alloc(2 * 1024 * 1024 + 1))).toMatchObject({ errcode: 45001 })
    expect(JSON.stringify(sim.exchanges.list({}, 10))).not.toContain(PNG.toString('base64'))
  })

  it('takes files that were uploaded with its key', async () => {
    const form = new FormData()
    form.append('media', new Blob(['a,b,c,d']), '表.csv')
    const address = `${sim.url}/cgi-bin/webhook/upload_media?key=webhook-key&type=file`
    const uploaded = (await (await fetch(address, { method: 'POST', body: form })).json()) as { media_id: string }
    expect(await push('file', { media_id: uploaded.media_id })).toMatchObject({ errcode: 0 })
    expect(sim.seen(GROUP)).toMatchObject([{ kind: 'file', text: '表.csv' }])
  })

  it.each([
    ['text', { content: '汉'.repeat(683) }, 45002],
    ['markdown', { content: '汉'.repeat(1366) }, 45002],
    ['template_card', approval('t1'), 40058],
    ['textcard', { title: 'x' }, 40008],
  ])('refuses %s of %j', async (type, content, code) => {
    expect(await push(type, content)).toMatchObject({ errcode: code })
  })

  it('needs its key, which is nowhere in the inspector', async () => {
    expect(await push('text', { content: 'x' }, 'other')).toMatchObject({ errcode: 93000 })
    await push('text', { content: 'x' })
    expect(JSON.stringify(sim.exchanges.list({}, 10))).not.toContain('webhook-key')
  })

  it('may be used 20 times a minute', async () => {
    const strict = await run({ rateLimits: 'documented' })
    const body = { msgtype: 'text', text: { content: 'x' } }
    for (let count = 0; count < 20; count += 1)
      expect(await strict.post('webhook/send?key=webhook-key', body)).toMatchObject({ errcode: 0 })
    expect(await strict.post('webhook/send?key=webhook-key', body)).toMatchObject({ errcode: 45009 })
    await strict.later(0.02)
    expect(await strict.post('webhook/send?key=webhook-key', body)).toMatchObject({ errcode: 0 })
    await strict.stop()
  })
})

describe('a group of the app', () => {
  const call = async (name: string, body: unknown) =>
    sim.post(`appchat/${name}?access_token=${await sim.token()}`, body)

  it('is made and written into, but takes no cards', async () => {
    const userlist = ['LiLei', '007', 'nobody']
    expect(await call('create', { name: '决策', owner: 'LiLei', userlist, chatid: 'g1' })).toMatchObject({
      errcode: 0,
      chatid: 'g1',
    })
    expect(sim.platform.chats).toContainEqual({
      id: 'g1',
      name: '决策',
      type: 'group',
      members: ['li', 'han'],
      botPresent: true,
    })
    expect(await call('send', { chatid: 'g1', msgtype: 'text', text: { content: '请 <@007> 看' } })).toMatchObject({
      errcode: 0,
    })
    expect(sim.seen('g1')).toMatchObject([{ text: '请 @韩梅 看', mentions: ['han'] }])
    const card = { chatid: 'g1', msgtype: 'template_card', template_card: NOTICE }
    expect(await call('send', card)).toMatchObject({ errcode: 40008 })
  })

  it('gets an id of its own, and is found by nothing else', async () => {
    const made = await call('create', { userlist: ['LiLei', '007'] })
    expect(made).toMatchObject({ errcode: 0, chatid: expect.stringMatching(/^[0-9a-zA-Z]{1,32}$/) })
    const text = { msgtype: 'text', text: { content: 'x' } }
    expect(await call('send', { chatid: 'other', ...text })).toMatchObject({ errcode: 86003 })
    expect(await call('send', { chatid: GROUP, ...text })).toMatchObject({ errcode: 86001 })
  })

  it.each([
    ['one member', { userlist: ['LiLei', 'nobody'] }, 40058],
    ['an owner from elsewhere', { userlist: ['LiLei', '007'], owner: 'hanmeimei' }, 40058],
    ['an id of another form', { userlist: ['LiLei', '007'], chatid: 'g-1' }, 86001],
    ['an id that exists', { userlist: ['LiLei', '007'], chatid: GROUP }, 86001],
  ])('is not made with %s', async (_what, body, code) => {
    expect(await call('create', body)).toMatchObject({ errcode: code })
  })
})
