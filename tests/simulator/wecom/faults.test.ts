// Things that go wrong with calls of the platform.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulator/faults.ts'
import { type Running, run, until } from './support.ts'

let sim: Running

beforeEach(async () => {
  sim = await run()
})
afterEach(() => sim.stop())

const plan = (fault: Fault) => sim.platform.faults.add({ path: 'message/send' }, fault, 1)
const send = () => sim.send('text', { content: 'x' })
const seen = () => sim.seen(sim.privately('li'))

it('rate_limit and code: refusals', async () => {
  plan({ kind: 'rate_limit' })
  expect(await send()).toMatchObject({ errcode: 45009 })
  plan({ kind: 'code', code: 60020, msg: 'not allow to access from your ip' })
  expect(await send()).toMatchObject({ errcode: 60020, errmsg: expect.stringMatching(/^not allow.* from ip: /) })
  expect(seen()).toEqual([])
  expect(await send()).toMatchObject({ errcode: 0 })
})

it('server_error: an HTML page', async () => {
  plan({ kind: 'server_error', status: 503 })
  const response = await fetch(`${sim.url}/cgi-bin/message/send`, { method: 'POST' })
  expect([response.status, response.headers.get('content-type')]).toEqual([503, expect.stringContaining('text/html')])
})

it('lost_answer: the effect happens, cut: it does not', async () => {
  plan({ kind: 'lost_answer' })
  await expect(send()).rejects.toThrow()
  expect(seen()).toHaveLength(1)
  plan({ kind: 'cut' })
  await expect(send()).rejects.toThrow()
  expect(seen()).toHaveLength(1)
  const statuses = sim.exchanges.list({}, 10).map(({ path, status }) => path.includes('message/send') && status)
  expect(statuses.filter((status) => status === 0)).toHaveLength(2)
})

it('hang: until the client gives up, or for a while; closing does not wait for it', async () => {
  plan({ kind: 'hang', seconds: 0.02 })
  expect(await send()).toMatchObject({ errcode: 0 })
  plan({ kind: 'hang' })
  const outcome = expect(send()).rejects.toThrow()
  await until('the fault was taken', () => sim.platform.faults.list().length === 0)
  await sim.stop()
  await outcome
})
