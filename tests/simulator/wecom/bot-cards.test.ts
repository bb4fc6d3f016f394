// The truth of the bot's side is held by the official SDK: it must be able to live with it as with the platform.
// Pressed cards, media, and what goes wrong.
import type { WsFrame } from '@wecom/aibot-node-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addressed, calmly, card, connected, disconnectAll, press, say, sendCard } from './bot-kit.ts'
import { APP, GROUP, PNG, type Running, run } from './support.ts'

let sim: Running

beforeEach(async () => {
  sim = await run()
})
afterEach(async () => {
  disconnectAll()
  await sim.stop()
})

describe('a pressed card', () => {
  it('arrives with its key inside of template_card_event, and is replaced for everybody', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    const button_selection = {
      question_key: 'level',
      option_list: [
        { id: 'p1', text: '高' },
        { id: 'p2', text: '低' },
      ],
    }
    await sendCard(bot, 't1', { button_selection })
    bot.client.on('event.template_card_event', (frame) => {
      calmly(
        bot.client.updateTemplateCard(frame, card('t1', { main_title: { title: '已通过' }, replace_text: '已同意' })),
      )
    })
    expect(await press(sim, 'approve:42', 'li', { level: '低' })).toEqual({ status: 'ok' })
    expect(bot.events[0]?.body).toMatchObject({
      chatid: GROUP,
      chattype: 'group',
      from: { userid: 'LiLei' },
      msgtype: 'event',
      create_time: expect.any(Number),
      event: {
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: 'button_interaction',
          event_key: 'approve:42',
          task_id: 't1',
          selected_items: { selected_item: [{ question_key: 'level', option_ids: { option_id: ['p2'] } }] },
        },
      },
    })
    expect(bot.events[0]?.body).not.toHaveProperty('event.event_key')
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ title: '已通过', buttons: [{ label: '已同意', disabled: true }] })
    expect(await press(sim, 'approve:42', 'han')).toEqual({ status: 'disabled' })
  })

  it('may be replaced only for some people', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    await sendCard(bot, 't1')
    bot.client.on('event.template_card_event', (frame) => {
      calmly(bot.client.updateTemplateCard(frame, card('t1', { replace_text: '已投' }), ['lilei']))
    })
    expect(await press(sim)).toEqual({ status: 'ok' })
    expect(await press(sim)).toEqual({ status: 'disabled' })
    expect(await press(sim, 'approve:42', 'han')).toEqual({ status: 'ok' })
  })

  it('is updated once, by its own req_id, with its own task_id', async () => {
    const bot = await connected(sim)
    const heard = await addressed(sim, bot)
    await sendCard(bot, 't1')
    const refused: unknown[] = []
    const attempt = async (act: Promise<unknown>) => act.catch((frame: WsFrame) => refused.push(frame.errcode))
    bot.client.on('event.template_card_event', (frame) => {
      void (async () => {
        await attempt(bot.client.updateTemplateCard(heard, card('t1')))
        await attempt(bot.client.replyStream(frame, 's', 'x', true))
        await attempt(bot.client.updateTemplateCard(frame, card('t2')))
        await attempt(bot.client.updateTemplateCard(frame, card('t1')))
      })()
    })
    expect(await press(sim)).toEqual({ status: 'ok' })
    const [event] = bot.events
    if (event) await attempt(bot.client.updateTemplateCard(event, card('t1')))
    expect(refused).toEqual([846605, 846605, 42014, 846605])
  })

  it('whose answer comes too late stays as it was', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    await sendCard(bot, 't1')
    const late = Promise.withResolvers<unknown>()
    bot.client.on('event.template_card_event', (frame) => {
      bot.client.updateTemplateCard(frame, card('t1', { replace_text: 'x' })).then(late.resolve, late.resolve)
    })
    sim.platform.faults.add({ path: 'template_card_event' }, { kind: 'lost_answer' }, 1)
    expect(await press(sim)).toEqual({ status: 'timeout' })
    expect(await late.promise).toMatchObject({ errcode: 846605 })
    expect(sim.seen(GROUP).at(-1)?.buttons).toHaveLength(2)
  })

  it('reaches nobody without a connection, or when it breaks', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    await sendCard(bot, 't1')
    bot.client.on('event.template_card_event', () => bot.client.disconnect())
    expect(await press(sim)).toEqual({ status: 'unreachable' })
    expect(await press(sim)).toEqual({ status: 'unreachable' })
  })
})

it('the inspector knows which frames a message was in', async () => {
  const bot = await connected(sim)
  await addressed(sim, bot)
  await sendCard(bot, 't1')
  bot.client.on('event.template_card_event', (frame) => {
    calmly(bot.client.updateTemplateCard(frame, card('t1')))
  })
  await press(sim)
  const message = sim.seen(GROUP).at(-1)?.id
  const paths = sim.exchanges.list({ message }, 10).map(({ path, direction, status }) => [path, direction, status])
  expect(paths).toHaveLength(3)
  expect(paths).toEqual(
    expect.arrayContaining([
      ['aibot_send_msg', 'to-platform', 200],
      ['aibot_event_callback', 'to-service', 200],
      ['aibot_respond_update_msg', 'to-platform', 200],
    ]),
  )
  expect(JSON.stringify(sim.exchanges.list({}, 10))).not.toContain(APP.bot.secret)
})

