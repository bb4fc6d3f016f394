import { afterEach, expect, it } from 'vitest'
import { VirtualClock } from '../../../src/simulator/clock.ts'
import { RateLimits } from '../../../src/simulator/feishu/rate-limits.ts'
import { HAN, message, type Running, run, SEND, START } from '../support.ts'

let sim: Running | undefined
afterEach(async () => {
  await sim?.stop()
  sim = undefined
})

const advance = (clock: VirtualClock, ms: number) =>
  clock.advanceTo(new Date(clock.now().getTime() + ms), async () => undefined)

function attempts(count: number, act: () => void): number {
  let passed = 0
  for (let index = 0; index < count; index += 1)
    try {
      act()
      passed += 1
    } catch {
      // The number that passed is what is asked for.
    }
  return passed
}

it('lets five messages a second into a chat, also by reply and in private', async () => {
  sim = await run()
  const codes: unknown[] = []
  for (let index = 0; index < 6; index += 1) {
    const answer = await sim.platform('POST', SEND, message('text', { text: String(index) }))
    codes.push((answer.body as { code: number }).code)
  }
  expect(codes).toEqual([0, 0, 0, 0, 0, 230020])
  const other = { ...message('text', { text: 'x' }), receive_id: HAN }
  expect((await sim.platform('POST', '/im/v1/messages?receive_id_type=open_id', other)).body).toMatchObject({ code: 0 })
  await advance(sim.simulator.clock, 1_000)
  expect((await sim.platform('POST', SEND, message('text', { text: 'later' }))).body).toMatchObject({ code: 0 })
})

it('does not count when limits are off', async () => {
  sim = await run({ rateLimits: 'off' })
  for (let index = 0; index < 8; index += 1)
    expect((await sim.platform('POST', SEND, message('text', { text: 'x' }))).body).toMatchObject({ code: 0 })
})

it('lets 50 calls a second and 1000 a minute through to an endpoint, and says how long to wait', async () => {
  const clock = new VirtualClock(START)
  const limits = new RateLimits(clock, true)
  expect(attempts(60, () => limits.call('GET /a'))).toBe(50)
  expect(attempts(10, () => limits.call('GET /b'))).toBe(10)
  let total = 0
  for (let second = 0; second < 25; second += 1) {
    await advance(clock, 1_001)
    total += attempts(50, () => limits.call('GET /c'))
  }
  expect(total).toBe(1_000)
  try {
    limits.call('GET /c')
    expect.unreachable()
  } catch (error) {
    const { code, status, headers } = error as { code: number; status: number; headers: Record<string, string> }
    expect({ code, status, limit: headers['x-ogw-ratelimit-limit'] }).toEqual({
      code: 99991400,
      status: 429,
      limit: '1000',
    })
    expect(Number(headers['x-ogw-ratelimit-reset'])).toBeGreaterThan(30)
  }
})

it('lets five updates a second reach one message', () => {
  const limits = new RateLimits(new VirtualClock(START), true)
  expect(attempts(9, () => limits.update('om_1'))).toBe(5)
  expect(attempts(9, () => limits.update('om_2'))).toBe(5)
})
