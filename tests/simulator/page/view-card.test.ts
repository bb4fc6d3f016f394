import { describe, expect, it } from 'vitest'
import type { Input } from '../../../src/simulator/page/api/types.ts'
import { blocksOf } from '../../../src/simulator/page/view-card/blocks.ts'
import { enteredValues, missingInputs } from '../../../src/simulator/page/view-card/values.ts'

const amount = { label: '金额', value: '¥150,000.00' }
const reason = { label: '说明', value: '预热期\n两周' }

describe('the words of a card drawn from its view', () => {
  it.each([
    ['with a colon', '金额：¥150,000.00'],
    ['with a blank', '金额 ¥150,000.00'],
    ['with the value on the next line', '金额\n¥150,000.00'],
    ['as it is', '金额¥150,000.00'],
  ])('a pair told %s is drawn once, as a pair', (_name, text) => {
    expect(blocksOf({ text: `请审批\n${text}\n谢谢`, fields: [amount] })).toEqual([
      { kind: 'words', text: '请审批' },
      { kind: 'fields', fields: [amount] },
      { kind: 'words', text: '谢谢' },
    ])
  })

  it('pairs below each other are one list, also of several lines; what no line tells comes last', () => {
    const rest = { label: '编号', value: 'A-12' }
    const text = '说明：预热期\n两周\n金额 ¥150,000.00\n完'
    expect(blocksOf({ text, fields: [amount, reason, rest] })).toEqual([
      { kind: 'fields', fields: [reason, amount] },
      { kind: 'words', text: '完' },
      { kind: 'fields', fields: [rest] },
    ])
  })

  it('the title is not repeated, empty lines are not drawn', () => {
    expect(blocksOf({ title: '待审批 · A-12', text: '待审批 · A-12\n\n一\n二', fields: [] })).toEqual([
      { kind: 'words', text: '一\n二' },
    ])
  })

  it('lines of equally many cells are a table; one such line is a sentence', () => {
    expect(blocksOf({ text: '渠道 | 计划\n抖音 | ¥1\n共 1 项\n甲 | 乙', fields: [] })).toEqual([
      {
        kind: 'table',
        rows: [
          ['渠道', '计划'],
          ['抖音', '¥1'],
        ],
      },
      { kind: 'words', text: '共 1 项\n甲 | 乙' },
    ])
  })

  it('is nothing for a card without words', () => expect(blocksOf({ text: '', fields: [] })).toEqual([]))
})

describe('the inputs of such a card', () => {
  const input = (name: string, required = true): Input => ({ name, kind: 'text', label: name, required })
  const inputs = [input('a'), input('b', false), input('c')]

  it('send what was entered and nothing else', () => {
    expect(enteredValues(inputs, { a: '好', b: '', c: [], d: '无关' })).toEqual({ a: '好' })
    expect(enteredValues(inputs, { a: true, b: ['x'], c: false })).toEqual({ a: true, b: ['x'] })
  })

  it('are missing if required and empty', () => {
    expect(missingInputs(inputs, { a: '好', c: '' })).toEqual(['c'])
    expect(missingInputs(inputs, {})).toEqual(['a', 'c'])
  })
})
