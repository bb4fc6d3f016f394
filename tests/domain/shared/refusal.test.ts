import { expect, test } from 'vitest'
import { checkText, isRefusal, refuse } from '../../../src/domain/shared/refusal.ts'

test('a refusal carries its code and parameters and is recognised', () => {
  const refusal = refuse('BUDGET.EXCEEDED', { available: 10_000_000n, shortBy: 3_000_000n })
  expect(refusal).toEqual({
    refused: true,
    code: 'BUDGET.EXCEEDED',
    params: { available: 10_000_000n, shortBy: 3_000_000n },
  })
  expect(isRefusal(refusal)).toBe(true)
})

test.each([undefined, null, '', 'refused', {}, { refused: false }, { code: 'X' }])('%j is no refusal', (x) => {
  expect(isRefusal(x)).toBe(false)
})

test.each([
  ['  双12   大促\n', '双12 大促'],
  ['👍👍', '👍👍'],
  ['   ', refuse('TEXT.EMPTY', { field: 'task_title' })],
  ['一二三四五六七八九', refuse('TEXT.TOO_LONG', { field: 'task_title', max: 8 })],
])('checkText(%j)', (text, result) => {
  expect(checkText('task_title', text, 8)).toEqual(result)
})
