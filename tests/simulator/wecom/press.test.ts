// A person presses a card of the app in the private chat.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, FakeService, reply } from './fake-service.ts'
import { APP, approval, type Running, run } from './support.ts'

let service: FakeService
let sim: Running

beforeEach(async () => {
  service = new FakeService()
  sim = await run({ app: { callbackUrl: await service.listen() } })
  await sim.platform.subscribed()
})
afterEach(async () => {
  await sim.stop()
  await service.close()
})

/** Sends the card to 李雷 and presses the button. */
async function pressed(card: Record<string, unknown>, button: string, values: Record<string, unknown> = {}) {
  const sent = await sim.send('template_card', card)
  return sim.platform.press({ message: String(sent.msgid), from: 'li', button, values })
}
const li = () => sim.seen(sim.privately('li')).at(-1)
const answer = (what: Answer) => {
  service.answer = () => what
}
const BUTTON = '<Button><ReplaceName><![CDATA[已同意]]></ReplaceName></Button>'
const CARD = `<TemplateCard><CardType>button_interaction</CardType><Source><IconUrl>https://a</IconUrl><Desc>营销系统</Desc><DescColor>1</DescColor></Source>
<MainTitle><Title><![CDATA[已通过 <&>]]></Title><Desc>李雷同意</Desc></MainTitle><SubTitleText>正文</SubTitleText>
<HorizontalContentList><KeyName>金额</KeyName><Value>¥12,000</Value></HorizontalContentList>
<HorizontalContentList><KeyName>申请人</KeyName><Value>韩梅</Value><Type>3</Type><UserId>007</UserId></HorizontalContentList>
<ButtonSelection><QuestionKey>q</QuestionKey><Title>级别</Title><Disable>true</Disable><SelectedId>p2</SelectedId><OptionList><Id>p1</Id><Text>高</Text></OptionList><OptionList><Id>p2</Id><Text>低</Text></OptionList></ButtonSelection>
<ButtonList><Text>撤回</Text><Style>2</Style><Key>undo</Key></ButtonList><ReplaceText>已同意</ReplaceText></TemplateCard>`

describe('the event', () => {
  it('names the button, the card and a response_code', async () => {
    expect(await pressed(approval('t1'), 'approve:42')).toEqual({ status: 'ok' })
    expect(service.received[0]?.event).toEqual({
      ToUserName: APP.corpId,
      FromUserName: 'LiLei',
      CreateTime: expect.any(String),
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'approve:42',
      TaskId: 't1',
      CardType: 'button_interaction',
      ResponseCode: expect.any(String),
      AgentID: String(APP.agentId),
    })
  })

  it('carries what is selected: given by value or label, or from the start', async () => {
    const option_list = [
      { id: 'p1', text: '高' },
      { id: 'p2', text: '低' },
    ]
    const card = {
      card_type: 'multiple_interaction',
      main_title: { title: '选' },
      task_id: 't1',
      select_list: [
        { question_key: 'a', option_list },
        { question_key: 'b', option_list, selected_id: 'p2' },
        { question_key: 'c', option_list },
      ],
      submit_button: { text: '提交', key: 'submit' },
    }
    expect(await pressed(card, 'submit', { a: 'p2', c: '低' })).toEqual({ status: 'ok' })
    expect(service.received[0]?.event.SelectedItems).toEqual({
      SelectedItem: ['a', 'b', 'c'].map((QuestionKey) => ({ QuestionKey, OptionIds: { OptionId: 'p2' } })),
    })
  })

  it('of a vote carries all that is ticked', async () => {
    const options = ['o1', 'o2', 'o3'].map((id) => ({ id, text: id }))
    const card = {
      card_type: 'vote_interaction',
      main_title: { title: '投票' },
      task_id: 't1',
      checkbox: { question_key: 'q', mode: 1, option_list: options },
      submit_button: { text: '提交', key: 'submit' },
    }
    await pressed(card, 'submit', { q: ['o1', 'o3'] })
    expect(service.received[0]?.xml).toContain(
      '<SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds><OptionId><![CDATA[o1]]></OptionId><OptionId><![CDATA[o3]]></OptionId></OptionIds></SelectedItem>',
    )
    const again = (values: Record<string, unknown>) =>
      sim.platform.press({ message: li()?.id ?? '', from: 'li', button: 'submit', values })
    await expect(again({})).rejects.toMatchObject({ status: 422 })
    await expect(again({ q: 'o9' })).rejects.toMatchObject({ status: 422 })
    await expect(again({ other: 'o1' })).rejects.toMatchObject({ status: 422 })
    expect(service.received).toHaveLength(1)
  })

  it('of the menu is another one, without selections', async () => {
    const menu = { action_menu: { desc: '更多', action_list: [{ text: '静音', key: 'mute' }] } }
    const button_selection = { question_key: 'q', option_list: [{ id: 'a', text: 'a' }] }
    await pressed(approval('t1', { ...menu, button_selection }), 'mute')
    expect(service.received[0]?.event).toMatchObject({ Event: 'template_card_menu_event', EventKey: 'mute' })
    expect(service.received[0]?.event).not.toHaveProperty('SelectedItems')
  })
})

