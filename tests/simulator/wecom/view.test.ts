import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageView } from '../../../src/simulator/view/message-view.ts'
import { plainMarkdown } from '../../../src/simulator/wecom/view/markdown.ts'
import { FakeService } from './fake-service.ts'
import { approval, type Running, run } from './support.ts'

let service: FakeService
let sim: Running

beforeAll(async () => {
  service = new FakeService()
  sim = await run({ app: { callbackUrl: await service.listen() } })
  await sim.platform.subscribed()
})
afterAll(async () => {
  await sim.stop()
  await service.close()
})

async function seen(msgtype: string, content: unknown, more = {}): Promise<MessageView | undefined> {
  expect(await sim.send(msgtype, content, more)).toMatchObject({ errcode: 0 })
  return sim.seen(sim.privately('li')).at(-1)
}

const ACTION = { card_action: { type: 1, url: 'https://a' } }

describe('a card', () => {
  it('of buttons shows all its words in the order of the client', async () => {
    const view = await seen(
      'template_card',
      approval('t1', {
        source: { desc: '营销系统' },
        quote_area: { title: '引用', quote_text: '原文' },
        sub_title_text: '说明',
        button_selection: { question_key: 'q', title: '级别', option_list: [{ id: 'p1', text: '高' }] },
        action_menu: { desc: '更多', action_list: [{ text: '静音', key: 'mute' }] },
        button_list: [
          { text: '同意', key: 'ok' },
          { text: '打开', type: 1, url: 'https://a' },
        ],
      }),
    )
    expect(view).toEqual({
      id: expect.any(String),
      chat: sim.privately('li'),
      at: expect.stringMatching(/^2026-11-24T10:00:.*\+08:00$/),
      from: { id: 'bot', name: '营销系统', bot: true },
      kind: 'card',
      title: '预算审批 #42',
      text: '营销系统\n提交人 李雷\n引用\n原文\n说明\n金额 ¥12,000',
      fields: [{ label: '金额', value: '¥12,000' }],
      buttons: [
        { id: 'ok', label: '同意', disabled: false },
        { id: 'link2', label: '打开', disabled: false },
        { id: 'mute', label: '静音', disabled: false },
      ],
      inputs: [{ name: 'q', kind: 'select', label: '级别', required: false, options: [{ value: 'p1', label: '高' }] }],
      mentions: [],
      native: { msgtype: 'template_card', template_card: expect.objectContaining({ task_id: 't1' }) },
      createdAt: expect.any(Number),
    })
  })

  it('of a text notice shows what stands out and its links; what other kinds have is not shown', async () => {
    const view = await seen('template_card', {
      card_type: 'text_notice',
      main_title: { title: '日报' },
      emphasis_content: { title: '1,200', desc: '线索' },
      jump_list: [{ type: 1, title: '看板', url: 'https://a' }, { title: '只是文字' }],
      vertical_content_list: [{ title: '不显示' }],
      button_list: [{ text: '不显示', key: 'x' }],
      ...ACTION,
    })
    expect(view).toMatchObject({ title: '日报', text: '1,200\n线索\n只是文字', inputs: [] })
    expect(view?.buttons).toEqual([{ id: 'jump1', label: '看板', disabled: false }])
  })

  it('of a news notice shows its picture and rows', async () => {
    const view = await seen('template_card', {
      card_type: 'news_notice',
      main_title: { title: '海报' },
      card_image: { url: 'https://a/b.png' },
      vertical_content_list: [{ title: '主题', desc: '双12' }],
      emphasis_content: { title: '不显示' },
      ...ACTION,
    })
    expect(view).toMatchObject({ image: 'https://a/b.png', text: '主题\n双12', buttons: [] })
  })

  it('of a vote or of several choices shows questions and the submit button', async () => {
    const option_list = [{ id: 'a', text: '甲' }]
    const submit_button = { text: '提交', key: 'submit' }
    const vote = await seen('template_card', {
      card_type: 'vote_interaction',
      main_title: { title: '选哪个' },
      task_id: 't2',
      checkbox: { question_key: 'v', mode: 1, option_list },
      submit_button,
    })
    expect(vote).toMatchObject({
      buttons: [{ id: 'submit', label: '提交', disabled: false }],
      inputs: [
        { name: 'v', kind: 'multi_select', label: '选哪个', required: true, options: [{ value: 'a', label: '甲' }] },
      ],
    })
    const multiple = await seen('template_card', {
      card_type: 'multiple_interaction',
      main_title: { title: '填' },
      task_id: 't3',
      select_list: [{ question_key: 's', title: '渠道', option_list }],
      submit_button,
      replace_text: '已提交',
    })
    expect(multiple).toMatchObject({
      buttons: [{ label: '已提交', disabled: true }],
      inputs: [{ name: 's', kind: 'select', label: '渠道' }],
    })
  })

  it('with names to be filled in', async () => {
    const rows = [{ keyname: '人', value: '$userName=007$' }]
    const card = approval('t4', { main_title: { title: '$userName=lilei$ 的申请' }, horizontal_content_list: rows })
    expect(await seen('template_card', card)).toMatchObject({ title: '$userName=lilei$ 的申请' })
    const named = await seen('template_card', { ...card, task_id: 't5' }, { enable_id_trans: 1 })
    expect(named).toMatchObject({ title: '李雷 的申请', fields: [{ label: '人', value: '韩梅' }] })
  })
})

describe('other messages', () => {
  it('a textcard has one link', async () => {
    const description = '<div class="gray">昨天</div>第一行<br>第二行'
    expect(await seen('textcard', { title: '周报', description, url: 'https://a', btntxt: '看一看吧' })).toMatchObject({
      kind: 'card',
      title: '周报',
      text: '昨天\n第一行\n第二行',
      buttons: [{ id: 'open', label: '看一看吧', disabled: false }],
    })
  })

  it('news show their articles', async () => {
    const articles = [
      { title: '甲', description: '一', url: 'https://a', picurl: 'https://a/1.png' },
      { title: '乙', url: 'https://b' },
    ]
    expect(await seen('news', { articles })).toMatchObject({ title: '甲', text: '一\n乙', image: 'https://a/1.png' })
  })

  it('markdown is read without marks, with its pairs of labels and values', async () => {
    const content =
      '# 标题\n> **金额**：<font color="info">¥1</font>\n**状态** 已通过\n普通 **粗** `码` [链](https://a)'
    expect(await seen('markdown', { content })).toMatchObject({
      kind: 'text',
      text: '标题\n金额：¥1\n状态 已通过\n普通 粗 码 链',
      fields: [
        { label: '金额', value: '¥1' },
        { label: '状态', value: '已通过' },
      ],
    })
    expect(plainMarkdown('![图](https://a) >不是引用')).toBe('图 >不是引用')
  })

  it('call nobody by <@userid> in a private chat', async () => {
    expect(await seen('text', { content: '<@007>' })).toMatchObject({ text: '<@007>', mentions: [] })
    expect(await seen('text', { content: '$userName=007$' }, { enable_id_trans: 1 })).toMatchObject({ text: '韩梅' })
  })

  it('only those wanted are shown', async () => {
    const { msgid } = await sim.send('text', { content: '只要这个' })
    expect(sim.platform.messages(false, ({ id }) => id === msgid)).toMatchObject([{ text: '只要这个' }])
    expect(sim.platform.messages(false, ({ chat }) => chat === 'nowhere')).toEqual([])
    expect(sim.platform.messages(false).every((message) => message.native === undefined)).toBe(true)
  })
})
