import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simplify } from '../../../../src/bot/understand/slots/simplify.ts'

test.each([
  ['新建專案 週年慶 預算8萬', '新建项目 周年庆 预算8万'],
  ['申請預算 5萬 戶外看板', '申请预算 5万 户外看板'],
  ['追加預算一萬二', '追加预算一万二'],
  ['把展架印刷推遲兩天', '把展架印刷推迟两天'],
  ['登記工時 T-3 三小時', '登记工时 T-3 三小时'],
  ['登錄工時', '登记工时'],
  ['派給韓梅', '派给韩梅'],
  ['貳拾萬圓', '贰拾万圆'],
  ['新建任务 海报 abc 😀', '新建任务 海报 abc 😀'],
  ['', ''],
])('%s reads %s', (from, to) => {
  expect(simplify(from)).toBe(to)
})

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'專案預算薴苧乾著㑯\ud83d𡞱登錄復原', '😀', '任务'), { maxLength: 30 })
    .map((pieces) => pieces.join('')),
  fc.array(fc.integer({ min: 0x3400, max: 0x9fff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
)

test('the length stays, and simplifying twice changes nothing', () => {
  fc.assert(
    fc.property(text, (one) => {
      const once = simplify(one)
      expect(once).toHaveLength(one.length)
      expect(simplify(once)).toBe(once)
    }),
    { numRuns: 2000 },
  )
})

test('no character is left that the table knows', () => {
  for (let code = 0x3400; code <= 0x9fff; code += 1) {
    const once = simplify(String.fromCharCode(code))
    expect(simplify(once)).toBe(once)
  }
})