describe('the answer', () => {
  it('update_button greys the buttons for who pressed, and only there', async () => {
    answer({ reply: reply('LiLei', 'update_button', BUTTON) })
    const sent = await sim.send('template_card', approval('t1'), { touser: 'LiLei|007' })
    const message = `${sent.msgid}.1`
    const again = () => sim.platform.press({ message, from: 'li', button: 'approve:42', values: {} })
    expect(await again()).toEqual({ status: 'ok' })
    expect(li()).toMatchObject({ id: message, buttons: [{ label: '已同意', disabled: true }] })
    expect(sim.seen(sim.privately('han'))[0]?.buttons).toHaveLength(2)
    expect(await again()).toEqual({ status: 'disabled' })
    expect(await sim.platform.press({ message, from: 'li', button: 'replaced', values: {} })).toEqual({
      status: 'disabled',
    })
    expect(service.received).toHaveLength(1)
  })

  it('update_template_card puts another card in its place', async () => {
    answer({ reply: reply('LiLei', 'update_template_card', CARD) })
    expect(await pressed(approval('t1'), 'approve:42')).toEqual({ status: 'ok' })
    expect(li()).toMatchObject({
      title: '已通过 <&>',
      text: '营销系统\n李雷同意\n正文\n金额 ¥12,000\n申请人 韩梅',
      fields: [
        { label: '金额', value: '¥12,000' },
        { label: '申请人', value: '韩梅' },
      ],
      buttons: [{ label: '已同意', disabled: true }],
      inputs: [{ name: 'q', kind: 'select', label: '级别', options: [{ value: 'p1' }, { value: 'p2' }] }],
      native: {
        template_card: {
          task_id: 't1',
          source: { icon_url: 'https://a', desc_color: 1 },
          horizontal_content_list: [{ keyname: '金额' }, { type: 3, userid: '007' }],
          button_selection: { disable: true, selected_id: 'p2' },
          button_list: [{ text: '撤回', style: 2, key: 'undo' }],
        },
      },
    })
  })

  it('with the response_code of the event reaches the others too', async () => {
    const sent = await sim.send('template_card', approval('t1'), { touser: 'LiLei|007' })
    await sim.platform.press({ message: `${sent.msgid}.2`, from: 'han', button: 'reject:42', values: {} })
    const body = {
      agentid: APP.agentId,
      response_code: service.received[0]?.event.ResponseCode,
      atall: 1,
      button: { replace_name: '已驳回' },
    }
    const spend = async () => sim.post(`message/update_template_card?access_token=${await sim.token()}`, body)
    expect(await spend()).toMatchObject({ errcode: 0 })
    for (const person of ['li', 'han']) expect(sim.seen(sim.privately(person))[0]?.buttons).toHaveLength(1)
    expect(await spend()).toMatchObject({ errcode: 40058 })
    // That of the message itself is another one.
    expect(body.response_code).not.toBe(sent.response_code)
  })

  it('of text is said in the chat', async () => {
    answer({ reply: reply('LiLei', 'text', '<Content>好</Content>') })
    expect(await pressed(approval('t1'), 'approve:42')).toEqual({ status: 'ok' })
    expect(li()).toMatchObject({ kind: 'text', text: '好' })
  })

  it('that the platform would refuse is an error, and the card stays', async () => {
    answer({ reply: reply('LiLei', 'update_template_card', '<TemplateCard><CardType>poem</CardType></TemplateCard>') })
    expect(await pressed(approval('t1'), 'approve:42')).toMatchObject({
      status: 'error',
      error: expect.stringContaining('card_type'),
    })
    answer({ raw: 'nonsense' })
    expect(await pressed(approval('t2'), 'approve:42')).toMatchObject({ status: 'error' })
    expect(li()).toMatchObject({ title: '预算审批 #42' })
  })

  it('with another status is asked for three times', async () => {
    answer({ status: 503 })
    expect(await pressed(approval('t1'), 'approve:42')).toEqual({ status: 'error', error: 503 })
    expect(service.received).toHaveLength(3)
  })

  it('that got lost is asked for again', async () => {
    sim.platform.faults.add({ path: 'event/template_card_event' }, { kind: 'lost_answer' }, 1)
    answer({ reply: reply('LiLei', 'update_button', BUTTON) })
    expect(await pressed(approval('t1'), 'approve:42')).toEqual({ status: 'ok' })
    expect(service.received).toHaveLength(2)
  })
})

