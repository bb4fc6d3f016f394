import { describe, expect, it } from 'vitest'
import { decodeMessage } from '../../../../src/adapters/messengers/dingtalk/decode.ts'
import { decodeCardAction } from '../../../../src/adapters/messengers/dingtalk/decode-card.ts'
import { calledStaff } from '../../../../src/adapters/messengers/dingtalk/mentions.ts'
import { NOW } from '../kit.ts'
import { fixture, GROUP, type Json, WANG } from './support.ts'

const CONTEXT = {
  robotCode: 'dingmkproject',
  robotName: '营销助手',
  names: new Map([['lisi01', '李四']]),
  receivedAt: NOW,
}
const message = (name: string, edit: Json = {}) => decodeMessage(fixture(name, edit), CONTEXT)

describe('a message', () => {
  it('in private is addressed, and its chat is the person', () => {
    expect(message('text-private')).toEqual({
      kind: 'message',
      platform: 'dingtalk',
      eventKey: 'message:dingmkproject:msgHq3v0000000000000000==',
      at: '2026-10-12T01:59:59.123Z',
      conversation: WANG,
      sender: 'manager4220',
      messageId: 'msgHq3v0000000000000000==',
      text: '我的任务',
      mentions: [],
      addressed: true,
      mentionsAll: false,
      attachments: [],
    })
  })

  it('in a group belongs to the group', () => {
    expect(message('text-group')).toMatchObject({ conversation: GROUP, text: '新建任务 落地页', mentions: [] })
  })

  it('gets back the names that the platform took out, the robot apart', () => {
    expect(message('text-group-mentions')).toMatchObject({
      text: '给 加任务 落地页 @李四 @外部人员',
      mentions: [
        { accountId: 'lisi01', name: '李四' },
        { accountId: '$:LWCP_v1:$outsider', name: '外部人员' },
      ],
    })
    expect(calledStaff(fixture('text-group-mentions'))).toEqual(['lisi01'])
  })

  it('calls whom nobody can name by the id', () => {
    const unnamed = decodeMessage(fixture('text-group-mentions'), { ...CONTEXT, names: new Map() })
    expect(unnamed).toMatchObject({ text: '给 加任务 落地页 @lisi01 @外部人员', mentions: [{ name: 'lisi01' }, {}] })
  })

  it('of rich text keeps names where they stood, loses the robot and finds pictures', () => {
    expect(message('rich-text')).toMatchObject({
      text: '新建任务 落地页 派给@李四 本周五',
      mentions: [{ accountId: 'lisi01', name: '李四' }],
      attachments: [{ kind: 'image', key: 'mIofN-dl', name: '' }],
    })
  })

  it('of somebody from outside is said by the encrypted id', () => {
    const sender = '$:LWCP_v1:$senderwangwu'
    expect(message('text-no-staff-id')).toMatchObject({ sender, conversation: { kind: 'private', id: sender } })
  })

  it.each([
    ['text-quote', 'msgOriginal=='],
    ['text-quote-card', 'carrier-1'],
    ['picture-quote', 'msgPic=='],
    ['text-no-quote', undefined],
    ['text-private', undefined],
  ])('(%s) quotes %s', (name, replyTo) => {
    expect(message(name)?.replyTo).toBe(replyTo)
  })

  it.each([
    ['picture', { text: '', attachments: [{ kind: 'image', key: 'mIofN681YE3f', name: '' }] }],
    ['file', { text: '', attachments: [{ kind: 'file', key: 'mIofN-file', name: '排期.xlsx' }] }],
    ['audio-recognised', { text: '今天工时三小时', attachments: [] }],
    ['audio', { text: '', unsupported: 'audio' }],
    ['video', { text: '', unsupported: 'video' }],
    ['unknown', { text: '', unsupported: 'unknownMsgType' }],
    ['chat-record', { text: '', unsupported: 'chatRecord' }],
  ])('of kind %s is read as %j', (name, expected) => {
    expect(message(name)).toMatchObject(expected)
    if (!('unsupported' in expected)) expect(message(name)).not.toHaveProperty('unsupported')
  })

  it('tells an instant however it is written', () => {
    expect(message('text-private', { createAt: '1791770399123' })?.at).toBe('2026-10-12T01:59:59.123Z')
    expect(message('text-private', { createAt: undefined, createA: 1791770399123 })?.at).toContain('59.123Z')
    expect(message('text-private', { createAt: 'soon' })?.at).toBe(NOW.toISOString())
  })

  it('says if it was only overheard', () => {
    expect(message('text-group', { isInAtList: false })?.addressed).toBe(false)
    expect(message('text-group', { isInAtList: undefined })?.addressed).toBe(true)
  })

  it.each([
    ['msgId', 'text-private'],
    ['conversationId', 'text-group'],
  ])('without %s is none', (field, name) => {
    expect(message(name, { [field]: undefined })).toBeUndefined()
  })

  it('without any sender is none', () => {
    expect(message('text-private', { senderStaffId: undefined, senderId: undefined })).toBeUndefined()
  })
})

describe('a press', () => {
  const press = (name: string, edit: Json = {}) =>
    decodeCardAction(fixture(name, edit), { id: 'd1', at: NOW.toISOString() })
  const PRESSED = {
    kind: 'card_action',
    platform: 'dingtalk',
    eventKey: 'card:d1',
    at: NOW.toISOString(),
    conversation: GROUP,
    sender: 'manager4220',
    messageId: 'mems-0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
    action: 'budget.approve',
    args: { approval: 'A-1' },
    cardVersion: 1,
  }

  it.each(['card-button', 'card-button-object', 'card-button-value-only'])('(%s) names action and place', (name) => {
    expect(press(name)).toEqual(PRESSED)
  })

  it('finds the group behind the prefix of a space', () => {
    expect(press('card-button', { spaceId: 'dtv1.card//IM_GROUP.cidGroup618==' })?.conversation).toEqual(GROUP)
    expect(press('card-button', { spaceId: 'dtv1.card//im_group.cidGroup618==' })?.conversation).toEqual(GROUP)
  })

  it('in a private chat is answered there, whatever the space is called', () => {
    expect(press('card-button-private')?.conversation).toEqual(WANG)
  })

  it('is of whom the platform says, never of whom the card says', () => {
    expect(press('card-forged-inside')?.sender).toBe('manager4220')
    expect(press('card-no-user')).toBeUndefined()
  })

  it('brings the form, beside the private data or inside', () => {
    expect(press('card-form-beside')?.form).toEqual({
      title: '落地页',
      due: '2026-12-01',
      owner: 'lisi01',
      tags: 'a,b',
      urgent: 'true',
    })
    expect(press('card-form-inside')).toMatchObject({ action: 'task.create', form: { title: '落地页' } })
  })

  it('on a button that is not ours is none', () => {
    expect(press('card-foreign')).toBeUndefined()
  })

  it('without a card or a delivery is none', () => {
    expect(press('card-button', { outTrackId: '' })).toBeUndefined()
    expect(decodeCardAction(fixture('card-button'), { id: '', at: NOW.toISOString() })).toBeUndefined()
  })
})
