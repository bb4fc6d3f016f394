import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeService, reply, sealed } from './fake-service.ts'
import { APP, PNG, type Running, run, until } from './support.ts'

let service: FakeService
let sim: Running
let url: string

beforeEach(async () => {
  service = new FakeService()
  url = await service.listen()
  sim = await run({ app: { callbackUrl: url } })
  await sim.platform.subscribed()
})
afterEach(async () => {
  await sim.stop()
  await service.close()
})

const say = (text: string, from = 'li') => sim.platform.say({ chat: sim.privately(from), from, text })
const plan = (fault: { kind: 'duplicate' | 'reorder' | 'cut' | 'lost_answer' | 'skew'; seconds?: number }) =>
  sim.platform.faults.add({ direction: 'event' }, fault, 1)

describe('the callback URL', () => {
  it('is verified as soon as it is saved', () => {
    expect(sim.platform.subscription).toEqual({ mode: 'webhook', url, status: 'verified' })
    expect(service.echoes).toBe(1)
  })

  it('fails, after three tries, for an echo with quotes or a newline, and gets nothing then', async () => {
    for (const wrong of ['"1"', '1\n', '']) {
      service.echo = wrong
      sim.platform.subscribe({ mode: 'webhook', url })
      expect(await sim.platform.subscribed()).toMatchObject({ status: 'failed', detail: 'the echo did not come back' })
    }
    expect(service.echoes).toBe(10)
    say('nobody hears')
    await sim.quiet()
    expect(service.received).toEqual([])
    expect(sim.complaints.at(-1)).toContain('failed the URL verification')
  })

  it('fails when nobody listens, and knows no other mode', async () => {
    const gone = new FakeService()
    const nowhere = await gone.listen()
    await gone.close()
    sim.platform.subscribe({ mode: 'webhook', url: nowhere })
    expect(await sim.platform.subscribed()).toMatchObject({ status: 'failed', detail: 'no answer (tcp)' })
    expect(() => sim.platform.subscribe({ mode: 'long-connection' })).toThrow(expect.objectContaining({ status: 422 }))
  })

  it('keeps a query of its own', async () => {
    sim.platform.subscribe({ mode: 'webhook', url: `${url}?tenant=a` })
    expect(await sim.platform.subscribed()).toMatchObject({ status: 'verified' })
    say('x')
    await sim.quiet()
    expect(service.received[0]?.query.get('tenant')).toBe('a')
  })
})

