import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARD_MAX_BYTES, countElements } from '../../../../src/adapters/messengers/feishu/card-size.ts'
import { renderCard } from '../../../../src/adapters/messengers/feishu/render-card.ts'
import type { Block, Button, Card, Input, Tone } from '../../../../src/bot/card/card.ts'
import { plain } from '../../../../src/bot/messenger.ts'
import { at } from './support.ts'

const CHART = { kind: 'progress' } as unknown as Extract<Block, { kind: 'image' }>['chart']
const card = (...blocks: Block[]): Card => ({ header: { text: '标题', tone: 'info' }, summary: '摘要', blocks })
const render = (from: Card, isPrivate = false) => renderCard(from, [{ key: 'img_1' }, { key: 'img_2' }], { isPrivate })
const elements = (...blocks: Block[]) => at(render(card(...blocks)), 'body', 'elements') as unknown[]
const button = (label: string, more: Partial<Button> = {}): Button => ({
  label,
  action: 'do',
  args: { id: label },
  ...more,
})
const text = (content: string) => ({ tag: 'plain_text', content })
const size = (rendered: unknown) => Buffer.byteLength(JSON.stringify(JSON.stringify(rendered)))

describe('the frame of a card', () => {
  it('is schema 2.0, shared, and not to be forwarded', () => {
    expect(render({ ...card(), header: { text: plain('a*b'), tone: 'waiting', tag: 'A-1' } })).toEqual({
      schema: '2.0',
      config: { update_multi: true, enable_forward: false, summary: { content: '摘要' } },
      header: {
        template: 'orange',
        title: text('a*b'),
        text_tag_list: [{ tag: 'text_tag', text: text('A-1'), color: 'orange' }],
      },
      body: { elements: [] },
    })
  })

  it.each<[Tone, string]>([
    ['info', 'blue'],
    ['waiting', 'orange'],
    ['success', 'green'],
    ['warning', 'yellow'],
    ['danger', 'red'],
    ['muted', 'grey'],
  ])('%s is %s', (tone, template) => {
    expect(render({ ...card(), header: { text: 't', tone } })).toMatchObject({ header: { template } })
  })
})

