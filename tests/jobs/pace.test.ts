import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Rate } from '../../src/bot/messenger.ts'
import { Pace } from '../../src/jobs/pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const rates = (all: number, conversation: number): Rate[] => [
  { scope: 'all', count: all, perMs: 1000 },
  { scope: 'conversation', count: conversation, perMs: 1000 },
]

/** Asks for `turns` turns at once, each used for `useMs`; resolves to when each began, in ms from now. */
async function begins(pace: Pace, conversations: readonly string[], useMs: number): Promise<number[]> {
  const start = Date.now()
  const began: number[] = []
  const all = Promise.all(
    conversations.map(async (conversation) => {
      const over = await pace.turn(conversation)
      began.push(Date.now() - start)
      setTimeout(over, useMs)
    }),
  )
  await vi.runAllTimersAsync()
  await all
  return began
}

const times = (n: number, conversation: string): string[] => Array.from({ length: n }, () => conversation)

it('lets a conversation send so often a second', async () => {
  const pace = new Pace(rates(100, 2))
  expect(await begins(pace, times(5, 'a'), 0)).toEqual([0, 0, 1000, 1000, 2000])
})

it('lets all conversations together send so often a second', async () => {
  const pace = new Pace(rates(3, 2))
  expect(await begins(pace, ['a', 'b', 'c', 'd', 'e'], 0)).toEqual([0, 0, 0, 1000, 1000])
})

it('counts from the end of a send, because it may have arrived only then', async () => {
  const pace = new Pace(rates(100, 1))
  expect(await begins(pace, times(3, 'a'), 600)).toEqual([0, 1600, 3200])
})

it('keeps conversations apart', async () => {
  const pace = new Pace(rates(100, 1))
  expect(await begins(pace, ['a', 'a', 'b', 'b'], 0)).toEqual([0, 0, 1000, 1000])
})

it('keeps counting through pauses', async () => {
  const pace = new Pace(rates(100, 2))
  expect(await begins(pace, ['a'], 0)).toEqual([0])
  expect(await begins(pace, times(3, 'a'), 400)).toEqual([0, 0, 1400])
})

it('keeps several rates of one conversation at once', async () => {
  const pace = new Pace([
    { scope: 'conversation', count: 2, perMs: 1000 },
    { scope: 'conversation', count: 3, perMs: 60_000 },
  ])
  expect(await begins(pace, times(5, 'a'), 0)).toEqual([0, 0, 1000, 60_000, 60_000])
})
