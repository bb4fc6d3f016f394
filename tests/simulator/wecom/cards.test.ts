import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeService } from './fake-service.ts'
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

const send = (card: Record<string, unknown>, more = {}) => sim.send('template_card', card, more)
const update = async (body: Record<string, unknown>) =>
  sim.post(`message/update_template_card?access_token=${await sim.token()}`, { agentid: APP.agentId, ...body })
const titles = (person: string) => sim.seen(sim.privately(person)).map(({ title }) => title)
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, text: `选项${index}` }))

const NOTICE = { card_type: 'text_notice', main_title: { title: '通知' }, card_action: { type: 1, url: 'https://a' } }
const NEWS = { ...NOTICE, card_type: 'news_notice', card_image: { url: 'https://a/b.png', aspect_ratio: 2 } }
const VOTE = {
  card_type: 'vote_interaction',
  main_title: { title: '选一个' },
  task_id: 'vote-1',
  checkbox: { question_key: 'q', mode: 1, option_list: options(20) },
  submit_button: { text: '提交', key: 'submit' },
}
const MULTIPLE = {
  card_type: 'multiple_interaction',
  main_title: { title: '多选' },
  task_id: 'multiple-1',
  select_list: ['a', 'b', 'c'].map((key) => ({ question_key: key, title: key, option_list: options(10) })),
  submit_button: { text: '提交', key: 'submit' },
}

describe('accepted', () => {
  it.each([
    ['a text notice', NOTICE],
    ['a text notice with a text only', { ...NOTICE, main_title: undefined, sub_title_text: '正文' }],
    ['a news notice', NEWS],
    [
      'a news notice with a picture beside a text',
      { ...NEWS, card_image: undefined, image_text_area: { image_url: 'https://a' } },
    ],
  ])('%s, without a response_code', async (_name, card) => {
    const sent = await send(card)
    expect(sent).toMatchObject({ errcode: 0, msgid: expect.any(String) })
    expect(sent).not.toHaveProperty('response_code')
  })

  it.each([
    ['buttons', approval('t1')],
    ['a vote', VOTE],
    ['several choices', MULTIPLE],
    [
      'a notice with a menu',
      { ...NOTICE, task_id: 't1', action_menu: { desc: '更多', action_list: [{ text: '静音', key: 'mute' }] } },
    ],
  ])('%s, with a response_code', async (_name, card) => {
    expect(await send(card)).toMatchObject({ errcode: 0, response_code: expect.any(String) })
  })
})

describe('refused with 40058', () => {
  const long = 'k'.repeat(1025)
  it.each([
    ['an unknown type', { ...NOTICE, card_type: 'poem' }],
    ['no title', { ...approval('t1'), main_title: { desc: 'x' } }],
    ['a notice without an action', { ...NOTICE, card_action: undefined }],
    ['an action without a URL', { ...NOTICE, card_action: { type: 1 } }],
    ['an action that does nothing', { ...NOTICE, card_action: { type: 0 } }],
    ['news without a picture', { ...NEWS, card_image: undefined }],
    ['a picture too wide', { ...NEWS, card_image: { url: 'https://a', aspect_ratio: 3 } }],
    ['five vertical rows', { ...NEWS, vertical_content_list: Array(5).fill({ title: 'x' }) }],
    ['four jumps', { ...NOTICE, jump_list: Array(4).fill({ title: 'x' }) }],
    ['a question to a bot', { ...NOTICE, jump_list: [{ type: 3, title: 'x', question: 'y' }] }],
    ['no buttons', { ...approval('t1'), button_list: [] }],
    [
      'seven buttons',
      { ...approval('t1'), button_list: Array.from({ length: 7 }, (_, key) => ({ text: 'x', key: `${key}` })) },
    ],
    [
      'a key twice',
      {
        ...approval('t1'),
        button_list: [
          { text: 'a', key: 'k' },
          { text: 'b', key: 'k' },
        ],
      },
    ],
    ['a key too long', { ...approval('t1'), button_list: [{ text: 'a', key: long }] }],
    ['a button without words', { ...approval('t1'), button_list: [{ text: '', key: 'k' }] }],
    ['a link without a URL', { ...approval('t1'), button_list: [{ text: 'a', type: 1 }] }],
    ['seven rows', { ...approval('t1'), horizontal_content_list: Array(7).fill({ keyname: 'a', value: 'b' }) }],
    [
      'a member without a userid',
      { ...approval('t1'), horizontal_content_list: [{ type: 3, keyname: 'a', value: 'b' }] },
    ],
    ['eleven options', { ...approval('t1'), button_selection: { question_key: 'q', option_list: options(11) } }],
    [
      'an option twice',
      { ...approval('t1'), button_selection: { question_key: 'q', option_list: [...options(1), ...options(1)] } },
    ],
    ['a vote without an end', { ...VOTE, submit_button: undefined }],
    ['a vote of 21', { ...VOTE, checkbox: { question_key: 'q', option_list: options(21) } }],
    [
      'four questions',
      { ...MULTIPLE, select_list: [...MULTIPLE.select_list, { question_key: 'd', option_list: options(1) }] },
    ],
    [
      'four actions in the menu',
      {
        ...approval('t1'),
        action_menu: { action_list: Array.from({ length: 4 }, (_, key) => ({ text: 'x', key: `${key}` })) },
      },
    ],
    ['a list that is none', { ...approval('t1'), button_list: 'x' }],
  ])('%s', async (_name, card) => {
    expect(await send(card)).toMatchObject({ errcode: 40058 })
    expect(sim.platform.messages(false)).toEqual([])
  })

  it('callback cards of an app without a verified callback URL, but not notices', async () => {
    const deaf = await run()
    expect(await deaf.send('template_card', approval('t1'))).toMatchObject({ errcode: 40058 })
    expect(await deaf.send('template_card', NOTICE)).toMatchObject({ errcode: 0 })
    await deaf.stop()
  })
})

