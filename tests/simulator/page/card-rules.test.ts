import { describe, expect, it } from 'vitest'
import { captionsOf } from '../../../src/simulator/page/card/captions.ts'
import { toastOf } from '../../../src/simulator/page/card/client-codes.ts'
import { headerColor, inkColor, spacing } from '../../../src/simulator/page/card/colors.ts'
import { controlIds } from '../../../src/simulator/page/card/control-ids.ts'
import { initialValues, inputsIn, missingRequired, optionsOf } from '../../../src/simulator/page/card/form-values.ts'
import type { Json } from '../../../src/simulator/page/card/json.ts'
import { cardOf, postMarkdownOf } from '../../../src/simulator/page/card/native.ts'

const card = (...elements: Json[]): Json => ({ schema: '2.0', body: { elements } })
const button = (more: Json = {}): Json => ({ tag: 'button', text: { tag: 'plain_text', content: 'x' }, ...more })
const idsOf = (source: Json) => [...controlIds(source).values()]

describe('ids of buttons and inputs', () => {
  it('prefers name, then element_id, and counts every button for the rest', () => {
    expect(
      idsOf(card(button(), button({ name: 'ok', element_id: 'e1' }), button({ element_id: 'e2' }), button())),
    ).toEqual(['b1', 'ok', 'e2', 'b4'])
  })

  it('goes depth first through forms, columns, panels and containers', () => {
    const source = card(
      {
        tag: 'form',
        elements: [
          button({ name: 'deep' }),
          {
            tag: 'column_set',
            columns: [
              { tag: 'column', elements: [button()] },
              { tag: 'column', elements: [button()] },
            ],
          },
        ],
      },
      { tag: 'collapsible_panel', elements: [{ tag: 'interactive_container', elements: [button()] }] },
      button(),
    )
    expect(idsOf(source)).toEqual(['deep', 'b2', 'b3', 'b4', 'b5'])
  })

  it('is not confused by a callback value that looks like a button', () => {
    const odd = button({ behaviors: [{ type: 'callback', value: { tag: 'button' } }] })
    expect(idsOf(card(odd, button()))).toEqual(['b1', 'b2'])
  })

  it('counts inputs apart from buttons', () => {
    expect(
      idsOf(card({ tag: 'date_picker' }, button(), { tag: 'select_static' }, { tag: 'input', name: 'why' })),
    ).toEqual(['b1', 'i1', 'i2', 'why'])
  })

  it('gives each object of the card its own id', () => {
    const [first, second] = [button(), button()]
    const ids = controlIds(card(first, second))
    expect([ids.get(first), ids.get(second)]).toEqual(['b1', 'b2'])
  })
})

describe('the line above an input', () => {
  const above = (content: string) => {
    const picker = { tag: 'select_person', name: 'owner' }
    return captionsOf(card({ tag: 'form', elements: [{ tag: 'markdown', content }, picker] })).get(picker)
  }

  it.each([
    ['**负责人**（必填）', '负责人（必填）'],
    ['负责人：', '负责人'],
    ['P&#45;1 \\*', 'P-1 *'],
    ['第一行\n第二行', ''],
    ['字'.repeat(41), ''],
  ])('%j reads %j', (content, expected) => expect(above(content)).toBe(expected))

  it('is no button, and none for the first', () => {
    const [first, second] = [{ tag: 'date_picker' }, { tag: 'date_picker' }]
    const captions = captionsOf(card(first, button(), second))
    expect([captions.get(first), captions.get(second)]).toEqual(['', ''])
  })
})