describe('media', () => {
  it('are uploaded in pieces and sent', async () => {
    const bot = await connected(sim)
    const frame = await addressed(sim, bot)
    const bytes = Buffer.alloc(1_300_000, 7)
    const uploaded = await bot.client.uploadMedia(bytes, { type: 'file', filename: '报告.pdf' })
    expect(uploaded).toMatchObject({ type: 'file', media_id: expect.any(String), created_at: expect.any(String) })
    await bot.client.sendMediaMessage(GROUP, 'file', uploaded.media_id)
    const seen = sim.seen(GROUP).at(-1)
    expect(seen).toMatchObject({ kind: 'file', file: { name: '报告.pdf' } })
    expect(sim.platform.medium(uploaded.media_id)?.bytes.equals(bytes)).toBe(true)
    const image = await bot.client.uploadMedia(PNG, { type: 'image', filename: 'a.png' })
    await bot.client.replyMedia(frame, 'image', image.media_id)
    expect(sim.seen(GROUP).at(-1)).toMatchObject({ kind: 'image' })
    await sim.later(72)
    await expect(bot.client.sendMediaMessage(GROUP, 'file', uploaded.media_id)).rejects.toMatchObject({
      errcode: 40007,
    })
  })

  it.each([
    ['of no known type', { type: 'x', total_size: 10, total_chunks: 1 }, 40004],
    ['too large', { type: 'image', total_size: 11 * 1024 * 1024, total_chunks: 22 }, 45001],
    ['in too many pieces', { type: 'file', total_size: 10, total_chunks: 101 }, 40058],
  ])('%s are refused', async (_what, body, code) => {
    const bot = await connected(sim)
    const frame = { headers: { req_id: 'upload-1' } }
    const init = bot.client.reply(frame, { filename: 'a', ...body } as never, 'aibot_upload_media_init')
    await expect(init).rejects.toMatchObject({ errcode: code })
  })

  it('with a piece missing, another checksum, or after half an hour are refused', async () => {
    const bot = await connected(sim)
    let count = 0
    const ask = (cmd: string, body: object) => {
      count += 1
      return bot.client.reply({ headers: { req_id: `u${count}` } }, body as never, `aibot_upload_media_${cmd}`)
    }
    const begin = async (more: object) => {
      const { body } = await ask('init', { type: 'file', filename: 'a', total_size: 8, total_chunks: 1, ...more })
      return (body as { upload_id: string }).upload_id
    }
    const base64_data = Buffer.from('12345678').toString('base64')
    const missing = await begin({})
    await expect(ask('finish', { upload_id: missing })).rejects.toMatchObject({ errcode: 40058 })
    await expect(ask('chunk', { upload_id: missing, chunk_index: 1, base64_data })).rejects.toMatchObject({
      errcode: 40058,
    })
    const other = await begin({ md5: 'x' })
    await ask('chunk', { upload_id: other, chunk_index: 0, base64_data })
    await expect(ask('finish', { upload_id: other })).rejects.toMatchObject({ errcode: 40058 })
    const old = await begin({})
    await sim.later(0.6)
    await expect(ask('chunk', { upload_id: old, chunk_index: 0, base64_data })).rejects.toMatchObject({
      errcode: 40058,
    })
  })
})

describe('faults', () => {
  const markdown = { msgtype: 'markdown' as const, markdown: { content: 'x' } }

  it('of its calls: refused, lost, or cut', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    const plan = (kind: 'rate_limit' | 'code' | 'server_error', more = {}) =>
      sim.platform.faults.add({ direction: 'api', path: 'aibot_send_msg' }, { kind, ...more }, 1)
    plan('rate_limit')
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toMatchObject({ errcode: 45009 })
    plan('code', { code: 93006, msg: 'verbatim' })
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toMatchObject({ errcode: 93006 })
    plan('server_error')
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toMatchObject({ errcode: -1 })
    expect(sim.seen(GROUP)).toHaveLength(1)
    sim.platform.faults.add({ path: 'aibot_send_msg' }, { kind: 'lost_answer' }, 1)
    await expect(bot.client.sendMessage(GROUP, markdown)).rejects.toThrow(/closed/)
    expect(sim.seen(GROUP)).toHaveLength(2)
  })

  it('of its calls: hanging for a while', async () => {
    const bot = await connected(sim)
    await addressed(sim, bot)
    sim.platform.faults.add({ path: 'aibot_send_msg' }, { kind: 'hang', seconds: 0.02 }, 1)
    await bot.client.sendMessage(GROUP, markdown)
    expect(sim.seen(GROUP)).toHaveLength(2)
  })

  it('of what it hears: twice, out of order, or not at all', async () => {
    const bot = await connected(sim)
    const plan = (kind: 'duplicate' | 'reorder' | 'cut') =>
      sim.platform.faults.add({ direction: 'event', path: 'aibot_msg_callback' }, { kind }, 1)
    plan('duplicate')
    const { id } = say(sim, '@营销助手 一')
    await sim.quiet()
    expect(bot.messages.map(({ body }) => body?.msgid)).toEqual([id, id])
    expect(new Set(bot.messages.map(({ headers }) => headers.req_id)).size).toBe(2)
    plan('reorder')
    say(sim, '@营销助手 二')
    say(sim, '@营销助手 三')
    await sim.quiet()
    const texts = () => bot.messages.map(({ body }) => (body as { text: { content: string } }).text.content)
    expect(texts().slice(2)).toEqual(['@营销助手 三', '@营销助手 二'])
    plan('cut')
    say(sim, '@营销助手 四')
    await sim.quiet()
    expect(texts()).toHaveLength(4)
  })
})