describe('a message to the app', () => {
  it('arrives as encrypted, signed XML with CDATA', async () => {
    const { id } = say(' 01 <b>&amp; ]]> 结束 ', 'han')
    await sim.quiet()
    const [received] = service.received
    expect(received?.receiver).toBe(APP.corpId)
    expect(received?.raw).toMatch(
      /^<xml><ToUserName><!\[CDATA\[ww0123456789abcdef\]\]><\/ToUserName><AgentID><!\[CDATA\[1000002\]\]><\/AgentID><Encrypt>/,
    )
    expect(received?.event).toEqual({
      ToUserName: APP.corpId,
      FromUserName: '007',
      CreateTime: String(Date.parse('2026-11-24T10:00:00+08:00') / 1000),
      MsgType: 'text',
      Content: ' 01 <b>&amp; ]]> 结束 ',
      MsgId: id,
      AgentID: '1000002',
    })
    expect(id).toMatch(/^\d{19}$/)
  })

  it('may be a picture, a voice, a video, a place or a link; other files and quotations are not told', async () => {
    await sim.token()
    const chat = sim.privately('li')
    const file = (bytes: Buffer, name: string) =>
      sim.platform.say({ chat, from: 'li', text: '', file: { name, bytes } })
    file(PNG, 'a.png')
    file(Buffer.from('#!AMR\nxxxx'), 'a.amr')
    file(Buffer.from('\0\0\0\x18ftypmp42'), 'a.mp4')
    file(Buffer.from('plain'), 'a.txt')
    sim.platform.share('li', { kind: 'location', latitude: 31.2, longitude: 121.5, scale: 15, label: '外滩' })
    sim.platform.share('li', { kind: 'link', title: 't', description: 'd', url: 'https://a', picUrl: '' })
    await sim.quiet()
    expect(service.all('MsgType')).toEqual(['image', 'voice', 'video', 'location', 'link'])
    const [image, voice, video, location, link] = service.received.map(({ event }) => event)
    const token = await sim.token()
    const fetched = await fetch(`${sim.url}/cgi-bin/media/get?access_token=${token}&media_id=${image?.MediaId}`)
    expect(Buffer.from(await fetched.arrayBuffer()).equals(PNG)).toBe(true)
    expect(Buffer.from(await (await fetch(String(image?.PicUrl))).arrayBuffer()).equals(PNG)).toBe(true)
    expect(voice).toMatchObject({ Format: 'amr', MediaId: expect.any(String) })
    expect(video).toMatchObject({ ThumbMediaId: expect.any(String), MediaId: expect.any(String) })
    expect(location).toMatchObject({ Location_X: '31.2', Location_Y: '121.5', Scale: '15', Label: '外滩' })
    expect(link).toMatchObject({ Title: 't', Description: 'd', Url: 'https://a' })
    expect(sim.seen(chat)).toHaveLength(6)
  })

  it('with a picture and words is two messages', async () => {
    const chat = sim.privately('li')
    const { id } = sim.platform.say({ chat, from: 'li', text: '看图', file: { name: 'a.png', bytes: PNG } })
    await sim.quiet()
    expect(service.all('MsgType')).toEqual(['image', 'text'])
    expect(service.all('MsgId')[1]).toBe(id)
  })

  it('arrives in order, and of two people at the same time', async () => {
    const blocked = Promise.withResolvers<void>()
    service.answer = async ({ event }) => {
      if (event.Content === '1') await blocked.promise
      return {}
    }
    say('1')
    say('2')
    say('3', 'han')
    await until('the other one is heard', () => service.received.length === 2)
    expect(service.all('Content')).toEqual(['1', '3'])
    expect(sim.platform.inFlight).toBeGreaterThan(0)
    blocked.resolve()
    await sim.quiet()
    expect(service.all('Content')).toEqual(['1', '3', '2'])
  })

  it('cannot come from strangers, from nobody, to nowhere, or be empty', () => {
    const chat = sim.privately('li')
    const attempt =
      (chatId: string, from: string, text = 'x') =>
      () =>
        sim.platform.say({ chat: chatId, from, text })
    expect(attempt('nowhere', 'li')).toThrow(expect.objectContaining({ status: 404 }))
    expect(attempt(chat, 'nobody')).toThrow(expect.objectContaining({ status: 404 }))
    expect(attempt(chat, 'han')).toThrow(expect.objectContaining({ status: 403 }))
    expect(attempt(chat, 'li', ' ')).toThrow(expect.objectContaining({ status: 400 }))
  })
})

describe('events', () => {
  it('subscribe, unsubscribe and enter_agent carry an empty key and no MsgId', async () => {
    const chat = sim.privately('li')
    sim.platform.enter('li')
    sim.platform.setBotPresent(chat, false)
    sim.platform.setBotPresent(chat, false)
    sim.platform.enter('li')
    say('unheard')
    sim.platform.setBotPresent(chat, true)
    await sim.quiet()
    expect(service.all('Event')).toEqual(['enter_agent', 'unsubscribe', 'subscribe'])
    expect(service.received[0]?.event).toMatchObject({ MsgType: 'event', EventKey: '', FromUserName: 'LiLei' })
    expect(service.received[0]?.event).not.toHaveProperty('MsgId')
  })
})

describe('without a 200', () => {
  it('the callback comes three times in total, the same message', async () => {
    service.answer = () => ({ status: 500 })
    const { id } = say('x')
    await sim.quiet()
    expect(service.all('MsgId')).toEqual([id, id, id])
    expect(sim.complaints).toEqual(['simulator: message/text: it was never acknowledged'])
  })

  it('no redirect is followed, and the second answer counts', async () => {
    service.answer = () => (service.received.length === 1 ? { status: 302 } : { reply: reply('LiLei', 'text', TEXT) })
    say('x')
    await sim.quiet()
    expect(service.received).toHaveLength(2)
    expect(sim.seen(sim.privately('li')).map(({ text }) => text)).toEqual(['x', '收到'])
    expect(sim.complaints).toEqual([])
  })
})

const TEXT = '<Content><![CDATA[收到]]></Content>'

