import { describe, expect, it } from 'vitest'
import { type Block, type Button, type Card, type Input, SUBMIT } from '../../../src/bot/card/card.ts'
import { choices, toText } from '../../../src/bot/card/to-text.ts'
import { mention } from '../../../src/bot/messenger.ts'

const card = (...blocks: Block[]): Card => ({
  header: { text: '预算审批', tone: 'waiting', tag: 'A-1' },
  summary: '待审批',
  blocks,
})
const button = (label: string, more: Partial<Button> = {}): Button => ({ label, action: label, args: {}, ...more })
const input = (kind: Input['kind'], more: Partial<Input> = {}): Input => ({
  name: kind,
  label: kind,
  kind,
  required: true,
  ...more,
})
const body = (...blocks: Block[]) =>
  toText(card(...blocks))
    .split('\n')
    .slice(1)
    .join('\n')

it('starts with title and tag', () => {
  expect(toText(card())).toBe('**预算审批** [A-1]')
  expect(toText({ ...card(), header: { text: '帮助', tone: 'info' } })).toBe('**帮助**')
})

describe('blocks', () => {
  it.each<[string, Block, string]>([
    ['text', { kind: 'text', markdown: `**谁** ${mention('ou_1', '张三')}` }, `**谁** ${mention('ou_1', '张三')}`],
    ['quiet text', { kind: 'text', markdown: '两分钟内可撤销', quiet: true }, '两分钟内可撤销'],
    [
      'fields',
      {
        kind: 'fields',
        fields: [
          { label: '金额', value: '¥1.00' },
          { label: '用途', value: '投放', wide: true },
        ],
      },
      '金额：¥1.00\n用途：投放',
    ],
    [
      'table',
      {
        kind: 'table',
        columns: ['任务', '谁'],
        rows: [
          ['落地页', '李四'],
          ['素材', '王五'],
        ],
      },
      '任务 | 谁\n落地页 | 李四\n素材 | 王五',
    ],
    ['divider', { kind: 'divider' }, '———'],
    ['empty actions', { kind: 'actions', buttons: [] }, ''],
    ['actions', { kind: 'actions', buttons: [button('同意'), button('驳回')] }, '回复序号：1 同意　2 驳回'],
    ['form without inputs', { kind: 'form', name: 'f', inputs: [], buttons: [button('知道了')] }, '回复序号：1 知道了'],
  ])('%s', (_name, block, expected) => {
    expect(body(block)).toBe(expected)
  })
})

describe('a question’s form', () => {
  const form = (...inputs: Input[]): Block => ({
    kind: 'form',
    name: 'f',
    inputs,
    buttons: [button('提交', { action: SUBMIT }), button('取消')],
  })
  const options = [
    { value: 'p1', label: '高' },
    { value: 'p2', label: '低' },
  ]
  it.each<[string, Input, string]>([
    ['text', input('text'), 'text'],
    ['paragraph', input('paragraph'), 'paragraph'],
    ['number', input('number'), 'number（数字）'],
    ['date', input('date'), 'date（如 12月1日）'],
    ['person', input('person'), 'person（姓名）'],
    ['choice', input('choice', { options }), 'choice（高/低）'],
    ['choice without options', input('choice'), 'choice'],
    ['what its placeholder says', input('text', { placeholder: '如 8万' }), 'text（如 8万）'],
    ['a filled choice in words', input('choice', { options, initial: 'p2' }), 'choice（现为 低）'],
    ['a filled date', input('date', { initial: '2026-10-12' }), 'date（现为 2026-10-12）'],
    [
      'a person by name',
      input('person', { initial: 'ou_1', options: [{ value: 'ou_1', label: '张三' }] }),
      'person（现为 张三）',
    ],
    ['no account id', input('person', { initial: 'ou_1' }), 'person（姓名）'],
    ['what may stay out', input('date', { required: false }), 'date（如 12月1日，可不填）'],
  ])('%s', (_name, field, expected) => {
    expect(body(form(field))).toBe(`请回复：${expected}\n放弃请回复「取消」`)
  })

  it('numbers its fields where there are several, and says how to write them', () => {
    expect(body(form(input('number', { label: '金额' }), input('text', { label: '用途' })))).toBe(
      '请回复：1 金额（数字）　2 用途\n写成「1=… 2=…」;只差一项时直接写内容即可\n放弃请回复「取消」',
    )
  })

  it('lets no number press a button: there it means a field', () => {
    expect(choices(card(form(input('text'))))).toEqual([])
  })

  it('speaks the reader’s language', () => {
    expect(
      toText(card(form(input('date', { label: 'Due' }))), 'en')
        .split('\n')
        .slice(1),
    ).toEqual(['Please reply: Due（such as 12-01）', 'To drop it, reply "取消"'])
  })
})

it('says nothing of inputs beside buttons that are no question: they are asked for once one is chosen', () => {
  const beside: Block = { kind: 'form', name: 'f', inputs: [input('text')], buttons: [button('同意'), button('驳回')] }
  expect(body(beside)).toBe('回复序号：1 同意　2 驳回')
})

it('does not number what carries its number', () => {
  expect(body({ kind: 'actions', buttons: [button('1 韩梅'), button('2 韩梅梅'), button('取消')] })).toBe(
    '回复序号：1 韩梅　2 韩梅梅　3 取消',
  )
})

describe('choices', () => {
  it('are numbered through all blocks in the order in which an answer resolves them', () => {
    const full = card(
      { kind: 'actions', buttons: [button('同意'), button('过期', { disabled: true }), button('驳回')] },
      { kind: 'form', name: 'f', inputs: [input('text')], buttons: [button('提交')] },
    )
    expect(choices(full).map(({ label }) => label)).toEqual(['同意', '驳回', '提交'])
    const line = toText(full).split('\n').at(-1) ?? ''
    const shown = [...line.matchAll(/(\d+) (\S+)/g)].map(([, number, label]) => [Number(number), label])
    expect(shown).toEqual(choices(full).map(({ label }, index) => [index + 1, label]))
  })

  it('are none on a card without buttons', () => {
    expect(choices(card({ kind: 'divider' }))).toEqual([])
  })
})