describe('impossible', () => {
  it('without a service', async () => {
    const sent = await sim.send('template_card', approval('t1'))
    await service.close()
    const made = { message: String(sent.msgid), from: 'li', button: 'approve:42', values: {} }
    expect(await sim.platform.press(made)).toEqual({ status: 'unreachable' })
    sim.platform.subscribe({ mode: 'webhook', url: 'http://127.0.0.1:1/' })
    expect(await sim.platform.press(made)).toEqual({ status: 'unreachable' })
  })

  it('for strangers, on other messages, and with other buttons', async () => {
    const sent = await sim.send('template_card', approval('t1'))
    const text = await sim.send('text', { content: 'x' })
    const press = (message: unknown, from: string, button = 'approve:42', values = {}) =>
      sim.platform.press({ message: String(message), from, button, values })
    await expect(press(sent.msgid, 'han')).rejects.toMatchObject({ status: 403 })
    await expect(press(sent.msgid, 'nobody')).rejects.toMatchObject({ status: 404 })
    await expect(press('nothing', 'li')).rejects.toMatchObject({ status: 404 })
    await expect(press(text.msgid, 'li')).rejects.toMatchObject({ status: 422 })
    await expect(press(sent.msgid, 'li', 'other')).rejects.toMatchObject({ status: 422 })
    await expect(press(sent.msgid, 'li', 'approve:42', { x: 1 })).rejects.toMatchObject({ status: 422 })
    sim.platform.recall(String(sent.msgid))
    await expect(press(sent.msgid, 'li')).rejects.toMatchObject({ status: 404 })
    expect(() => sim.platform.recall(String(sent.msgid))).toThrow(expect.objectContaining({ status: 404 }))
    expect(service.received).toEqual([])
  })
})

it('a link leads somewhere and calls nobody', async () => {
  const link = { text: '打开', type: 1, url: 'https://a/42' }
  const card = approval('t1', { button_list: [{ text: '同意', key: 'ok' }, link] })
  expect(await pressed(card, 'link2')).toEqual({ status: 'ok', url: 'https://a/42' })
  const sent = await sim.send('textcard', { title: 't', description: 'd', url: 'https://a/1' })
  const made = { message: String(sent.msgid), from: 'li', button: 'open', values: {} }
  expect(await sim.platform.press(made)).toEqual({ status: 'ok', url: 'https://a/1' })
  expect(service.received).toEqual([])
})