describe('blocks', () => {
  it.each<[string, Block, unknown[]]>([
    ['text', { kind: 'text', markdown: '**a**' }, [{ tag: 'markdown', content: '**a**' }]],
    [
      'quiet text',
      { kind: 'text', markdown: 'a\n- b\n\nc', quiet: true },
      [
        {
          tag: 'markdown',
          content: "<font color='grey'>a</font>\n- <font color='grey'>b</font>\n\n<font color='grey'>c</font>",
          text_size: 'notation',
        },
      ],
    ],
    ['divider', { kind: 'divider' }, [{ tag: 'hr' }]],
    [
      'image',
      { kind: 'image', chart: CHART, alt: '甘特图' },
      [{ tag: 'img', img_key: 'img_1', alt: text('甘特图'), scale_type: 'fit_horizontal', preview: true }],
    ],
    [
      'table',
      { kind: 'table', columns: ['任务', '谁'], rows: [[plain('a*'), '李四'], ['b']] },
      [
        {
          tag: 'table',
          page_size: 10,
          columns: [
            { name: 'c0', display_name: '任务', data_type: 'text' },
            { name: 'c1', display_name: '谁', data_type: 'text' },
          ],
          rows: [
            { c0: 'a*', c1: '李四' },
            { c0: 'b', c1: '' },
          ],
        },
      ],
    ],
    ['no buttons', { kind: 'actions', buttons: [] }, []],
  ])('%s', (_name, block, expected) => {
    expect(elements(block)).toEqual(expected)
  })

  it('fields stand in pairs, wide ones alone', () => {
    const field = (label: string, wide = false) => ({ label, value: label, wide })
    const column = (label: string) => ({
      tag: 'column',
      width: 'weighted',
      weight: 1,
      elements: [{ tag: 'markdown', content: `**${label}**\n${label}` }],
    })
    const pair = (...labels: string[]) => ({
      tag: 'column_set',
      flex_mode: 'bisect',
      horizontal_spacing: '8px',
      columns: labels.map(column),
    })
    const fields = [field('a'), field('b'), field('c'), field('w', true), field('d')]
    expect(elements({ kind: 'fields', fields })).toEqual([
      pair('a', 'b'),
      pair('c'),
      { tag: 'markdown', content: '**w**\nw' },
      pair('d'),
    ])
  })

  it('buttons carry action, version and arguments, and wrap', () => {
    const buttons = [button('同意', { style: 'primary' }), button('驳回', { style: 'danger', disabled: true })]
    const expected = (index: number, label: string, more: object) => ({
      tag: 'column',
      width: 'auto',
      elements: [
        {
          tag: 'button',
          name: `b_${index}`,
          text: text(label),
          ...more,
          behaviors: [{ type: 'callback', value: { a: 'do', v: 1, g: { id: label } } }],
        },
      ],
    })
    expect(elements({ kind: 'actions', buttons })).toEqual([
      {
        tag: 'column_set',
        flex_mode: 'flow',
        horizontal_spacing: '8px',
        columns: [expected(0, '同意', { type: 'primary' }), expected(1, '驳回', { type: 'danger', disabled: true })],
      },
    ])
  })

  it('an image keeps its picture when another one has none', () => {
    const image = (alt: string): Block => ({ kind: 'image', chart: CHART, alt })
    const rendered = renderCard(card(image('一'), image('二')), [{ key: 'only' }], { isPrivate: false })
    expect(at(rendered, 'body', 'elements')).toMatchObject([
      { tag: 'img', img_key: 'only' },
      { tag: 'markdown', content: expect.stringContaining('二') },
    ])
  })
})

describe('forms', () => {
  const input = (kind: Input['kind'], more: Partial<Input> = {}): Input => ({
    name: kind,
    label: '名称',
    kind,
    required: false,
    ...more,
  })
  const form = (field: Input) =>
    (
      at(elements({ kind: 'form', name: 'f', inputs: [field], buttons: [button('提交')] }), 0, 'elements') as unknown[]
    ).slice(0, -1)
  const caption = { tag: 'markdown', content: '名称' }

  it.each<[string, Input, unknown[]]>([
    [
      'text',
      input('text', { placeholder: '写' }),
      [{ tag: 'input', name: 'text', label: text('名称'), max_length: 1000, required: false, placeholder: text('写') }],
    ],
    [
      'number',
      input('number', { initial: '8' }),
      [{ tag: 'input', name: 'number', label: text('名称'), max_length: 1000, required: false, default_value: '8' }],
    ],
    [
      'paragraph',
      input('paragraph', { required: true }),
      [
        {
          tag: 'input',
          name: 'paragraph',
          input_type: 'multiline_text',
          rows: 3,
          label: text('名称（必填）'),
          max_length: 1000,
          required: true,
        },
      ],
    ],
    [
      'date',
      input('date', { initial: '2026-10-12' }),
      [caption, { tag: 'date_picker', name: 'date', required: false, initial_date: '2026-10-12' }],
    ],
    ['person', input('person'), [caption, { tag: 'select_person', name: 'person', required: false }]],
    [
      'person of some',
      input('person', { options: [{ value: 'ou_1', label: '张三' }], initial: 'ou_1' }),
      [caption, { tag: 'select_person', name: 'person', required: false, options: [{ value: 'ou_1' }] }],
    ],
    [
      'choice',
      input('choice', { options: [{ value: 'p1', label: '高' }], initial: 'p1' }),
      [
        caption,
        {
          tag: 'select_static',
          name: 'choice',
          required: false,
          options: [{ text: text('高'), value: 'p1' }],
          initial_option: 'p1',
        },
      ],
    ],
  ])('%s', (_name, field, expected) => {
    expect(form(field)).toEqual(expected)
  })

  it('submit with their own names', () => {
    const block: Block = { kind: 'form', name: 'f', inputs: [input('text')], buttons: [button('提交')] }
    const [, rendered] = elements({ kind: 'actions', buttons: [button('看')] }, block)
    expect(rendered).toMatchObject({ tag: 'form', name: 'f' })
    expect(at(rendered, 'elements', 1, 'columns', 0, 'elements', 0)).toMatchObject({
      tag: 'button',
      name: 'submit_1',
      form_action_type: 'submit',
    })
  })
})

