import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  APP,
  at,
  buttons,
  type Client,
  CREATE,
  cardTo,
  GROUP,
  type Running,
  run,
  TO_GROUP,
  TO_PEOPLE,
  TOPIC_ROBOT,
  toGroup,
  until,
} from './support.ts'

let sim: Running
let client: Client

beforeEach(async () => {
  sim = await run()
  client = await sim.connect()
})
afterEach(async () => {
  vi.useRealTimers()
  await sim.stop()
})

const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true }
const id = () => sim.views().at(-1)?.id ?? ''
const press = (button: string, more: { from?: string; values?: Record<string, unknown>; message?: string } = {}) =>
  sim.platform.press({ message: id(), from: 'li', button, values: {}, ...more })
const create = (params: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  sim.api('POST', CREATE, cardTo(params, more))
/** Answers card callbacks with this response. */
const answerWith = (response: unknown) => {
  client.answer = () => ({ data: { response } })
}

const FORM = JSON.stringify({
  fields: [
    { name: 'goal', label: '目标', type: 'TEXT', required: true },
    { name: 'note', label: '备注', type: 'TEXT_AREA', required: false, defaultValue: '无' },
    { name: 'budget', label: '预算', type: 'NUMBER', required: false },
    { name: 'day', label: '日期', type: 'DATE', required: false },
    { name: 'moment', label: '时刻', type: 'DATETIME', required: false },
    {
      name: 'kind',
      label: '类型',
      type: 'SELECT',
      required: false,
      options: options('poster', '海报', 'video', '视频'),
    },
    { name: 'kinds', label: '渠道', type: 'MULTI_SELECT', required: false, options: options('a', '甲', 'b', '乙') },
    { name: 'one', label: '单选', type: 'CHECKBOX_GROUP', required: false, options: options('a', '甲') },
    {
      name: 'many',
      label: '多选',
      type: 'MULTI_CHECKBOX_GROUP',
      required: false,
      options: options('a', '甲', 'b', '乙'),
    },
    { name: 'sure', label: '确定', type: 'SWITCH', required: false },
  ],
})

function options(...pairs: string[]): { value: string; text: string }[] {
  const texts = pairs.filter((_, index) => index % 2 === 1)
  return pairs.filter((_, index) => index % 2 === 0).map((value, index) => ({ value, text: texts[index] ?? '' }))
}

describe('a button of the template', () => {
  it('calls back with the presser at the top and the action inside', async () => {
    await create({ title: '审批', buttons: buttons('agree', 'reject') }, { outTrackId: 'appr-1' })
    expect(await press('agree')).toEqual({ status: 'ok' })
    const inner = JSON.stringify({ cardPrivateData: { actionIds: ['agree'], params: {} } })
    expect(client.cards[0]?.data).toEqual({
      type: 'actionCallback',
      outTrackId: 'appr-1',
      userId: 'u1',
      userIdType: 1,
      corpId: APP.corpId,
      spaceId: GROUP,
      spaceType: 'im',
      extension: '{}',
      content: inner,
      value: inner,
    })
  })

  it('shows the answer: the card for everybody, a line for the presser', async () => {
    await create({ title: '待审批', body: '海报', buttons: buttons('agree') })
    answerWith({
      cardUpdateOptions: BY_KEY,
      cardData: { cardParamMap: { title: '已通过', buttons: '[]' } },
      userPrivateData: { cardParamMap: { notice: '已记录' } },
    })
    expect(await press('agree')).toEqual({ status: 'ok', toast: { type: 'info', content: '已记录' } })
    expect(sim.views()[0]).toMatchObject({ title: '已通过', text: '海报', buttons: [] })
    expect(sim.platform.viewFor(id(), 'li')).toMatchObject({ text: '海报\n已记录' })
    expect(sim.platform.viewFor(id(), 'han')).toMatchObject({ text: '海报' })
  })

  it('replaces everything when the answer has no flags, and leaves the private data of others', async () => {
    await create(
      { title: '待审批', body: '海报', buttons: buttons('agree') },
      { privateData: { u12: { cardParamMap: { tag: '乙' } } } },
    )
    answerWith({ cardData: { cardParamMap: { title: '已通过' } }, userPrivateData: { cardParamMap: { tag: '甲' } } })
    await press('agree')
    expect(sim.platform.viewFor(id(), 'li')).toMatchObject({ title: '已通过', text: '甲' })
    expect(sim.platform.viewFor(id(), 'han')).toMatchObject({ title: '已通过', text: '乙' })
  })

  it.each([
    ['a code', { code: 500, data: {} }, 'code 500'],
    ['a response that is no object', { data: { response: 'ok' } }, 'the response is no JSON object'],
    [
      'a value that is no text',
      { data: { response: { cardData: { cardParamMap: { title: 1 } } } } },
      'the value of title must be a string',
    ],
  ])('fails for %s in the answer, and the card stays', async (_name, answer, error) => {
    await create({ title: '待审批', buttons: buttons('agree') })
    client.answer = () => answer
    expect(await press('agree')).toEqual({ status: 'error', error })
    expect(sim.views()[0]).toMatchObject({ title: '待审批' })
  })

  it('fails after 2 s without an answer, and is not sent again', async () => {
    await create({ title: '待审批', buttons: buttons('agree') })
    client.answer = () => undefined
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let result: unknown
    const pressed = press('agree').then((made) => {
      result = made
    })
    await until('called', () => client.cards.length === 1)
    await vi.advanceTimersByTimeAsync(1_999)
    expect(result).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    await pressed
    expect(result).toEqual({ status: 'timeout', error: 'timeout' })
    vi.useRealTimers()
    await sim.advance(300)
    await sim.platform.ping()
    expect(client.cards).toHaveLength(1)
  })

  it('reaches nobody when nobody subscribed, or the card never said how it calls back', async () => {
    await create({ title: '待审批', buttons: buttons('agree') }, { callbackType: undefined })
    expect(await press('agree')).toEqual({ status: 'unreachable', error: 'none' })
    client.close()
    await until('closed', () => sim.platform.connections.length === 0)
    await sim.connect([{ type: 'CALLBACK', topic: TOPIC_ROBOT }])
    await create({ title: '待审批', buttons: buttons('agree') })
    expect(await press('agree')).toEqual({ status: 'unreachable', error: 'none' })
  })

  it('that is disabled calls nobody', async () => {
    await create({ title: 'x', buttons: JSON.stringify([{ id: 'a', label: '甲', style: 'default', disabled: true }]) })
    expect(await press('a')).toEqual({ status: 'disabled' })
    expect(client.cards).toEqual([])
  })

  it('is the one that the presser sees', async () => {
    const privateData = { u1: { cardParamMap: { buttons: buttons('agree') } } }
    await create({ title: '审批', buttons: '[]' }, { privateData })
    await expect(press('agree', { from: 'han' })).rejects.toMatchObject({ status: 422 })
    expect(await press('agree')).toEqual({ status: 'ok' })
  })

  it('cannot be pressed by those to whom the card was not delivered, nor when it is gone', async () => {
    const imGroupOpenDeliverModel = { robotCode: APP.robotCode, recipients: ['u1'] }
    await create({ title: '审批', buttons: buttons('agree') }, { imGroupOpenDeliverModel })
    await expect(press('agree', { from: 'han' })).rejects.toMatchObject({ status: 403 })
    const message = id()
    sim.platform.recall(message)
    await expect(press('agree', { message })).rejects.toMatchObject({ status: 404 })
  })
})

describe('a form', () => {
  const form = (values: Record<string, unknown>) => press('send', { values })

  it('is left by a button that is no answer, whatever is required', async () => {
    const cancel = JSON.stringify([{ id: 'cancel', label: '取消', style: 'default', disabled: false }])
    await create({ title: '新建', form: FORM, form_btn: cancel })
    expect(await press('cancel')).toEqual({ status: 'ok' })
    expect(String(client.cards[0]?.data.content)).not.toContain('"form"')
  })

  it('sends its values with the button, each as its field codes it', async () => {
    await create({ title: '新建', form: FORM, form_btn: buttons('send') })
    const values = {
      goal: '转化',
      budget: 5000,
      day: '2026-12-01',
      moment: '2026-12-01 07:07',
      kind: '视频',
      kinds: ['乙', 'a'],
      one: '甲',
      many: ['b'],
      sure: true,
    }
    expect(await form(values)).toEqual({ status: 'ok' })
    const inner = JSON.parse(String(client.cards[0]?.data.content)) as unknown
    expect(inner).toEqual({
      cardPrivateData: {
        actionIds: ['send'],
        params: {
          form: {
            goal: '转化',
            note: '无',
            budget: '5000',
            day: '2026-12-01',
            moment: '2026-12-01 07:07',
            kind: { index: 1, value: 'video' },
            kinds: { index: [1, 0], value: ['b', 'a'] },
            one: 'a',
            many: ['b'],
            sure: true,
          },
        },
      },
    })
  })

  it.each([
    ['a missing required value', {}, /goal is required/],
    ['an unknown input', { goal: 'x', nope: 1 }, /no input nope/],
    ['a choice that is not offered', { goal: 'x', kind: '广播' }, /not among the options/],
    ['a number that is none', { goal: 'x', budget: '五千' }, /is no number/],
    ['a date of another form', { goal: 'x', day: '12月1日' }, /is no date/],
  ])('is not sent for %s', async (_name, values, message) => {
    await create({ title: '新建', form: FORM, form_btn: buttons('send') })
    await expect(form(values)).rejects.toMatchObject({ status: 422, message: expect.stringMatching(message) })
    expect(client.cards).toEqual([])
  })

  it('is not sent by the other buttons', async () => {
    await create({ title: '新建', form: FORM, form_btn: buttons('send'), buttons: buttons('cancel') })
    expect(await press('cancel')).toEqual({ status: 'ok' })
    expect(at(JSON.parse(String(client.cards[0]?.data.content)), 'cardPrivateData', 'params')).toEqual({})
    await expect(press('cancel', { values: { goal: 'x' } })).rejects.toMatchObject({ status: 422 })
  })
})

describe('a button of a message', () => {
  const speak = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`
  const card = {
    title: '审批',
    text: '海报',
    buttonTitle1: '同意',
    buttonUrl1: speak('同意 A-1'),
    buttonTitle2: '查看',
    buttonUrl2: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent('https://example.com/a?b=1')}&pc_slide=true`,
  }

  it('makes the person say its words, to the robot', async () => {
    await sim.api('POST', TO_GROUP, toGroup('sampleActionCard6', card))
    expect(sim.views()[0]?.buttons).toEqual([
      { id: 'b1', label: '同意', disabled: false },
      { id: 'b2', label: '查看', disabled: false },
    ])
    expect(await press('b1', { from: 'han' })).toEqual({ status: 'ok' })
    await until('heard', () => client.robot.length === 1)
    expect(client.robot[0]?.data).toMatchObject({
      senderStaffId: 'u12',
      text: { content: ' 同意 A-1' },
      isInAtList: true,
    })
    expect(sim.views().at(-1)).toMatchObject({ from: { id: 'han' }, text: '@营销助手 同意 A-1' })
  })

  it('says them without the mention in a private chat', async () => {
    const body = {
      robotCode: APP.robotCode,
      userIds: ['u1'],
      msgKey: 'sampleActionCard6',
      msgParam: JSON.stringify(card),
    }
    await sim.api('POST', TO_PEOPLE, body)
    await press('b1')
    await until('heard', () => client.robot.length === 1)
    expect(client.robot[0]?.data).toMatchObject({ conversationType: '1', text: { content: '同意 A-1' } })
  })

  it('is not heard in a group if the client does not mention the robot', async () => {
    const other = await run({ app: { dtmdMentionsBot: false } })
    const ear = await other.connect()
    await other.api('POST', TO_GROUP, toGroup('sampleActionCard6', card))
    await other.platform.press({ message: other.views()[0]?.id ?? '', from: 'li', button: 'b1', values: {} })
    await other.platform.ping()
    expect(other.views().at(-1)).toMatchObject({ text: '同意 A-1', from: { id: 'li' } })
    expect(ear.robot).toEqual([])
    await other.stop()
  })

  it('leads to a page', async () => {
    await sim.api('POST', TO_GROUP, toGroup('sampleActionCard6', card))
    expect(await press('b2')).toEqual({ status: 'ok', url: 'https://example.com/a?b=1' })
  })

  it('can be pressed only where there is one', async () => {
    await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: '好' }))
    await expect(press('b1')).rejects.toMatchObject({ status: 422 })
    sim.say('你好')
    await expect(press('b1')).rejects.toMatchObject({ status: 400 })
  })
})