describe('form values', () => {
  const form: Json = {
    tag: 'form',
    elements: [
      { tag: 'input', name: 'reason', required: true },
      { tag: 'select_static', name: 'kind', initial_option: 'b', required: true },
      {
        tag: 'column_set',
        columns: [
          { tag: 'column', elements: [{ tag: 'date_picker', name: 'due', initial_date: '2026-12-01' }] },
          {
            tag: 'column',
            elements: [{ tag: 'multi_select_static', name: 'who', required: true, selected_values: ['x'] }],
          },
        ],
      },
      { tag: 'picker_datetime', name: 'at', initial_datetime: '2026-12-01 09:30' },
      { tag: 'checker', name: 'sure', checked: true },
      button({ name: 'go' }),
    ],
  }

  it('finds inputs inside columns and starts from what the card presets', () => {
    expect(inputsIn(form).map((input) => input.name)).toEqual(['reason', 'kind', 'due', 'who', 'at', 'sure'])
    expect(initialValues(form)).toEqual({
      reason: '',
      kind: 'b',
      due: '2026-12-01',
      who: ['x'],
      at: '2026-12-01 09:30',
      sure: true,
    })
  })

  it.each<[Record<string, string | string[]>, string[]]>([
    [{}, ['reason']],
    [{ reason: '有' }, []],
    [{ reason: '有', kind: '' }, ['kind']],
    [{ reason: '有', who: [] }, ['who']],
    [{ due: '' }, ['reason']],
  ])('required fields with %j: %j missing', (changes, missing) => {
    expect(missingRequired(form, { ...initialValues(form), ...changes })).toEqual(missing)
  })

  it('labels person options by name', () => {
    const options = [{ value: 'ou_1' }, { value: 'v', text: { tag: 'plain_text', content: '写明' } }]
    expect(optionsOf({ options }, (id) => `名字 ${id}`)).toEqual([
      { value: 'ou_1', label: '名字 ou_1' },
      { value: 'v', label: '写明' },
    ])
  })
})

describe('native payloads', () => {
  const source = card(button())
  it.each<[string, unknown]>([
    ['card', source],
    ['string', JSON.stringify(source)],
    ['message', { msg_type: 'interactive', content: source }],
    ['sent', { msg_type: 'interactive', content: JSON.stringify(source) }],
    ['got', { body: { content: JSON.stringify(source) } }],
  ])('finds the card in a %s', (_, native) => {
    expect(cardOf(native)).toEqual(source)
  })

  it('finds no card where there is none', () => {
    for (const native of [undefined, null, 'no json', { content: { text: 'hi' } }, 7, []])
      expect(cardOf(native)).toBeUndefined()
  })

  it('takes the markdown of a post of md rows, and no other', () => {
    const post = (rows: unknown) => ({ msg_type: 'post', content: { zh_cn: { title: '', content: rows } } })
    expect(postMarkdownOf(post([[{ tag: 'md', text: '**粗**' }], [{ tag: 'md', text: '细' }]]))).toBe('**粗**\n细')
    expect(postMarkdownOf(post([[{ tag: 'text', text: '平' }]]))).toBeUndefined()
    expect(postMarkdownOf({ msg_type: 'text', content: { text: '平' } })).toBeUndefined()
  })
})

describe('what a person sees after a click', () => {
  it('shows the toast of the service, or none', () => {
    expect(toastOf({ status: 'ok', toast: { type: 'success', content: '已通过' } }, 'wecom')).toEqual({
      type: 'success',
      content: '已通过',
    })
    expect(toastOf({ status: 'ok' }, 'feishu')).toBeUndefined()
  })

  it.each([
    [{ status: 'timeout', error: 200341 } as const, '出错了，请稍后重试 code: 200341（服务在 3 秒内没有应答）'],
    [{ status: 'timeout' } as const, '出错了，请稍后重试 code: 200341（服务在 3 秒内没有应答）'],
    [{ status: 'error', error: '299999' } as const, '出错了，请稍后重试 code: 299999'],
    [{ status: 'error' } as const, '出错了，请稍后重试'],
  ])('%j', (answer, content) => {
    expect(toastOf(answer, 'feishu')).toEqual({ type: 'error', content })
  })

  it.each([
    [{ status: 'timeout' } as const, '出错了，请稍后重试（服务没有及时应答）'],
    [{ status: 'unreachable', error: 'cut' } as const, '出错了，请稍后重试 code: cut（连不上服务）'],
    [{ status: 'error', error: 200671 } as const, '出错了，请稍后重试 code: 200671'],
  ])('of another platform than Feishu: %j', (answer, content) => {
    expect(toastOf(answer, 'dingtalk')).toEqual({ type: 'error', content })
  })
})

describe('colours and spacing', () => {
  it('takes the names of the schema and nothing else', () => {
    expect([headerColor('carmine'), headerColor('red; x'), inkColor('Blue-500'), inkColor('url(x)')]).toEqual([
      'carmine',
      'default',
      'blue',
      'default',
    ])
    expect([spacing('medium'), spacing('8px 4px'), spacing('8px;color:red'), spacing(8)]).toEqual([
      '8px',
      '8px 4px',
      undefined,
      undefined,
    ])
  })
})
