import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkCard } from '../../../src/simulator/feishu/cards/check-card.ts'
import { Directory } from '../../../src/simulator/feishu/directory.ts'
import { MediaStore } from '../../../src/simulator/feishu/media-store.ts'
import { APP, button, card, HAN, WORLD } from '../support.ts'

const media = new MediaStore()
const image = media.add({ kind: 'image', name: 'a', mime: 'image/png', bytes: Buffer.from('x') })
const directory = new Directory(WORLD, APP.appId)

/** The platform's ErrCode, or 0 when the card is accepted. */
function verdict(made: unknown): number {
  try {
    checkCard(typeof made === 'string' ? made : JSON.stringify(made), { media, directory })
    return 0
  } catch (error) {
    const { code, message } = error as { code: number; message: string }
    expect(code).toBe(230099)
    return Number(/ErrCode: (\d+);/.exec(message)?.[1])
  }
}

const md = { tag: 'markdown', content: 'x' }
const text = (content: string) => ({ tag: 'plain_text', content })
const submit = (name = 'ok') => button(name, {}, { form_action_type: 'submit' })
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'f', elements })
const table = { tag: 'table', columns: [{ name: 'a', data_type: 'number' }], rows: [{ a: 1 }] }
const columns = (...elements: unknown[]) => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] })
const panel = (...elements: unknown[]) => ({
  tag: 'collapsible_panel',
  header: { title: text('更多') },
  elements,
})
const nested = (depth: number): unknown => (depth === 0 ? md : panel(nested(depth - 1)))
const copies = (count: number, element: unknown) => Array.from({ length: count }, () => element)

const APPROVAL = JSON.parse(readFileSync(new URL('approval-card.json', import.meta.url), 'utf8')) as unknown

describe('accepted', () => {
  it.each<[string, unknown]>([
    ['the approval card of the protocol notes', APPROVAL],
    [
      'all header parts',
      {
        ...card(md),
        header: {
          template: 'wathet',
          title: text('t'),
          subtitle: text('s'),
          text_tag_list: [{ tag: 'text_tag', text: text('v3'), color: 'orange' }],
        },
      },
    ],
    ['an uploaded image', card({ tag: 'img', img_key: image, alt: text('图'), preview: true })],
    ['five tables', card(...copies(5, table))],
    ['200 elements', card(...copies(200, md))],
    ['five levels', card(nested(5))],
    [
      'a form with every input',
      card(
        form(
          { tag: 'input', name: 'a', input_type: 'multiline_text', max_length: 1000, required: true, label: text('l') },
          { tag: 'select_static', name: 'b', options: [{ text: text('甲'), value: '1' }], initial_option: '1' },
          {
            tag: 'multi_select_static',
            name: 'c',
            options: [{ text: text('甲'), value: '1' }],
            selected_values: ['1'],
          },
          { tag: 'select_person', name: 'd', options: [{ value: HAN }] },
          { tag: 'multi_select_person', name: 'e' },
          { tag: 'date_picker', name: 'g', initial_date: '2026-12-01' },
          { tag: 'picker_time', name: 'h', initial_time: '09:00' },
          { tag: 'picker_datetime', name: 'i', initial_datetime: '2026-12-01 09:00' },
          { tag: 'checker', name: 'j', checked: true, text: text('好') },
          submit(),
          button('again', {}, { form_action_type: 'reset' }),
        ),
      ),
    ],
    [
      'links, confirm and tips on a button',
      card(
        button(
          'x',
          {},
          {
            confirm: { title: text('?'), text: text('!') },
            disabled: true,
            disabled_tips: text('no'),
            type: 'danger_filled',
            size: 'small',
            behaviors: [{ type: 'open_url', default_url: 'https://x' }],
          },
        ),
      ),
    ],
    ['a chart', card({ tag: 'chart', chart_spec: { type: 'line', tag: 'not an element' } })],
    ['a person', card({ tag: 'person', user_id: HAN })],
    [
      'schema 1.0 with what 2.0 would refuse',
      { config: { wide_screen_mode: true }, elements: [{ tag: 'note', elements: [] }] },
    ],
  ])('%s', (_name, made) => {
    expect(verdict(made)).toBe(0)
  })
})

