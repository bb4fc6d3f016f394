import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeApp } from '../../../../src/adapters/messengers/wecom/decode-app.ts'
import {
  bySender,
  decodeBotEvent,
  decodeBotMessage,
  withoutBot,
} from '../../../../src/adapters/messengers/wecom/decode-bot.ts'
import { parseXml } from '../../../../src/adapters/messengers/wecom/xml.ts'
import { NOW } from '../kit.ts'
import { appFixture, BOT, botFixture, runs } from './support.ts'

const app = (name: string) => decodeApp(parseXml(appFixture(name)) ?? {})
const message = (name: string) => decodeBotMessage({ requestId: 'r', body: botFixture(name) }, BOT.botName, NOW)
const event = (name: string) => decodeBotEvent({ requestId: 'r', body: botFixture(name) }, NOW)
const privately = (id: string) => ({ platform: 'wecom', kind: 'private', id })
const GROUP = { platform: 'wecom', kind: 'group', id: 'wrkSFfCgAA_group' }

describe('messages to the app', () => {
  it('are whole', () => {
    expect(app('text')).toEqual({
      kind: 'message',
      event: {
        kind: 'message',
        platform: 'wecom',
        eventKey: 'message:7123456789012345678',
        at: '2026-10-12T02:00:00.000Z',
        conversation: privately('ZhangSan'),
        sender: 'ZhangSan',
        messageId: '7123456789012345678',
        text: '我的任务',
        mentions: [],
        addressed: true,
        mentionsAll: false,
        attachments: [],
      },
    })
  })

  it.each([
    ['text-digits', { text: '0123', sender: '007', messageId: '7123456789012345679' }],
    ['text-bare', { text: '帮助' }],
    ['text-doctype', { text: '<!DOCTYPE html>' }],
    ['image', { text: '', attachments: [{ kind: 'image', key: 'media_1', name: '' }] }],
    ['voice', { text: '', unsupported: 'voice' }],
    ['video', { text: '', unsupported: 'video' }],
    ['location', { text: '', unsupported: 'location' }],
    ['link', { text: '', unsupported: 'link' }],
  ])('%s', (name, expected) => {
    expect(app(name)).toMatchObject({ kind: 'message', event: expected })
  })

  it('without an id are dropped', () => {
    expect(app('text-without-id')).toEqual({ kind: 'incomplete', name: 'text' })
  })
})

describe('events of the app', () => {
  it.each([
    'subscribe',
    'unsubscribe',
    'enter_agent',
    'inactive_alert',
    'close_inactive_agent',
    'reopen_inactive_agent',
    'low_active_alert',
    'low_active',
    'active_restored',
    'click',
    'view',
  ])('%s is told by its name', (name) => {
    expect(app(`event-${name}`)).toEqual({ kind: 'other', name })
  })

  it.each(['card-button', 'card-menu'])('%s is a click', (name) => {
    expect(app(name)).toEqual({
      kind: 'click',
      way: { taskId: 'task-1', responseCode: 'code-of-click' },
      event: {
        kind: 'card_action',
        platform: 'wecom',
        eventKey: expect.stringMatching(/^card:[0-9a-f]{40}$/),
        at: '2026-10-12T02:00:00.000Z',
        conversation: privately('ZhangSan'),
        sender: 'ZhangSan',
        messageId: 'task-1',
        action: 'approval.approve',
        args: { approval: '42' },
        cardVersion: 1,
      },
    })
  })

  it('of one person within one second are told apart by all that differs', () => {
    const keyOf = (xml: string) => {
      const decoded = decodeApp(parseXml(xml) ?? {})
      return decoded.kind === 'click' ? decoded.event.eventKey : undefined
    }
    const one = appFixture('card-button')
    const others = [
      one.replace('"42"', '"43"'),
      one.replace('task-1', 'task-9'),
      one.replace('code-of-click', 'other-code'),
      one.replace('1791770400', '1791770401'),
      one.replace('ZhangSan', 'lisi'),
    ]
    expect(new Set([one, ...others].map(keyOf)).size).toBe(6)
    expect(keyOf(`${one}`)).toBe(keyOf(one))
  })

  it.each([
    ['card-submit', { priority: 'p1', owner: 'lisi' }],
    ['card-submit-misspelt', { priority: 'p1', owner: 'lisi' }],
    ['card-submit-half-misspelt', { priority: 'p1', owner: 'lisi' }],
    ['card-submit-one', { priority: 'p1' }],
  ])('%s has its choices', (name, form) => {
    expect(app(name)).toMatchObject({
      kind: 'click',
      event: { action: 'prompt.submit', args: { prompt: 'p-1' }, form },
    })
  })

  it('of cards that are not ours, or name no card', () => {
    expect(app('card-foreign')).toEqual({ kind: 'stale_click', sender: 'ZhangSan' })
    expect(app('card-without-task')).toEqual({ kind: 'incomplete', name: 'template_card_event' })
  })
})

