import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readButtonKey } from '../../../../src/adapters/messengers/wecom/button-key.ts'
import {
  APP_SIZES,
  BOT_SIZES,
  CARD_MAX_BYTES,
  type Rendered,
  renderCard,
} from '../../../../src/adapters/messengers/wecom/render-card.ts'
import { taskIdOf } from '../../../../src/adapters/messengers/wecom/task-id.ts'
import { type Block, type Button, type Card, type Input, SUBMIT, type Tone } from '../../../../src/bot/card/card.ts'
import { mention, plain } from '../../../../src/bot/messenger.ts'
import { at, runs } from './support.ts'

const CHART = { kind: 'progress' } as unknown as Extract<Block, { kind: 'image' }>['chart']
const card = (...blocks: Block[]): Card => ({ header: { text: '标题', tone: 'info' }, summary: '摘要', blocks })
const OPTIONS = { taskId: 'task-1', sizes: APP_SIZES, link: 'https://example.com', clicks: true }

function rendered(from: Card, options: Partial<typeof OPTIONS> = {}): Rendered {
  const result = renderCard(from, { ...OPTIONS, ...options })
  if (!result) throw new Error('not rendered')
  return result
}

const button = (label: string, more: Partial<Button> = {}): Button => ({
  label,
  action: 'do',
  args: { id: label },
  ...more,
})
const actions = (...buttons: Button[]): Block => ({ kind: 'actions', buttons })
const key = (label: string, more = '') => `{"a":"do","v":1,"g":{"id":"${label}"}${more}}`

describe('a card with buttons', () => {
  it('is a button_interaction', () => {
    const from: Card = {
      header: { text: plain('预算*审批'), tone: 'waiting', tag: 'A-42' },
      summary: '待审批',
      blocks: [
        { kind: 'text', markdown: `**请看** ${mention('lisi', '李四')} [方案](https://example.com/a)` },
        {
          kind: 'fields',
          fields: [
            { label: '金额', value: '¥120,000.00' },
            { label: '用途说明很长', value: '投放' },
            { label: '说明', value: '一\n二' },
            { label: '备注', value: plain('*星号* <b>') },
          ],
        },
        { kind: 'divider' },
        { kind: 'table', columns: ['任务', '谁'], rows: [['落地页', '李四']] },
        { kind: 'image', chart: CHART, alt: '甘特图' },
        actions(button('同意', { style: 'primary' }), button('驳回', { style: 'danger' }), button('看看')),
      ],
    }
    expect(rendered(from)).toEqual({
      cut: false,
      quiet: false,
      card: {
        card_type: 'button_interaction',
        source: { desc: 'A-42', desc_color: 1 },
        main_title: { title: '预算*审批' },
        sub_title_text:
          '请看 @李四 方案 https://example.com/a\n用途说明很长：投放\n说明：一\n二\n任务 | 谁\n落地页 | 李四\n［图］甘特图',
        horizontal_content_list: [
          { keyname: '金额', value: '¥120,000.00' },
          { keyname: '备注', value: '*星号* <b>' },
        ],
        task_id: 'task-1',
        button_list: [
          { text: '同意', style: 1, key: key('同意') },
          { text: '驳回', style: 2, key: key('驳回') },
          { text: '看看', style: 3, key: key('看看') },
        ],
      },
    })
  })

  it.each<[Tone, number]>([
    ['info', 1],
    ['waiting', 1],
    ['success', 3],
    ['warning', 2],
    ['danger', 2],
    ['muted', 0],
  ])('%s has colour %d', (tone, color) => {
    const header = { text: 't', tone, tag: 'A-1' }
    expect(at(rendered({ ...card(), header }).card, 'source', 'desc_color')).toBe(color)
  })

  it('leaves out what cannot be pressed: WeCom knows no disabled button', () => {
    const from = card(actions(button('同意'), button('撤回', { disabled: true })))
    expect(at(rendered(from).card, 'button_list')).toEqual([{ text: '同意', style: 3, key: key('同意') }])
  })

  it('has different keys for buttons that say the same', () => {
    const list = at(rendered(card(actions(button('a'), button('a')))).card, 'button_list')
    expect([at(list, 0, 'key'), at(list, 1, 'key')]).toEqual([key('a'), key('a', ',"i":1')])
    expect(readButtonKey(String(at(list, 1, 'key')))).toEqual({ action: 'do', args: { id: 'a' }, version: 1 })
  })

  it('shows six buttons, and says that there are more', () => {
    const many = Array.from({ length: 7 }, (_, index) => button(`b${index}`))
    const { card: shown, cut } = rendered(card(actions(...many)))
    expect(at(shown, 'button_list')).toHaveLength(6)
    expect(cut).toBe(true)
    expect(rendered(card(actions(...many.slice(1)))).cut).toBe(false)
  })

  it('shows six fields, the others as lines', () => {
    const fields = Array.from({ length: 8 }, (_, index) => ({ label: `f${index}`, value: `v${index}` }))
    const { card: shown, cut } = rendered(card({ kind: 'fields', fields }, actions(button('a'))))
    expect(at(shown, 'horizontal_content_list')).toHaveLength(6)
    expect(at(shown, 'sub_title_text')).toBe('f6：v6\nf7：v7')
    expect(cut).toBe(false)
  })

  it('is none if arguments do not fit into a key', () => {
    const long = button('a', { args: { text: '字'.repeat(350) } })
    expect(renderCard(card(actions(long)), OPTIONS)).toBeUndefined()
    expect(renderCard(card(actions(button('a', { args: { text: '字'.repeat(300) } }))), OPTIONS)).toBeDefined()
  })
})

