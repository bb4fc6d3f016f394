import { afterEach, describe, expect, it } from 'vitest'
import { CREATE, call, cardTo, type Running, run, TO_GROUP, toGroup, until } from './support.ts'

let sim: Running
afterEach(() => sim.stop())

const hello = toGroup('sampleText', { content: '好' })
/** Calls of the new family with one token, so that only they count. */
async function sender(): Promise<() => ReturnType<typeof call>> {
  const token = await sim.token()
  return () => call(`${sim.url}${TO_GROUP}`, 'POST', hello, { 'x-acs-dingtalk-access-token': token })
}

describe('20 calls per second and API', () => {
  it('and the next is HTTP 403 with a code of its own', async () => {
    sim = await run()
    const send = await sender()
    for (let count = 0; count < 20; count += 1) expect((await send()).status).toBe(200)
    expect(await send()).toMatchObject({
      status: 403,
      body: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', requestid: expect.any(String) },
    })
    expect((await sim.api('POST', CREATE, cardTo({ title: 'x' }))).status).toBe(200)
    await sim.advance(1)
    expect((await send()).status).toBe(200)
  })

  it('and the next is errcode 90018 in the old family', async () => {
    sim = await run()
    const token = await sim.token()
    const get = () => call(`${sim.url}/topapi/v2/user/get?access_token=${token}`, 'POST', { userid: 'u1' })
    for (let count = 0; count < 20; count += 1) await get()
    expect(await get()).toMatchObject({ status: 200, body: { errcode: 90018 } })
  })

  it('are not counted when limits are off', async () => {
    sim = await run({ rateLimits: 'off' })
    const send = await sender()
    for (let count = 0; count < 21; count += 1) expect((await send()).status).toBe(200)
  })
})

describe('the quota of the month', () => {
  it('counts robot messages and cards, not tokens, media and contacts', async () => {
    sim = await run({ rateLimits: 'off' })
    await sim.api('POST', TO_GROUP, hello)
    await sim.api('POST', CREATE, cardTo({ title: 'x' }))
    await sim.old('/topapi/v2/user/get', { userid: 'u1' })
    sim.say('@营销助手 在吗')
    expect(sim.platform.usage()).toEqual({ month: '2026-11', apiCalls: 2, pushes: 1 })
  })

  it('refuses calls when it is used up, until the month ends in Shanghai', async () => {
    sim = await run({ app: { monthlyQuota: { apiCalls: 1, pushes: 10 } } })
    expect((await sim.api('POST', TO_GROUP, hello)).status).toBe(200)
    expect(await sim.api('POST', TO_GROUP, hello)).toMatchObject({
      status: 403,
      body: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
    })
    expect((await sim.old('/topapi/v2/user/get', { userid: 'u1' })).body).toMatchObject({ errcode: 0 })
    await sim.advance((new Date('2026-12-01T00:00:00+08:00').getTime() - sim.clock.now().getTime()) / 1000)
    expect((await sim.api('POST', TO_GROUP, hello)).status).toBe(200)
    expect(sim.platform.usage()).toMatchObject({ month: '2026-12', apiCalls: 1 })
  })

  it('lets messages arrive without their words', async () => {
    sim = await run({ app: { monthlyQuota: { apiCalls: 10, pushes: 1 } } })
    const client = await sim.connect()
    sim.say('@营销助手 一')
    sim.say('@营销助手 二')
    await until('both', () => client.robot.length === 2)
    const [first, second] = client.robot.map(({ data }) => data)
    expect(first).toMatchObject({ text: { content: ' 一' } })
    expect(second).toMatchObject({ errorCode: '20001', errorMessage: expect.any(String), senderStaffId: 'u1' })
    expect(second).not.toHaveProperty('text')
  })
})