describe('messages to the bot', () => {
  it('in a group are whole, and say no time of their own', () => {
    expect(message('text-group')).toEqual({
      kind: 'message',
      event: {
        kind: 'message',
        platform: 'wecom',
        eventKey: 'bot:CAIQ_1',
        at: NOW.toISOString(),
        conversation: GROUP,
        sender: 'zhangsan',
        messageId: 'CAIQ_1',
        text: '新建任务 落地页 @李四',
        mentions: [],
        addressed: true,
        mentionsAll: false,
        attachments: [],
      },
    })
  })

  it.each([
    ['text-single', { text: '我的任务', conversation: privately('zhangsan') }],
    ['text-quote', { text: '同意', conversation: GROUP }],
    ['image', { text: '', attachments: [{ kind: 'image', key: 'https://media.example/img', name: '' }] }],
    ['file', { text: '', attachments: [{ kind: 'file', key: 'https://media.example/file', name: '方案.pdf' }] }],
    ['voice', { text: '今天的日报', attachments: [] }],
    ['voice-silent', { text: '', unsupported: 'voice' }],
    ['video', { text: '', unsupported: 'video' }],
    ['mixed', { text: '看图', attachments: [{ kind: 'image', key: 'https://media.example/img2', name: '' }] }],
  ])('%s', (name, expected) => {
    expect(message(name)).toMatchObject({ kind: 'message', event: expected })
  })

  it('of nobody are dropped', () => {
    expect(message('without-sender')).toEqual({ kind: 'incomplete', name: 'text' })
  })

  it.each([
    ['@营销 助手 帮助', '帮助'],
    ['@营销 助手\u2005帮助', '帮助'],
    [' @营销 助手', ''],
    ['帮助 @营销 助手', '帮助'],
    ['请 @营销 助手 看看', '请 看看'],
    ['@营销 助手二号 帮助', '@营销 助手二号 帮助'],
    ['@李四 帮助', '@李四 帮助'],
    ['营销 助手 帮助', '营销 助手 帮助'],
  ])('%j says %j', (said, meant) => {
    expect(withoutBot(said, BOT.botName)).toBe(meant)
  })
})

describe('events of the bot', () => {
  it('a press names the request that an answer has to name', () => {
    expect(event('event-card')).toMatchObject({
      kind: 'click',
      way: { requestId: 'r' },
      event: {
        eventKey: 'bot-card:CAIQ_20',
        at: '2026-10-12T02:00:00.000Z',
        conversation: GROUP,
        sender: 'zhangsan',
        messageId: 'task-1',
        action: 'approval.approve',
        args: { approval: '42' },
      },
    })
    expect(event('event-card')).not.toHaveProperty('event.form')
  })

  it.each([
    ['event-card-single', { kind: 'click', event: { conversation: privately('zhangsan') } }],
    ['event-card-submit', { kind: 'click', event: { form: { priority: 'p1' } } }],
    ['event-card-foreign', { kind: 'stale_click', sender: 'zhangsan' }],
    // The official client's types put the key there; the platform never does.
    ['event-card-flat', { kind: 'incomplete', name: 'template_card_event' }],
    ['event-enter-chat', { kind: 'other', name: 'enter_chat' }],
    ['event-feedback', { kind: 'other', name: 'feedback_event' }],
    ['event-disconnected', { kind: 'other', name: 'disconnected_event' }],
  ])('%s', (name, expected) => {
    expect(event(name)).toMatchObject(expected)
  })

  it('are the plain person’s once the encrypted id is known', () => {
    expect(bySender(event('event-card'), 'ZhangSan')).toMatchObject({
      event: { sender: 'ZhangSan', conversation: GROUP },
    })
    expect(bySender(message('text-single'), 'ZhangSan')).toMatchObject({
      event: { sender: 'ZhangSan', conversation: privately('ZhangSan') },
    })
    expect(bySender(event('event-card-foreign'), 'ZhangSan')).toEqual({ kind: 'stale_click', sender: 'ZhangSan' })
  })
})

describe('XML', () => {
  it.each([
    '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><Content>&a;</Content></xml>',
    '<?xml version="1.0"?><!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml></xml>',
    '<xml><Content>',
    '<html></html>',
    'plain',
    '',
    '<xml>text</xml>',
  ])('%s is refused', (source) => {
    expect(parseXml(source)).toBeUndefined()
  })

  it('entities stay as they stand', () => {
    expect(parseXml('<xml><Content>&lt;b&gt; &#65;</Content></xml>')).toEqual({ Content: '&lt;b&gt; &#65;' })
  })
})

describe('nothing that comes in breaks a decoder', () => {
  const names = fc.constantFrom(
    'MsgType',
    'Event',
    'EventKey',
    'TaskId',
    'SelectedItems',
    'SelectedItem',
    'OptionIds',
    'x',
  )
  const kinds = fc.constantFrom(
    'text',
    'event',
    'template_card_event',
    'voice',
    'mixed',
    'image',
    '1791770400',
    'group',
  )

  it('any JSON as a frame', () => {
    fc.assert(
      fc.property(fc.json(), kinds, (source, kind) => {
        const any: unknown = JSON.parse(source)
        const body = {
          msgtype: kind,
          msgid: any,
          from: { userid: 'u' },
          chatid: any,
          [kind]: any,
          event: { eventtype: kind, [kind]: any },
        }
        decodeBotMessage({ requestId: 'r', body }, BOT.botName, NOW)
        decodeBotEvent({ requestId: 'r', body: { ...body, event: any } }, NOW)
        decodeBotEvent({ requestId: 'r', body }, NOW)
      }),
      runs(300),
    )
  })

  it('any XML, and any change of a real one', () => {
    const real = ['text', 'image', 'card-button', 'card-submit', 'event-view'].map(appFixture)
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.nat(),
        fc.nat(60),
        fc.string({ unit: 'binary' }),
        (xml, from, length, put) => {
          const start = from % xml.length
          decodeApp(parseXml(xml.slice(0, start) + put + xml.slice(start + length)) ?? {})
        },
      ),
      runs(100),
    )
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything()), (xml) => {
        decodeApp(xml)
        decodeApp({
          ...xml,
          MsgType: 'event',
          Event: 'template_card_event',
          FromUserName: 'u',
          TaskId: 't',
          CreateTime: '1791770400',
        })
      }),
      runs(100),
    )
  })
})
