import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareDates } from './comparison.ts'

const FOLDER = new URL('../../../fixtures/language/', import.meta.url)
const corpus = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').split('\n'))

test('days and ranges of the corpus: more right ones than chrono-node finds, and fewer wrong ones', () => {
  const { lines, ours, peer } = compareDates(corpus())
  expect(lines).toBeGreaterThan(100)
  expect(ours.right + ours.wrong + ours.abstained).toBe(lines)
  expect(peer.right + peer.wrong + peer.abstained).toBe(lines)
  expect(ours.right).toBeGreaterThanOrEqual(peer.right)
  expect(ours.wrong).toBeLessThan(peer.wrong)
  expect(ours.right / lines).toBeGreaterThan(0.97)
})

test('a line counts as right, wrong or abstained by its one expected day', () => {
  const { lines, ours, peer, misses } = compareDates([
    '# 明天 => task.create due=2026-11-24',
    'T-3 改到明天 => task.reschedule task=T-3 due=2026-11-24',
    'T-3 改到明天 => task.reschedule task=T-3 due=2026-11-25',
    'T-3 改到那天 => task.reschedule task=T-3 due=2026-11-25',
    'T-3 改到11.25-11.27 => task.reschedule task=T-3 period=2026-11-25/2026-11-27 | ask',
    'T-3 3h => hours.log task=T-3 worked=2026-11-23:3h',
    'T-3 昨天3h => hours.log task=T-3 worked=2026-11-22:3h',
    'T-3 昨天3h 今天2h => hours.log task=T-3 worked=2026-11-22:3h,2026-11-23:2h',
    'T-3 改到明天 => ask',
    // The day was said in the line before.
    '[after T-3 改到明天] T-4 也一样 => task.reschedule task=T-4 due=2026-11-24',
    // Both ends, and one of them.
    '活动11月30日开始, 做到12月2日 => project.create name=活动 period=2026-11-30/2026-12-02',
    '活动11月30日开始 => project.create name=活动 period=2026-11-30/2026-12-02',
  ])
  expect(lines).toBe(7)
  expect(ours).toEqual({ right: 4, wrong: 2, abstained: 1 })
  expect(peer.right).toBe(3)
  expect(misses[0]).toEqual({
    sentence: 'T-3 改到明天',
    expected: '2026-11-25',
    ours: '2026-11-24',
    peer: '2026-11-24',
  })
})
