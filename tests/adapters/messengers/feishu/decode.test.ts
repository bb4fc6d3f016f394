import { describe, expect, it } from 'vitest'
import {
  decodeBotAdded,
  decodeCardAction,
  decodeMessage,
  instant,
} from '../../../../src/adapters/messengers/feishu/decode.ts'
import { readMentions } from '../../../../src/adapters/messengers/feishu/mentions.ts'
import { fixture } from './support.ts'

const GROUP = { platform: 'feishu', kind: 'group', id: 'oc_5ad11d72b830411d72b836c20' }
const PRIVATE = { platform: 'feishu', kind: 'private', id: 'ou_zhangsan' }

describe('messages', () => {
  it('reads a group message: our name goes, others become names', () => {
    expect(decodeMessage(fixture('message-text-group'), 'ou_bot')).toEqual({
      kind: 'message',
      platform: 'feishu',
      eventKey: 'message:om_text',
      at: '2020-12-27T12:45:51.345Z',
      conversation: GROUP,
      sender: 'ou_zhangsan',
      messageId: 'om_text',
      text: '新建任务 落地页 给 @李四',
      mentions: [{ accountId: 'ou_lisi', name: '李四' }],
      addressed: true,
      mentionsAll: false,
      replyTo: 'om_parent',
      attachments: [],
    })
  })

  it.each([
    ['message-text-private', { conversation: PRIVATE, addressed: true, text: '我的任务' }],
    ['message-text-unaddressed', { conversation: GROUP, addressed: false, text: '大家中午吃什么' }],
    ['message-text-all', { addressed: false, mentionsAll: true, text: '@所有人 明天 10 点例会', mentions: [] }],
    ['message-post-v2', { text: '**预算** 12 万\n- 预热' }],
    ['message-image', { text: '', attachments: [{ kind: 'image', key: 'img_v2_9', name: '' }] }],
    ['message-file', { text: '', attachments: [{ kind: 'file', key: 'file_v2_9', name: '排期.xlsx' }] }],
    ['message-sticker', { text: '', attachments: [], unsupported: 'sticker' }],
  ])('reads %s', (name, expected) => {
    expect(decodeMessage(fixture(name), 'ou_bot')).toMatchObject(expected)
  })

  it('reads a post with its title, links, pictures and files', () => {
    expect(decodeMessage(fixture('message-post'), 'ou_bot')).toMatchObject({
      text: '周报\n本周进展\n见 看板[OK]\nROI=3',
      addressed: true,
      mentions: [],
      attachments: [
        { kind: 'image', key: 'img_v2_1', name: '' },
        { kind: 'file', key: 'file_v2_1', name: '' },
      ],
    })
  })

  it('keeps eleven mentions apart: @_user_1 is the start of @_user_10', () => {
    const message = decodeMessage(fixture('message-mentions-11'), 'ou_bot')
    expect(message?.text).toBe('@成员10 @成员11 @成员2 @成员3 @成员4 @成员5 @成员6 @成员7 @成员8 @成员9')
    expect(message?.mentions.map(({ accountId }) => accountId)).toEqual(
      [10, 11, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `ou_p${number}`),
    )
    expect(message?.addressed).toBe(true)
  })

  it.each(['sender', 'message'])('gives up on an event without %s', (part) => {
    const event = fixture('message-text-private', { event: { [part]: undefined } })
    expect(decodeMessage(event, 'ou_bot')).toBeUndefined()
  })

  it('survives content that is no JSON', () => {
    const event = fixture('message-text-private', { event: { message: { content: '{"text":' } } })
    expect(decodeMessage(event, 'ou_bot')).toMatchObject({ text: '' })
  })
})

describe('mentions', () => {
  const people = [
    { key: '@_user_1', id: { open_id: 'ou_bot' }, name: '助手' },
    { key: '@_user_2', id: { open_id: 'ou_2' }, name: '李四' },
  ]
  it.each([
    ['@_user_1 帮助', '帮助', true],
    ['@_user_1，帮助', '帮助', true],
    ['@_user_1帮助', '帮助', true],
    ['帮助 @_user_1', '帮助', true],
    ['@_user_2 你好', '@李四 你好', true],
    ['@_user_22 元', '@李四2 元', true],
    ['@_user_9 你好', '@_user_9 你好', true],
    ['a@_allow', 'a@_allow', true],
  ])('%s', (source, text, mentionsBot) => {
    const read = readMentions(source, people, 'ou_bot')
    expect([read.text, read.mentionsBot, read.mentionsAll]).toEqual([text, mentionsBot, false])
  })

  it('knows nobody without a list', () => {
    expect(readMentions('@_all 开会', undefined, 'ou_bot')).toEqual({
      text: '@所有人 开会',
      mentions: [],
      mentionsBot: false,
      mentionsAll: true,
    })
  })

  it('names a person once', () => {
    expect(readMentions('@_user_2 和 @_user_2', people, 'ou_bot').mentions).toEqual([
      { accountId: 'ou_2', name: '李四' },
    ])
  })
})

describe('clicks', () => {
  it('reads a plain button; an empty form_value is no form', () => {
    expect(decodeCardAction(fixture('card-button'))).toEqual({
      kind: 'card_action',
      platform: 'feishu',
      eventKey: 'card:c-1',
      at: '2020-10-29T13:14:58.000Z',
      conversation: GROUP,
      sender: 'ou_zhangsan',
      messageId: 'om_card',
      action: 'budget.approve',
      args: { approval: 'A-1' },
      cardVersion: 1,
    })
  })

  it('reads a form in canonical texts', () => {
    expect(decodeCardAction(fixture('card-form'))?.form).toEqual({
      title: '落地页',
      due: '2024-04-01',
      meet: '2024-04-29 07:07',
      at: '00:00',
      owner: 'ou_lisi',
      tags: 'a,b',
      agree: 'true',
    })
  })

  it('knows a submitted form without values', () => {
    expect(decodeCardAction(fixture('card-form-empty'))?.form).toEqual({})
  })

  it('finds the context beside the event, too', () => {
    expect(decodeCardAction(fixture('card-button-beside'))).toMatchObject({ messageId: 'om_card', conversation: GROUP })
  })

  it('knows a private chat by what the button carries', () => {
    expect(decodeCardAction(fixture('card-button-private'))?.conversation).toEqual(PRIVATE)
  })
})

it('takes no event without an id, which every other such event would seem to repeat', () => {
  const nameless = { header: { event_id: undefined } }
  expect(decodeCardAction(fixture('card-button', nameless))).toBeUndefined()
  expect(decodeBotAdded(fixture('bot-added', nameless))).toBeUndefined()
})

it('reads the welcome to a group', () => {
  expect(decodeBotAdded(fixture('bot-added'))).toEqual({
    kind: 'bot_added',
    platform: 'feishu',
    eventKey: 'event:b-1',
    at: '2020-10-29T13:14:58.000Z',
    conversation: { platform: 'feishu', kind: 'group', id: 'oc_new' },
    sender: 'ou_zhangsan',
    chatName: '618 项目群',
  })
})

it.each([
  ['1603977298', '2020-10-29T13:14:58.000Z'],
  ['1603977298123', '2020-10-29T13:14:58.123Z'],
  ['1603977298123456', '2020-10-29T13:14:58.123Z'],
  ['soon', undefined],
  ['', undefined],
])('reads the time %s', (value, expected) => {
  expect(instant(value)).toBe(expected)
})
