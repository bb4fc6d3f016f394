// The truth of the bot's side is held by the official SDK: it must be able to live with it as with the platform.
// Subscribing, hearing and speaking.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addressed, calmly, card, connected, create, disconnectAll, press, say, sendCard } from './bot-kit.ts'
import { APP, GROUP, PNG, type Running, run, until } from './support.ts'

let sim: Running

beforeEach(async () => {
  sim = await run()
})
afterEach(async () => {
  disconnectAll()
  await sim.stop()
})

describe('subscribing', () => {
  it('needs the secret', async () => {
    const bot = create(sim, { secret: 'wrong', maxAuthFailureAttempts: 0 })
    bot.client.connect()
    await until('it gave up', () => bot.errors.length >= 2)
    expect(bot.errors[0]?.message).toContain('853000')
    expect(JSON.stringify(sim.exchanges.list({}, 10))).not.toContain('wrong')
  })

  it('keeps the connection alive by pings', async () => {
    const bot = create(sim, { heartbeatInterval: 5 })
    let pongs = 0
    bot.client.connect()
    await until('it is connected', () => bot.client.isConnected)
    const socket = Reflect.get(Reflect.get(bot.client, 'wsManager') as object, 'ws') as {
      on: (name: string, listen: (data: Buffer) => void) => void
    }
    socket.on('message', (data) => {
      if (String(data).includes('"ping_')) pongs += 1
    })
    await until('pings were answered', () => pongs >= 3)
    expect(bot.client.isConnected).toBe(true)
  })

  it('kicks who was connected before, who stays away', async () => {
    const first = await connected(sim)
    const second = await connected(sim)
    await until('the first is told', () => first.events.length === 1)
    expect(first.events[0]?.body).toMatchObject({ aibotid: APP.bot.botId, event: { eventtype: 'disconnected_event' } })
    expect(first.events[0]?.body).not.toHaveProperty('from')
    await addressed(sim, second)
    expect(first.messages).toEqual([])
    expect(first.client.isConnected).toBe(false)
  })

  it('comes back after the connection broke', async () => {
    const bot = await connected(sim)
    const again = new Promise<void>((resolve) => bot.client.once('authenticated', resolve))
    sim.platform.faults.add({ path: 'aibot_send_msg' }, { kind: 'cut' }, 1)
    await expect(bot.client.sendMessage(GROUP, { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toThrow()
    await again
    expect((await addressed(sim, bot)).body).toMatchObject({ msgtype: 'text' })
  })
})

describe('a message', () => {
  it('in a group arrives only with @ and its name, which stays in the text', async () => {
    const bot = await connected(sim)
    say(sim, '大家好')
    say(sim, '@韩梅梅 @所有人 看')
    say(sim, '@营销助 不是')
    const { id } = say(sim, '@营销助手 新建项目', 'han')
    await sim.quiet()
    expect(bot.messages.map(({ body }) => body)).toEqual([
      {
        msgid: id,
        aibotid: APP.bot.botId,
        chatid: GROUP,
        chattype: 'group',
        from: { userid: '007' },
        msgtype: 'text',
        text: { content: '@营销助手 新建项目' },
      },
    ])
    expect(sim.seen(GROUP).map(({ mentions }) => mentions)).toEqual([[], ['hanmei', 'all'], [], ['bot']])
  })

  it('quotes what it replies to', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    await sendCard(bot, 't1')
    const replyTo = sim.seen(GROUP).at(-1)?.id
    say(sim, '@营销助手 这个', 'li', { replyTo })
    await sim.quiet()
    expect(bot.messages.at(-1)?.body).toMatchObject({
      quote: { msgtype: 'text', text: { content: '预算审批 #42\n提交人 李雷\n金额 ¥12,000' } },
    })
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ replyTo })
  })

  it('with a picture is mixed, and the picture can be fetched for five minutes', async () => {
    process.env.NO_PROXY = '127.0.0.1'
    const bot = await connected(sim)
    say(sim, '@营销助手 看图', 'li', { file: { name: '图.png', bytes: PNG } })
    say(sim, '', 'li', { file: { name: '图.png', bytes: PNG } })
    await sim.quiet()
    expect(bot.messages).toHaveLength(1)
    const body = bot.messages[0]?.body as
      | { mixed?: { msg_item: { image?: { url: string; aeskey: string } }[] } }
      | undefined
    const items = body?.mixed?.msg_item ?? []
    expect(items[0]).toEqual({ msgtype: 'text', text: { content: '@营销助手 看图' } })
    const { url = '', aeskey = '' } = items[1]?.image ?? {}
    const { buffer, filename } = await bot.client.downloadFile(url, aeskey)
    expect([buffer.equals(PNG), filename]).toEqual([true, '图.png'])
    await sim.later(0.1)
    expect((await fetch(url)).status).toBe(403)
  })

  it('names people by open_userid where the bot is set up so', async () => {
    await sim.stop()
    sim = await run({ app: { bot: { ...APP.bot, openUserIds: true } } })
    const bot = await connected(sim)
    const heard = await addressed(sim, bot)
    const { userid } = (heard.body as { from: { userid: string } }).from
    expect(userid).not.toBe('LiLei')
    const body = { open_userid_list: [userid] }
    expect(await sim.post(`batch/openuserid_to_userid?access_token=${await sim.token()}`, body)).toMatchObject({
      userid_list: [{ open_userid: userid, userid: 'LiLei' }],
    })
  })

  it('that finds nobody connected, or a bot that was removed, is lost', async () => {
    say(sim, '@营销助手 一')
    const bot = await connected(sim)
    sim.platform.setBotPresent(GROUP, false)
    say(sim, '@营销助手 二')
    await sim.quiet()
    expect(bot.messages).toEqual([])
    await expect(sendCard(bot, 't1')).rejects.toMatchObject({ errcode: 93006 })
  })
})

