import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalise, protectedSpans } from '../../../../src/bot/understand/slots/index.ts'

test.each([
  ['８．５ｗ', '8.5w'],
  ['￥８０，０００', '¥80,000'],
  ['Ｔ－１２', 'T-12'],
  ['11.24–11.27', '11.24-11.27'],
  ['12.1～12.20', '12.1~12.20'],
  ['把“详情页”派给小韩', '把「详情页」派给小韩'],
  ['『主视觉』', '「主视觉」'],
  ['  新建　任务\t海报  ', '新建 任务 海报'],
  ['一行 \r\n 二行', '一行\n二行'],
  ['新\u200b建\u0000任\ufeff务', '新建任务'],
  ['👨‍👩‍👧 海报', '👨‍👩‍👧 海报'],
  ['海\u200d报', '海报'],
  ['坏\ud800字', '坏\ufffd字'],
])('%j becomes %j', (from, to) => {
  expect(normalise(from)).toBe(to)
})

test('normalising twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => normalise(normalise(text)) === normalise(text)))
})

test.each([
  ['把「周五海报」派给小韩', ['周五海报']],
  ['“a”和"b"、《c》', ['a', 'b', 'c']],
  ['「没有结束', []],
  ['「第一行\n第二行」', []],
  ['3" 屏', []],
])('protected in %j: %j', (text, values) => {
  const spans = protectedSpans(text)
  expect(spans.map(({ value }) => value)).toEqual(values)
  for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text)
})
