import { expect, test } from 'vitest'
import { findReferences, normalise } from '../../../../src/bot/understand/slots/index.ts'

const read = (text: string): string[] =>
  findReferences(normalise(text)).map(({ value }) => `${value.kind} ${value.number}`)

test.each([
  ['T-12 t12 T12', ['task 12', 'task 12', 'task 12']],
  ['项目P-101,同意A-7', ['project 101', 'approval 7']],
  ['Ｔ－１２', ['task 12']],
  ['驳回a-8 太贵', ['approval 8']],
  ['T-1、T-2', ['task 1', 'task 2']],
  ['A7', ['approval 7']],
  ['把T-3改到月底', ['task 3']],
])('%s: %j', (text, found) => {
  expect(read(text)).toEqual(found)
})

test.each([
  'A4海报',
  'P1',
  'T-12.5',
  'T-12-3',
  'GPT-4',
  'AT-12',
  'T-12a',
  'T-0',
  'T-1日数据',
  '#T-1',
  'V2.0',
  '「T-12」',
  'https://x.cn/T-12',
  'T-1234567890',
])('no reference in %s', (text) => {
  expect(read(text)).toEqual([])
})