describe('nothing on a card is empty, or WeCom refuses it', () => {
  it('titles, buttons and labels', () => {
    const from: Card = {
      header: { text: '', tone: 'info' },
      summary: '',
      blocks: [{ kind: 'fields', fields: [{ label: '', value: 'x' }] }, actions(button(' '))],
    }
    expect(rendered(from).card).toMatchObject({
      main_title: { title: '—' },
      sub_title_text: '：x',
      button_list: [{ text: '—' }],
    })
  })
})

describe('a card without buttons', () => {
  it('is a text_notice, which must lead somewhere', () => {
    const { card: shown, quiet } = rendered(card({ kind: 'text', markdown: '完成' }))
    expect(shown).toEqual({
      card_type: 'text_notice',
      main_title: { title: '标题' },
      sub_title_text: '完成',
      card_action: { type: 1, url: 'https://example.com' },
      task_id: 'task-1',
    })
    expect(quiet).toBe(true)
  })

  it('is what a webhook makes of every card', () => {
    const { card: shown } = rendered(card(actions(button('同意'))), { clicks: false })
    expect(at(shown, 'card_type')).toBe('text_notice')
    expect(at(shown, 'button_list')).toBeUndefined()
  })
})

describe('what is too long', () => {
  it.each([
    ['for the app', APP_SIZES],
    ['for the bot', BOT_SIZES],
  ])('%s is cut, and says so', (_name, sizes) => {
    const from: Card = {
      header: { text: '题'.repeat(100), tone: 'info', tag: '签'.repeat(50) },
      summary: '',
      blocks: [{ kind: 'text', markdown: '😀'.repeat(300) }, actions(button('按'.repeat(20)))],
    }
    const { card: shown, cut } = rendered(from, { sizes })
    expect(cut).toBe(true)
    const length = (...path: string[]) => Array.from(String(at(shown, ...path))).length
    expect(length('main_title', 'title')).toBe(sizes.title)
    expect(length('sub_title_text')).toBe(sizes.body)
    expect(length('source', 'desc')).toBe(13)
    expect(Array.from(String(at(shown, 'button_list', 0, 'text')))).toHaveLength(10)
    expect(String(at(shown, 'sub_title_text'))).toMatch(/^(?:😀)+…已截断$/u)
  })
})

