import { describe, expect, it } from 'vitest'
import type { Block, Button, Card, Input } from '../../../src/bot/card/card.ts'
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

describe('forms', () => {
  const form = (...inputs: Input[]): Block => ({ kind: 'form', name: 'f', inputs, buttons: [] })
  const options = [
    { value: 'p1', label: '高' },
    { value: 'p2', label: '低' },
  ]
  it.each<[string, Input, string]>([
    ['text', input('text'), '请回复：text=…'],
    ['paragraph', input('paragraph'), '请回复：paragraph=…'],
    ['number', input('number'), '请回复：number=数字'],
    ['date', input('date'), '请回复：date=年-月-日'],
    ['person', input('person'), '请回复：person=姓名'],
    ['choice', input('choice', { options }), '请回复：choice=高/低'],
    ['choice without options', input('choice'), '请回复：choice=…'],
    ['a filled choice in words', input('choice', { options, initial: 'p2' }), '请回复：choice=低'],
    ['a filled date', input('date', { initial: '2026-10-12' }), '请回复：date=2026-10-12'],
    [
      'a person by name',
      input('person', { initial: 'ou_1', options: [{ value: 'ou_1', label: '张三' }] }),
      '请回复：person=张三',
    ],
    ['no account id', input('person', { initial: 'ou_1' }), '请回复：person=姓名'],
    ['what may stay out', input('text', { required: false }), '请回复：text=…（text可不填）'],
  ])('%s', (_name, field, expected) => {
    expect(body(form(field))).toBe(expected)
  })
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