describe('an answer', () => {
  it('is a stream that is written on', async () => {
    const bot = await connected(sim)
    const frame = await addressed(sim, bot)
    await bot.client.replyStream(frame, 's1', '正在', false)
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ text: '正在', from: { bot: true, name: '营销助手' } })
    await bot.client.replyStream(frame, 's1', '**好**了', true)
    expect(sim.seen(GROUP)).toHaveLength(2)
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ text: '好了', editedAt: expect.any(String) })
    await expect(bot.client.replyStream(frame, 's1', 'x', true)).rejects.toMatchObject({ errcode: 40058 })
    await expect(bot.client.replyStream(frame, 's2', '汉'.repeat(7000), true)).rejects.toMatchObject({ errcode: 45002 })
    await sim.later(0.2)
    await expect(bot.client.replyStream(frame, 's3', 'x', true)).rejects.toMatchObject({ errcode: 846608 })
  })

  it('is a card, markdown or a medium, for 24 hours', async () => {
    const bot = await connected(sim)
    const frame = await addressed(sim, bot)
    await bot.client.replyTemplateCard(frame, card('t1'))
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ kind: 'card', title: '预算审批 #42' })
    await bot.client.reply(frame, { msgtype: 'markdown', markdown: { content: '# 好' } })
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ text: '好' })
    await expect(bot.client.reply(frame, { msgtype: 'text', text: { content: 'x' } })).rejects.toMatchObject({
      errcode: 40008,
    })
    await expect(bot.client.reply({ headers: { req_id: 'made-up' } }, { msgtype: 'markdown' })).rejects.toMatchObject({
      errcode: 846605,
    })
    await sim.later(25)
    await expect(bot.client.reply(frame, { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toMatchObject({
      errcode: 846605,
    })
  })
})

describe('a message of its own accord', () => {
  const markdown = { msgtype: 'markdown' as const, markdown: { content: '**预算** `x` | 表 |' } }

  it('goes only where somebody has spoken to it', async () => {
    const bot = await connected(sim)
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toMatchObject({ errcode: 93006 })
    say(sim, '没有叫它')
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toMatchObject({ errcode: 93006 })
    await addressed(sim, bot)
    await bot.client.sendMessage(GROUP, markdown)
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ text: '预算 x | 表 |' })
    await expect(bot.client.sendMessage('wecom:group1', markdown)).rejects.toMatchObject({ errcode: 93006 })
    await expect(bot.client.sendMessage('LiLei', markdown)).rejects.toMatchObject({ errcode: 93006 })
  })

  it('is a card under the rules of the bot: no attachments, but questions', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    const attachment = { horizontal_content_list: [{ type: 2, keyname: '附件', value: 'a', media_id: 'm' }] }
    await expect(sendCard(bot, 't1', attachment)).rejects.toMatchObject({ errcode: 40058 })
    const jump_list = [{ type: 3, title: '进度？', question: '看进度' }]
    const notice = { card_type: 'text_notice', card_action: { type: 1, url: 'https://a' }, jump_list }
    await sendCard(bot, 't1', notice)
    expect(await press(sim, 'jump1')).toEqual({ status: 'ok' })
    await sim.quiet()
    expect(bot.messages.at(-1)?.body).toMatchObject({
      text: { content: '@营销助手 看进度' },
      from: { userid: 'LiLei' },
    })
    await expect(sendCard(bot, 't1')).rejects.toMatchObject({ errcode: 42014 })
  })

  it('goes out 30 times a minute and 1000 times an hour per conversation', async () => {
    await sim.stop()
    sim = await run({ rateLimits: 'documented' })
    const bot = await connected(sim)
    const frame = await addressed(sim, bot)
    await bot.client.replyStream(frame, 's', 'x', true)
    for (let count = 1; count < 30; count += 1) await bot.client.sendMessage(GROUP, markdown)
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toMatchObject({ errcode: 45009 })
    await sim.later(0.02)
    await bot.client.sendMessage(GROUP, markdown)
  })
})

describe('without a self-built app', () => {
  it('private chats are with the bot, which hears everything there and may greet', async () => {
    await sim.stop()
    sim = await run({ app: { secret: '' } })
    const bot = await connected(sim)
    const chat = sim.privately('li')
    bot.client.on('event.enter_chat', (frame) => {
      calmly(bot.client.replyWelcome(frame, { msgtype: 'text', text: { content: '欢迎' } }))
    })
    sim.platform.enter('li')
    await until('the greeting came', () => sim.seen(chat).length === 1)
    expect(bot.events[0]?.body).toMatchObject({ chattype: 'single', event: { eventtype: 'enter_chat' } })
    expect(bot.events[0]?.body).not.toHaveProperty('chatid')
    sim.platform.say({ chat, from: 'li', text: '没有 @' })
    sim.platform.say({ chat, from: 'li', text: '', file: { name: 'a.txt', bytes: Buffer.from('abc') } })
    await sim.quiet()
    expect(bot.messages.map(({ body }) => body?.msgtype)).toEqual(['text', 'file'])
    expect(bot.messages[0]?.body).toMatchObject({ chattype: 'single', from: { userid: 'LiLei' } })
    await bot.client.sendMessage('LiLei', { msgtype: 'markdown', markdown: { content: '主动' } })
    expect(sim.seen(chat).at(-1)).toMatchObject({ text: '主动' })
  })
})
