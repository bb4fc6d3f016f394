import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { APP, PNG, type Running, run } from './support.ts'

let sim: Running

beforeEach(async () => {
  sim = await run()
})
afterEach(() => sim.stop())

const MB = 1024 * 1024

describe('the token', () => {
  const issue = (corp: string, secret: string) => sim.get(`gettoken?corpid=${corp}&corpsecret=${secret}`)
  const ask = (token: string) => sim.get(`getcallbackip?access_token=${token}`)

  it('is handed out again while it lives, for two hours', async () => {
    const first = await issue(APP.corpId, APP.secret)
    expect(first).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 })
    await sim.later(1)
    expect(await issue(APP.corpId, APP.secret)).toMatchObject({ access_token: first.access_token })
    expect(await ask(String(first.access_token))).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] })
    await sim.later(1)
    expect(await ask(String(first.access_token))).toMatchObject({ errcode: 42001 })
    expect((await issue(APP.corpId, APP.secret)).access_token).not.toBe(first.access_token)
  })

  it('is refused with HTTP 200, a code and a hint', async () => {
    const response = await fetch(`${sim.url}/cgi-bin/gettoken?corpid=${APP.corpId}&corpsecret=wrong`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      errcode: 40001,
      errmsg: expect.stringMatching(/^invalid credential, hint: \[\d+\], from ip: .* more info at .*e=40001$/),
    })
    expect(await issue('other', APP.secret)).toMatchObject({ errcode: 40013 })
    expect(await issue(APP.corpId, '')).toMatchObject({ errcode: 41004 })
  })

  it('is missed, unknown, or taken back', async () => {
    expect(await sim.get('getcallbackip')).toMatchObject({ errcode: 41001 })
    expect(await ask('made-up')).toMatchObject({ errcode: 40014 })
    const token = await sim.token()
    sim.platform.revokeTokens()
    expect(await ask(token)).toMatchObject({ errcode: 40014 })
    expect(await ask(await sim.token())).toMatchObject({ errcode: 0 })
  })
})

describe('limits', () => {
  it('throttle gettoken, and ban who repeats wrong secrets for an hour', async () => {
    const strict = await run({ rateLimits: 'documented' })
    const wrong = () => strict.get(`gettoken?corpid=${APP.corpId}&corpsecret=wrong`)
    for (let count = 0; count < 10; count += 1) expect(await wrong()).toMatchObject({ errcode: 40001 })
    const right = () => strict.get(`gettoken?corpid=${APP.corpId}&corpsecret=${APP.secret}`)
    expect(await right()).toMatchObject({ errcode: 45009 })
    await strict.later(1)
    for (let count = 0; count < 60; count += 1) expect(await right()).toMatchObject({ errcode: 0 })
    expect(await right()).toMatchObject({ errcode: 45009 })
    await strict.stop()
  })

  it('drop what is more than 30 messages a minute to one member, without an error', async () => {
    const strict = await run({ rateLimits: 'documented' })
    for (let count = 0; count < 31; count += 1)
      expect(await strict.send('text', { content: `${count}` })).toMatchObject({ errcode: 0 })
    expect(strict.seen(strict.privately('li'))).toHaveLength(30)
    await strict.later(1)
    await strict.send('text', { content: 'again' })
    expect(strict.seen(strict.privately('li'))).toHaveLength(31)
    await strict.stop()
  })
})