describe('a passive reply', () => {
  const answered = async (raw: string) => {
    service.answer = () => ({ raw })
    say('x')
    await sim.quiet()
    return sim.seen(sim.privately('li')).slice(1)
  }

  it('of text is said to who wrote, cut at 2048 bytes', async () => {
    const long = `<Content><![CDATA[${'汉'.repeat(700)}]]></Content>`
    expect(await answered(sealed(reply('LiLei', 'text', long)))).toMatchObject([
      { text: '汉'.repeat(682), from: { bot: true } },
    ])
  })

  it('may be a picture or news', async () => {
    const { media_id } = await sim.upload(PNG, 'a.png', 'image')
    const picture = `<Image><MediaId><![CDATA[${media_id}]]></MediaId></Image>`
    expect(await answered(sealed(reply('LiLei', 'image', picture)))).toMatchObject([{ kind: 'image' }])
    const item = '<item><Title>标题</Title><Description>说明</Description><Url>https://a</Url></item>'
    const news = `<ArticleCount>1</ArticleCount><Articles>${item}</Articles>`
    expect((await answered(sealed(reply('LiLei', 'news', news)))).at(-1)).toMatchObject({ title: '标题', text: '说明' })
  })

  it.each([
    ['wrong MsgSignature', sealed(reply('LiLei', 'text', TEXT), 'other-token')],
    ['encrypted for another receiveid', sealed(reply('LiLei', 'text', TEXT), APP.callbackToken, 'other')],
    ['no Encrypt in the reply', 'success'],
    ['ToUserName is not who wrote', sealed(reply('007', 'text', TEXT))],
    ['a card is updated only in answer to its event', sealed(reply('LiLei', 'update_button', ''))],
    ['invalid media_id', sealed(reply('LiLei', 'image', '<Image><MediaId>x</MediaId></Image>'))],
    ['MsgType sticker is no reply', sealed(reply('LiLei', 'sticker', ''))],
  ])('is complained of and not shown: %s', async (complaint, raw) => {
    expect(await answered(raw)).toEqual([])
    expect(sim.complaints).toEqual([`simulator: message/text: ${complaint}`])
    expect(service.received).toHaveLength(1)
  })
})

describe('faults', () => {
  it('duplicate: the same message twice', async () => {
    plan({ kind: 'duplicate' })
    const { id } = say('x')
    await sim.quiet()
    expect(service.all('MsgId')).toEqual([id, id])
  })

  it('reorder: held back until the next has gone, or ten seconds', async () => {
    plan({ kind: 'reorder' })
    say('1')
    await sim.quiet()
    expect(service.received).toEqual([])
    say('2')
    await sim.quiet()
    expect(service.all('Content')).toEqual(['2', '1'])
    plan({ kind: 'reorder' })
    say('3')
    await sim.later(0.003)
    await sim.quiet()
    expect(service.all('Content')).toEqual(['2', '1', '3'])
  })

  it('lost_answer and cut: sent again', async () => {
    plan({ kind: 'lost_answer' })
    say('1')
    await sim.quiet()
    expect(service.all('Content')).toEqual(['1', '1'])
    plan({ kind: 'cut' })
    say('2')
    await sim.quiet()
    expect(service.all('Content')).toEqual(['1', '1', '2'])
  })

  it('skew: the signed timestamp is off', async () => {
    plan({ kind: 'skew', seconds: -900 })
    say('x')
    await sim.quiet()
    const [received] = service.received
    expect(Number(received?.event.CreateTime) - Number(received?.query.get('timestamp'))).toBe(900)
  })

  it('match by message or event', async () => {
    sim.platform.faults.add({ direction: 'event', path: 'event/enter_agent' }, { kind: 'duplicate' }, 1)
    say('x')
    sim.platform.enter('li')
    await sim.quiet()
    expect(service.all('MsgType')).toEqual(['text', 'event', 'event'])
  })
})

it('what went over the wire is in the inspector, plain and without secrets', async () => {
  service.answer = () => ({ reply: reply('LiLei', 'text', TEXT) })
  const { id } = say('看')
  await sim.quiet()
  await sim.send('text', { content: 'x' })
  const all = sim.exchanges.list({ platform: 'wecom' }, 100)
  const [callback] = sim.exchanges.list({ message: id }, 10)
  expect(callback).toMatchObject({ direction: 'to-service', transport: 'http', status: 200 })
  expect(JSON.stringify(callback?.decrypted)).toContain('看')
  expect(JSON.stringify(callback?.decrypted)).toContain('收到')
  const text = JSON.stringify(all)
  for (const secret of [APP.secret, APP.callbackToken, APP.encodingAesKey, await sim.token()])
    expect(text).not.toContain(secret)
})