describe('task_id', () => {
  it('is needed, of a certain form, and used once', async () => {
    for (const wrong of [undefined, '', '中文', 'a b', 'x'.repeat(129)])
      expect(await send({ ...approval('t1'), task_id: wrong })).toMatchObject({ errcode: 42014 })
    expect(await send(approval('t1_@-Z'))).toMatchObject({ errcode: 0 })
    expect(await send(approval('t1_@-Z'))).toMatchObject({ errcode: 42014 })
  })

  it('is still free after a refused message', async () => {
    expect(await send(approval('t1'), { touser: 'nobody' })).toMatchObject({ errcode: 81013 })
    expect(await send(approval('t1'))).toMatchObject({ errcode: 0 })
  })
})

describe('update_template_card', () => {
  it('changes the card of those named, once per response_code', async () => {
    const { response_code } = await send(approval('t1'), { touser: 'LiLei|007|hanmeimei' })
    const template_card = { ...NOTICE, main_title: { title: '已通过' } }
    const answer = await update({ response_code, userids: ['lilei', 'hanmeimei', 'nobody'], template_card })
    expect(answer).toMatchObject({ errcode: 0, invaliduser: ['nobody'] })
    expect([titles('li'), titles('han'), titles('hanmei')]).toEqual([['已通过'], ['预算审批 #42'], ['已通过']])
    expect(await update({ response_code, atall: 1, template_card })).toMatchObject({ errcode: 40058 })
    expect(titles('han')).toEqual(['预算审批 #42'])
  })

  it('reaches everybody by atall, and greys the buttons by replace_name', async () => {
    const { response_code } = await send(approval('t1'), { touser: 'LiLei|007' })
    expect(await update({ response_code, atall: 1, button: { replace_name: '已处理' } })).toMatchObject({ errcode: 0 })
    for (const person of ['li', 'han'])
      expect(sim.seen(sim.privately(person))).toMatchObject([
        { title: '预算审批 #42', buttons: [{ label: '已处理', disabled: true }], editedAt: expect.any(String) },
      ])
  })

  it('keeps the task_id of the card, whatever the update says', async () => {
    const { response_code } = await send(approval('t1'))
    expect(await update({ response_code, atall: 1, template_card: approval('other') })).toMatchObject({ errcode: 0 })
    expect(sim.seen(sim.privately('li'))).toMatchObject([{ native: { template_card: { task_id: 't1' } } }])
  })

  it('works for 72 hours', async () => {
    const button = { replace_name: 'x' }
    const early = await send(approval('t1'))
    const late = await send(approval('t2'))
    await sim.later(71)
    expect(await update({ response_code: early.response_code, atall: 1, button })).toMatchObject({ errcode: 0 })
    await sim.later(1)
    expect(await update({ response_code: late.response_code, atall: 1, button })).toMatchObject({ errcode: 40058 })
  })

  it('does not spend the code on a refusal', async () => {
    const { response_code } = await send(approval('t1'))
    const button = { replace_name: 'x' }
    for (const body of [{}, { button, template_card: NOTICE }, { template_card: { card_type: 'x' } }, { button: {} }])
      expect(await update({ response_code, atall: 1, ...body })).toMatchObject({ errcode: 40058 })
    expect(await update({ response_code, button })).toMatchObject({ errcode: 82001 })
    expect(await update({ response_code, atall: 1, button, agentid: 5 })).toMatchObject({ errcode: 301002 })
    expect(await update({ response_code: 'made-up', atall: 1, button })).toMatchObject({ errcode: 40058 })
    expect(await update({ response_code, atall: 1, button })).toMatchObject({ errcode: 0 })
  })
})