describe('message/send', () => {
  it('makes a message in the private chat, whose id is the msgid', async () => {
    const sent = await sim.send('text', { content: '你好' })
    expect(sent).toMatchObject({ errcode: 0, invaliduser: '', invalidparty: '', invalidtag: '', unlicenseduser: '' })
    expect(sent).not.toHaveProperty('response_code')
    expect(sim.seen(sim.privately('li'))).toMatchObject([
      { id: sent.msgid, text: '你好', from: { id: 'bot', name: '营销系统', bot: true } },
    ])
  })

  it('knows userids in any case, and lists the invalid ones in lower case', async () => {
    const sent = await sim.send('text', { content: 'x' }, { touser: 'lilei|007|Nobody|WANG', toparty: '9', totag: '3' })
    expect(sent).toMatchObject({ errcode: 0, invaliduser: 'nobody|wang', invalidparty: '9', invalidtag: '3' })
    expect(sim.seen(sim.privately('li'))).toHaveLength(1)
    expect(sim.seen(sim.privately('han'))).toHaveLength(1)
  })

  it('refuses when nobody is valid, and when nobody is named', async () => {
    expect(await sim.send('text', { content: 'x' }, { touser: 'Nobody|wang' })).toMatchObject({ errcode: 81013 })
    expect(await sim.send('text', { content: 'x' }, { touser: '' })).toMatchObject({ errcode: 82001 })
    expect(await sim.send('text', { content: 'x' }, { touser: Array(1001).fill('a').join('|') })).toMatchObject({
      errcode: 40058,
    })
  })

  it('reaches everybody in the corp by @all or the root department', async () => {
    await sim.send('text', { content: 'x' }, { touser: '@all' })
    await sim.send('text', { content: 'x' }, { touser: '', toparty: '1' })
    for (const person of ['li', 'han', 'hanmei']) expect(sim.seen(sim.privately(person))).toHaveLength(2)
    expect(() => sim.privately('out')).toThrow()
  })

  it('leaves out whom the app may not see', async () => {
    sim.platform.setBotPresent(sim.privately('li'), false)
    expect(await sim.send('text', { content: 'x' })).toMatchObject({ errcode: 81013 })
  })

  it('wants its own agentid', async () => {
    expect(await sim.send('text', { content: 'x' }, { agentid: 1 })).toMatchObject({ errcode: 301002 })
    expect(await sim.send('text', { content: 'x' }, { agentid: undefined })).toMatchObject({ errcode: 41011 })
  })

  it('cuts a text at 2048 bytes between characters, and refuses longer markdown', async () => {
    await sim.send('text', { content: `a${'汉'.repeat(700)}` })
    expect(sim.seen(sim.privately('li'))[0]?.text).toBe(`a${'汉'.repeat(682)}`)
    expect(await sim.send('markdown', { content: '汉'.repeat(683) })).toMatchObject({ errcode: 45002 })
    expect(await sim.send('markdown', { content: '汉'.repeat(682) })).toMatchObject({ errcode: 0 })
  })

  it.each([
    ['markdown_v2', { content: 'x' }, 40008],
    ['text', { content: '' }, 44004],
    ['text', undefined, 40058],
    ['image', { media_id: 'nothing' }, 40007],
    ['textcard', { title: 'x', description: 'y' }, 40058],
    ['news', { articles: [] }, 45008],
    ['news', { articles: Array(9).fill({ title: 'x', url: 'https://a' }) }, 45008],
    ['news', { articles: [{ title: 'x' }] }, 40058],
    ['template_card', {}, 40058],
  ])('refuses %s of %j with %i', async (type, content, code) => {
    expect(await sim.send(type, content)).toMatchObject({ errcode: code })
    expect(sim.seen(sim.privately('li'))).toEqual([])
  })

  it('refuses what is not a JSON object', async () => {
    const address = `${sim.url}/cgi-bin/message/send?access_token=${await sim.token()}`
    for (const body of ['{', '[]', '"x"'])
      expect(await (await fetch(address, { method: 'POST', body })).json()).toMatchObject({ errcode: 47001 })
  })

  it('delivers a repeated message once within the interval, if asked to check', async () => {
    const more = { enable_duplicate_check: 1, duplicate_check_interval: 3600 }
    const first = await sim.send('text', { content: 'x' }, more)
    expect(await sim.send('text', { content: 'x' }, more)).toEqual(first)
    await sim.send('text', { content: 'y' }, more)
    expect(sim.seen(sim.privately('li'))).toHaveLength(2)
    await sim.later(1)
    await sim.send('text', { content: 'x' }, more)
    expect(sim.seen(sim.privately('li'))).toHaveLength(3)
    await sim.send('text', { content: 'z' })
    await sim.send('text', { content: 'z' })
    expect(sim.seen(sim.privately('li'))).toHaveLength(5)
  })

  it('is not there for an app that does not exist', async () => {
    expect((await fetch(`${sim.url}/cgi-bin/nothing?access_token=${await sim.token()}`)).status).toBe(404)
  })
})

describe('message/recall', () => {
  const recall = async (msgid: unknown) => sim.post(`message/recall?access_token=${await sim.token()}`, { msgid })

  it('takes all copies away, within 24 hours', async () => {
    const sent = await sim.send('text', { content: 'x' }, { touser: 'LiLei|007' })
    expect(await recall(sent.msgid)).toMatchObject({ errcode: 0 })
    expect(sim.platform.messages(false)).toEqual([])
    const old = await sim.send('text', { content: 'x' })
    await sim.later(25)
    expect(await recall(old.msgid)).toMatchObject({ errcode: 40058 })
    expect(await recall('nothing')).toMatchObject({ errcode: 40058 })
    expect(sim.platform.messages(false)).toHaveLength(1)
  })
})