describe('forms', () => {
  const input = (name: string, kind: Input['kind'], more: Partial<Input> = {}): Input => ({
    name,
    label: `输入${name}`,
    kind,
    required: false,
    ...more,
  })
  const options = [
    { value: 'p1', label: '高' },
    { value: 'p2', label: '低' },
  ]
  const submit = button('提交', { action: SUBMIT, args: { prompt: 'p-1' } })
  const cancel = button('取消', { action: 'prompt.cancel', args: { prompt: 'p-1' } })
  const form = (inputs: Input[], buttons = [submit, cancel]): Block => ({ kind: 'form', name: 'f', inputs, buttons })

  it('of choices and people are selections with one button', () => {
    const inputs = [
      input('priority', 'choice', { options, required: true, initial: 'p2' }),
      input('owner', 'person', { options: [{ value: 'lisi', label: '李四' }] }),
    ]
    expect(rendered(card({ kind: 'text', markdown: '**落地页**' }, form(inputs)))).toEqual({
      cut: false,
      quiet: false,
      card: {
        card_type: 'multiple_interaction',
        main_title: { title: '标题', desc: '落地页 也可回复「取消」' },
        task_id: 'task-1',
        select_list: [
          {
            question_key: 'priority',
            title: '输入priority',
            selected_id: 'p2',
            option_list: [
              { id: 'p1', text: '高' },
              { id: 'p2', text: '低' },
            ],
          },
          {
            question_key: 'owner',
            title: '输入owner',
            selected_id: '-',
            option_list: [
              { id: '-', text: '不选' },
              { id: 'lisi', text: '李四' },
            ],
          },
        ],
        submit_button: { text: '提交', key: `{"a":"prompt.submit","v":1,"g":{"prompt":"p-1"}}` },
      },
    })
  })

  const choice = (name: string, count = 2) =>
    input(name, 'choice', {
      options: Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: 'x' })),
    })

  it.each<[string, Block]>([
    ['four selections', form(['a', 'b', 'c', 'd'].map((name) => choice(name)))],
    ['more options than ten', form([choice('a', 10)])],
    ['an option without a value', form([input('a', 'choice', { options: [{ value: '', label: '无' }] })])],
    ['a text', form([choice('a'), input('b', 'text')])],
    ['a date', form([input('b', 'date')])],
    ['a person out of the whole group', form([input('b', 'person')])],
    ['two buttons that decide', form([choice('a')], [button('同意'), button('驳回')])],
  ])('with %s are words beside buttons', (_name, block) => {
    const { card: shown } = rendered(card(block))
    expect(at(shown, 'card_type')).toBe('button_interaction')
    expect(at(shown, 'select_list')).toBeUndefined()
    if (block.kind !== 'form') throw new Error('a form')
    for (const { label } of block.inputs) expect(String(at(shown, 'sub_title_text'))).toContain(label)
    expect(JSON.stringify(at(shown, 'button_list'))).not.toContain(SUBMIT)
  })

  it('beside other buttons are words, too: a selection card has but one button', () => {
    const shown = rendered(card(actions(button('看看')), form([choice('a')]))).card
    expect(at(shown, 'card_type')).toBe('button_interaction')
  })

  it('in words say how to answer, and first if there is no room for all', () => {
    const from = card({ kind: 'text', markdown: '长'.repeat(200) }, form([input('a', 'text'), input('b', 'date')]))
    expect(String(at(rendered(from).card, 'sub_title_text'))).toMatch(/^请回复：.*输入a.*输入b.*长/s)
  })

  it('whose buttons decide by themselves keep them, the inputs are mentioned', () => {
    const reason = input('reason', 'text', { label: '原因' })
    const shown = rendered(card(form([reason], [button('同意'), button('驳回')]))).card
    expect(at(shown, 'button_list')).toHaveLength(2)
    expect(at(shown, 'sub_title_text')).toBe('可填：原因（请用文字说明）')
  })
})

describe('task ids', () => {
  it.each([
    ['0190-abc_DEF@1', '0190-abc_DEF@1'],
    ['with blank', /^[0-9a-f]{40}$/],
    ['任务', /^[0-9a-f]{40}$/],
    ['x'.repeat(129), /^[0-9a-f]{40}$/],
  ])('of %s', (from, expected) => {
    expect(taskIdOf(from)).toMatch(expected)
    expect(taskIdOf(from)).toBe(taskIdOf(from))
  })
})

describe('any card', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 })
  const buttons = fc.array(
    fc.record({
      label: text,
      action: fc.string({ minLength: 1, maxLength: 40 }),
      args: fc.dictionary(fc.string(), text),
    }),
    { maxLength: 8 },
  )
  const block = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), markdown: text }),
    fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: text, value: text }), { maxLength: 10 }),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(text, { maxLength: 3 }),
      rows: fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('actions' as const), buttons }),
  )

  it('keeps every limit and every argument', () => {
    const cards = fc.record({
      header: fc.record({ text, tone: fc.constantFrom<Tone>('info', 'success'), tag: text }),
      summary: text,
      blocks: fc.array(block, { maxLength: 6 }),
    })
    fc.assert(
      fc.property(cards, fc.constantFrom(APP_SIZES, BOT_SIZES), (from: Card, sizes) => {
        const result = renderCard(from, { ...OPTIONS, sizes })
        if (!result) return
        expect(Buffer.byteLength(JSON.stringify(result.card))).toBeLessThanOrEqual(CARD_MAX_BYTES)
        const list = at(result.card, 'button_list')
        const keys = Array.isArray(list) ? list.map((item) => String(at(item, 'key'))) : []
        expect(new Set(keys).size).toBe(keys.length)
        const offered = from.blocks.flatMap((one) => (one.kind === 'actions' ? one.buttons : []))
        for (const [index, value] of keys.entries()) {
          expect(Buffer.byteLength(value)).toBeLessThanOrEqual(1024)
          expect(readButtonKey(value)).toEqual({
            action: offered[index]?.action,
            args: { ...offered[index]?.args },
            version: 1,
          })
        }
      }),
      runs(60),
    )
  })
})