describe('refused', () => {
  it.each<[string, unknown, number]>([
    ['no JSON', '{', 200621],
    ['no object', '[]', 200621],
    ['schema 3', { schema: '3.0', body: { elements: [] } }, 200621],
    ['schema 1.0 without elements', { config: {} }, 200621],
    ['a template', { type: 'template', data: { template_id: 'x' } }, 200380],
    ['an unknown root attribute', { ...card(md), elements: [] }, 200621],
    ['an unknown config attribute', { ...card(md), config: { wide_screen_mode: true } }, 200621],
    ['update_multi false', { ...card(md), config: { update_multi: false } }, 200621],
    ['an unknown attribute', card({ ...md, colour: 'red' }), 200621],
    ['an unknown tag', card({ tag: 'marquee' }), 200621],
    ['an element without tag', card({ content: 'x' }), 200621],
    ['a note', card({ tag: 'note', elements: [] }), 200861],
    ['an action wrapper', card({ tag: 'action', actions: [] }), 200861],
    ['the old form_submit', card(form({ ...submit(), action_type: 'form_submit' })), 200621],
    ['a value beside behaviors', card(button('x', {}, { value: {} })), 200621],
    ['markdown without content', card({ tag: 'markdown' }), 200621],
    ['an unknown header colour', { ...card(md), header: { template: 'pink', title: text('t') } }, 200621],
    ['a header without title', { ...card(md), header: { template: 'red' } }, 200621],
    [
      'four header tags',
      { ...card(md), header: { title: text('t'), text_tag_list: copies(4, { tag: 'text_tag', text: text('x') }) } },
      200621,
    ],
    ['an unknown button type', card(button('x', {}, { type: 'warning' })), 200621],
    ['a button text of 101 characters', card(button('x', {}, { text: text('字'.repeat(101)) })), 200621],
    ['a callback without value', card(button('x', {}, { behaviors: [{ type: 'callback' }] })), 200621],
    [
      'a placeholder of 101 characters',
      card(form({ tag: 'input', name: 'a', placeholder: text('字'.repeat(101)) }, submit())),
      200621,
    ],
    ['max_length 1001', card(form({ tag: 'input', name: 'a', max_length: 1001 }, submit())), 200621],
    ['a date of another form', card({ tag: 'date_picker', initial_date: '2026/12/01' }), 200621],
    ['a weight of 6', card({ tag: 'column_set', columns: [{ tag: 'column', weight: 6, elements: [] }] }), 200621],
    ['an element_id that starts with a digit', card({ ...md, element_id: '1a' }), 200621],
    ['an element_id of 21 characters', card({ ...md, element_id: 'a'.repeat(21) }), 200621],
    ['a repeated element_id', card({ ...md, element_id: 'a' }, columns({ ...md, element_id: 'a' })), 300301],
    ['201 elements', card(...copies(201, md)), 11310],
    ['nested texts that make 201', card(...copies(100, button('x', {}, { name: undefined })), md), 11310],
    ['six tables', card(...copies(6, table)), 11310],
    ['six levels', card(nested(6)), 11310],
    ['a table in a column', card(columns(table)), 200621],
    ['a form in a column', card(columns(form(submit()))), 200621],
    ['a form in a form', card(form(form(submit()), submit())), 200621],
    ['a chart in a form', card(form({ tag: 'chart', chart_spec: { type: 'pie' } }, submit())), 200530],
    ['a form without name', card({ tag: 'form', elements: [submit()] }), 200621],
    ['a form without submit button', card(form({ tag: 'input', name: 'a' })), 200530],
    ['an input without name in a form', card(form({ tag: 'input' }, submit())), 200530],
    ['a repeated name in a form', card(form({ tag: 'input', name: 'ok' }, submit('ok'))), 200530],
    ['a table without columns', card({ ...table, columns: [] }), 200914],
    ['a table cell of the wrong type', card({ ...table, rows: [{ a: 'one' }] }), 200915],
    ['a page_size of 11', card({ ...table, page_size: 11 }), 200621],
    ['an unknown image', card({ tag: 'img', img_key: 'img_none' }), 200570],
    ['an unknown image in markdown', card({ tag: 'markdown', content: '![a](img_none)' }), 200570],
    ['an unknown person', card({ tag: 'person', user_id: 'ou_none' }), 100290],
    ['a chart_spec without type', card({ tag: 'chart', chart_spec: {} }), 200550],
    ['an attribute named like a prototype member', card({ ...md, constructor: 1 }), 200621],
  ])('%s', (_name, made, errCode) => {
    expect(verdict(made)).toBe(errCode)
  })
})