describe('media', () => {
  it('are uploaded, sent, fetched, and dead after three days', async () => {
    const image = await sim.upload(PNG, '图.png', 'image')
    expect(image).toMatchObject({ errcode: 0, type: 'image', created_at: String(START_SECONDS) })
    expect(await sim.send('image', { media_id: image.media_id })).toMatchObject({ errcode: 0 })
    const [seen] = sim.seen(sim.privately('li'))
    expect(seen).toMatchObject({ kind: 'image', image: `/simulator/api/images/${image.media_id}` })
    const fetched = async () =>
      fetch(`${sim.url}/cgi-bin/media/get?access_token=${await sim.token()}&media_id=${image.media_id}`)
    expect(Buffer.from(await (await fetched()).arrayBuffer()).equals(PNG)).toBe(true)
    await sim.later(71)
    expect(await sim.send('image', { media_id: image.media_id })).toMatchObject({ errcode: 0 })
    await sim.later(1)
    expect(await sim.send('image', { media_id: image.media_id })).toMatchObject({ errcode: 40007 })
    expect(await (await fetched()).json()).toMatchObject({ errcode: 40007 })
    // Who was sent it still sees it.
    expect(sim.platform.medium(String(image.media_id))?.bytes.equals(PNG)).toBe(true)
  })

  it('serve only as what they were uploaded', async () => {
    const file = await sim.upload(Buffer.from('a,b,c,d'), '表.csv', 'file')
    expect(await sim.send('image', { media_id: file.media_id })).toMatchObject({ errcode: 40007 })
    expect(await sim.send('file', { media_id: file.media_id })).toMatchObject({ errcode: 0 })
    expect(sim.seen(sim.privately('li'))).toMatchObject([{ kind: 'file', file: { name: '表.csv' } }])
  })

  it.each([
    ['of no known type', 'sticker', PNG, 40004],
    ['too small', 'file', Buffer.from('12345'), 40006],
    ['that is no picture', 'image', Buffer.from('not a picture'), 40005],
    ['that is no AMR', 'voice', Buffer.from('not a voice'), 40005],
    ['too large', 'voice', Buffer.alloc(2 * MB + 1), 45001],
  ])('%s are refused', async (_what, type, bytes, code) => {
    expect(await sim.upload(bytes, 'x', type)).toMatchObject({ errcode: code })
  })

  it('need a part of the right name', async () => {
    const form = new FormData()
    form.append('file', new Blob(['123456789']), 'x')
    const address = `${sim.url}/cgi-bin/media/upload?access_token=${await sim.token()}&type=file`
    const answer = await fetch(address, { method: 'POST', body: form })
    expect(await answer.json()).toMatchObject({ errcode: 47001 })
  })
})

const START_SECONDS = Date.parse('2026-11-24T10:00:00+08:00') / 1000

describe('contacts', () => {
  const ask = async (path: string) => sim.get(`${path}&access_token=${await sim.token()}`)

  it('know members by userid, without contact data', async () => {
    const member = await ask('user/get?userid=lilei')
    expect(member).toMatchObject({ errcode: 0, userid: 'LiLei', name: '李雷', position: '市场总监', department: [1] })
    for (const key of ['mobile', 'email', 'avatar']) expect(member).not.toHaveProperty(key)
    expect(await ask('user/get?userid=nobody')).toMatchObject({ errcode: 60111 })
    expect(await ask('user/get?userid=wang')).toMatchObject({ errcode: 60111 })
  })

  it('list the one department and its members', async () => {
    const { userlist } = await ask('user/simplelist?department_id=1')
    expect(userlist).toMatchObject([{ userid: 'LiLei' }, { userid: '007', name: '韩梅' }, { userid: 'hanmeimei' }])
    expect(await ask('user/simplelist?department_id=2')).toMatchObject({ errcode: 60003 })
    expect(await ask('department/list?x=1')).toMatchObject({ department: [{ id: 1, name: '示例公司' }] })
    expect(await ask('department/simplelist?x=1')).toMatchObject({ department_id: [{ id: 1, parentid: 0 }] })
    expect(await ask('department/get?id=1')).toMatchObject({ department: { name: '示例公司' } })
  })

  it('turn open_userids into userids; a plain one comes back as invalid', async () => {
    const { userlist } = await ask('user/simplelist?department_id=1')
    const [li] = userlist as { open_userid: string }[]
    const body = { open_userid_list: [li?.open_userid, 'LiLei', 'bogus'] }
    expect(await sim.post(`batch/openuserid_to_userid?access_token=${await sim.token()}`, body)).toMatchObject({
      errcode: 0,
      userid_list: [{ open_userid: li?.open_userid, userid: 'LiLei' }],
      invalid_open_userid_list: ['LiLei', 'bogus'],
    })
  })
})
