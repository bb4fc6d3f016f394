import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Chat, Directory } from '../../../src/simulator/feishu/directory.ts'
import { viewCard } from '../../../src/simulator/feishu/view/card-view.ts'
import { fieldsOf } from '../../../src/simulator/feishu/view/fields.ts'
import { plainMarkdown } from '../../../src/simulator/feishu/view/plain-text.ts'
import { APP, button, card, GROUP, HAN, WORLD } from '../support.ts'

const directory = new Directory(WORLD, APP.appId)
const chat = directory.chatById(GROUP) as Chat
const view = (made: unknown) => viewCard(directory, chat, JSON.stringify(made))
const md = (content: string) => ({ tag: 'markdown', content })
const text = (content: string) => ({ tag: 'plain_text', content })

describe('fields', () => {
  it.each([
    ['**预算**\n¥120,000', [['预算', '¥120,000']]],
    ['**预算** ¥120,000', [['预算', '¥120,000']]],
    ['**预算:** ¥120,000', [['预算', '¥120,000']]],
    ['**预算：**¥120,000', [['预算', '¥120,000']]],
    ['**预算**：¥120,000', [['预算', '¥120,000']]],
    [
      '**预算** 1  **负责人** 韩梅',
      [
        ['预算', '1'],
        ['负责人', '韩梅'],
      ],
    ],
    [
      '**目标**\n第一行\n第二行\n**截止** 周五',
      [
        ['目标', '第一行\n第二行'],
        ['截止', '周五'],
      ],
    ],
    ['**目标**\n值\n\n另一段\n', [['目标', '值\n\n另一段']]],
    ['**目标** 值\n普通一行', [['目标', '值']]],
    ['**目标** 提升 **30%** 转化', [['目标', '提升 **30%** 转化']]],
    ['**只是粗体**', []],
    ['前面 **粗体** 后面', []],
    ['没有标签', []],
  ])('of %j', (markdown, expected) => {
    expect(fieldsOf(markdown).map(({ label, value }) => [label, value])).toEqual(expected)
  })
})

describe('plain text', () => {
  it.each([
    ['**粗** *斜* ~~删~~ `码`', '粗 斜 删 码'],
    ['[链接](https://a/b)', '链接'],
    ["<font color='red'>红</font>", '红'],
    ['a<br>b', 'a\nb'],
    ['# 标题\n> 引用', '标题\n引用'],
    ['&lt;at id=all&gt; &#42;&#x2a; &amp;', '<at id=all> ** &'],
    ['\\*不是斜体\\* 3 * 4 * 5', '*不是斜体* 3 * 4 * 5'],
  ])('of %j is %j', (markdown, plain) => {
    expect(plainMarkdown(directory, markdown)).toEqual({ text: plain, mentions: [] })
  })

  it('shows mentions by name', () => {
    expect(plainMarkdown(directory, `<at id=${HAN}></at> <at id=all></at> <at id="ou_none"></at>`)).toEqual({
      text: '@韩梅 @所有人 @ou_none',
      mentions: ['han', 'all', 'ou_none'],
    })
  })
})

describe('a card', () => {
  it('of the protocol notes is seen with its fields, inputs and buttons', () => {
    const approval = JSON.parse(readFileSync(new URL('approval-card.json', import.meta.url), 'utf8')) as unknown
    expect(view(approval)).toEqual({
      title: '待审批 · 618 预热投放',
      text: 'v3\n预算 ¥120,000  负责人 @ou_owner',
      fields: [
        { label: '预算', value: '¥120,000' },
        { label: '负责人', value: '@ou_owner' },
      ],
      buttons: [
        { id: 'approve', label: '通过', disabled: false },
        { id: 'reject', label: '驳回', disabled: false },
      ],
      inputs: [{ name: 'comment', kind: 'multiline', label: '审批意见（驳回必填）', required: false }],
      imageKey: undefined,
      mentions: ['ou_owner'],
    })
  })

  it('gives buttons stable ids: name, element_id, else their number among all buttons', () => {
    const plain = (more: object) => ({ tag: 'button', text: text('x'), ...more })
    const columns = {
      tag: 'column_set',
      columns: [{ tag: 'column', elements: [plain({ element_id: 'e' }), plain({})] }],
    }
    const made = card(button('named'), columns, plain({ disabled: true }))
    expect(view(made).buttons).toMatchObject([{ id: 'named' }, { id: 'e' }, { id: 'b3' }, { id: 'b4', disabled: true }])
  })

  it('labels inputs by themselves, by the line above, or by the placeholder, and offers the options', () => {
    const made = card({
      tag: 'form',
      name: 'f',
      elements: [
        md('**类型：**'),
        { tag: 'select_static', name: 'kind', required: true, options: [{ text: text('海报'), value: 'p' }] },
        { tag: 'date_picker', name: 'day', placeholder: text('截止日期') },
        { tag: 'select_person', name: 'who' },
        { tag: 'select_person', name: 'one', options: [{ value: HAN }] },
        button('ok', {}, { form_action_type: 'submit' }),
        { tag: 'checker', name: 'sure', text: text('确定') },
      ],
    })
    expect(view(made).inputs).toEqual([
      { name: 'kind', kind: 'select', label: '类型', required: true, options: [{ value: 'p', label: '海报' }] },
      { name: 'day', kind: 'date', label: '截止日期', required: false },
      {
        name: 'who',
        kind: 'person',
        label: 'who',
        required: false,
        options: [
          { value: 'ou_li', label: '李雷' },
          { value: 'ou_han', label: '韩梅' },
          { value: 'ou_hanmei', label: '韩梅梅' },
        ],
      },
      { name: 'one', kind: 'person', label: 'one', required: false, options: [{ value: HAN, label: '韩梅' }] },
      { name: 'sure', kind: 'checkbox', label: '确定', required: false },
    ])
  })

  it('reads tables, panels, images and schema 1.0', () => {
    const table = {
      tag: 'table',
      columns: [
        { name: 'a', display_name: '任务' },
        { name: 'b', display_name: '人', data_type: 'persons' },
      ],
      rows: [{ a: '海报', b: [HAN] }],
    }
    const panel = { tag: 'collapsible_panel', header: { title: text('更多') }, elements: [md('里面')] }
    expect(view(card(table, panel, { tag: 'img', img_key: 'k' }))).toMatchObject({
      text: '任务 | 人\n海报 | @韩梅\n更多\n里面',
      imageKey: 'k',
    })
    const old = {
      elements: [
        { tag: 'div', text: { tag: 'lark_md', content: '**旧**' } },
        { tag: 'action', actions: [button('x')] },
      ],
    }
    expect(view(old)).toMatchObject({ text: '旧', buttons: [{ id: 'x' }] })
  })
})