describe('limits', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, row) => [`任务 ${row}`, '负责人'])

  it('a fourth table becomes a list', () => {
    const tables = Array.from({ length: 5 }, (): Block => ({ kind: 'table', columns: ['任务', '谁'], rows: rows(2) }))
    expect(elements(...tables).map((element) => at(element, 'tag'))).toEqual([
      'table',
      'table',
      'table',
      'markdown',
      'markdown',
    ])
    expect(at(elements(...tables), 3, 'content')).toBe('- 任务 任务 0 · 谁 负责人\n- 任务 任务 1 · 谁 负责人')
  })

  it('rows beyond fifty are counted', () => {
    const [table, note] = elements({ kind: 'table', columns: ['任务', '谁'], rows: rows(60) })
    expect(at(table, 'rows')).toHaveLength(50)
    expect(at(note, 'content')).toBe('…还有 10 行（已截断）')
  })

  it('many fields give up their columns before anything is lost', () => {
    const fields = Array.from({ length: 100 }, (_, index) => ({ label: `字段${index}`, value: `值${index}` }))
    const rendered = render(card({ kind: 'fields', fields }))
    expect(countElements(rendered)).toBeLessThanOrEqual(180)
    expect(JSON.stringify(rendered)).toContain('**字段99** 值99')
  })

  it('a card that fits is left alone, byte for byte', () => {
    const blocks: Block[] = [{ kind: 'text', markdown: '字'.repeat(7000) }]
    const rendered = render(card(...blocks))
    expect(rendered).toEqual(render(card(...blocks)))
    expect(JSON.stringify(rendered)).not.toContain('截断')
    expect(size(rendered)).toBe(21_278)
  })

  it('blocks without buttons go from the end when shortening is not enough', () => {
    const texts = Array.from({ length: 400 }, (_, index): Block => ({ kind: 'text', markdown: `第${index}段` }))
    const rendered = render(card(...texts, { kind: 'actions', buttons: [button('同意')] }))
    const found = JSON.stringify(rendered)
    expect(found).toContain('第0段')
    expect(found).not.toContain('第399段')
    expect(found).toContain('内容过长，已截断')
    expect(found).toContain('"name":"b_0"')
  })

  it('hold for any card, and no button is ever lost', () => {
    const line = fc.string({ maxLength: 40, unit: 'grapheme' }).map(plain)
    const long = fc.tuple(line, fc.integer({ min: 1, max: 400 })).map(([unit, count]) => unit.repeat(count))
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), markdown: long }),
      fc.record({
        kind: fc.constant('fields' as const),
        fields: fc.array(fc.record({ label: line, value: long }), { maxLength: 60 }),
      }),
      fc.record({
        kind: fc.constant('table' as const),
        columns: fc.array(line, { minLength: 1, maxLength: 6 }),
        rows: fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 120 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const rendered = render(card(...blocks, { kind: 'actions', buttons: [button('同意'), button('驳回')] }))
        const names = [...JSON.stringify(rendered).matchAll(/"name":"b_\d+"/g)]
        return size(rendered) <= CARD_MAX_BYTES && countElements(rendered) <= 180 && names.length === 2
      }),
      { numRuns: 150 },
    )
  })
})
