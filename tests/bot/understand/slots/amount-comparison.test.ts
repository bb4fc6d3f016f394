import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareAmounts } from './amount-comparison.ts'

const corpus = (name: string): string[] =>
  readFileSync(new URL(`../../../fixtures/language/${name}.txt`, import.meta.url), 'utf8').split('\n')

test('amounts of the corpus: never a wrong one, and more right ones than a reader of numerals', () => {
  const { lines, ours, peer } = compareAmounts(['project.create', 'budget.request', 'budget.raise'].flatMap(corpus))
  expect(lines).toBeGreaterThan(40)
  expect(ours.wrong).toBe(0)
  expect(ours.right).toBeGreaterThanOrEqual(peer.right)
  expect(ours.right + ours.wrong + ours.abstained).toBe(lines)
  expect(ours.right / lines).toBeGreaterThan(0.9)
})

test('a line counts as right, wrong or abstained by its one expected amount', () => {
  const { lines, ours, peer } = compareAmounts([
    '# comment => budget=1',
    '预算八万元 => budget.request amount=80000',
    '[en] budget 80k => budget.request amount=70000',
    '8万 => ask',
    '申请一笔钱 => budget.request amount=500.50',
  ])
  expect(lines).toBe(3)
  expect(ours).toEqual({ right: 1, wrong: 1, abstained: 1 })
  expect(peer.right).toBe(1)
})
