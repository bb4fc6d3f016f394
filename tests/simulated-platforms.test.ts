import { readFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { type Roster, readRoster } from '../src/adapters/roster/index.ts'
import { chineseCalendar } from '../src/adapters/system/holidays.ts'
import { type SimulatedPlatforms, startSimulatedPlatforms } from '../src/simulated-platforms.ts'

const EXAMPLE = 'examples/roster.yaml'

function roster(): Roster {
  const read = readRoster(readFileSync(EXAMPLE, 'utf8'), EXAMPLE)
  if ('problems' in read) throw new Error('the example must be sound')
  return read
}

const started: SimulatedPlatforms[] = []
afterEach(async () => {
  for (const platforms of started.splice(0)) await platforms.close()
})

async function start(people: Roster): Promise<SimulatedPlatforms> {
  const platforms = await startSimulatedPlatforms(people, chineseCalendar(), new Date('2026-11-23T02:00:00Z'), () => {})
  started.push(platforms)
  return platforms
}

/** Everybody also has an account with that id on these platforms. */
function withAccounts(original: Roster, ...platforms: string[]): Roster {
  const people = original.people.map((person) => ({
    ...person,
    accounts: platforms.map((platform) => ({ platform, id: `${platform}-${person.id}` })),
  }))
  const [member] = people
  const chats = platforms.map((platform) => ({
    platform,
    id: `${platform}-1`,
    name: '群',
    members: [member?.id ?? ''],
  }))
  return { ...original, people, chats }
}

const answers = async (address: string | undefined): Promise<boolean> => {
  const response = await fetch(`${address}/`).catch(() => undefined)
  return response !== undefined
}

it('each platform that people use has an address of its own and fresh secrets', async () => {
  const people = withAccounts(roster(), 'feishu', 'dingtalk', 'wecom')
  const [one, other] = [await start(people), await start(people)]
  const addresses = [one.feishu?.baseUrl, one.dingtalk?.baseUrl, one.wecom?.baseUrl]
  expect(new Set(addresses).size).toBe(3)
  for (const address of addresses) {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await answers(address)).toBe(true)
  }
  expect(one.feishu?.app.appSecret).not.toBe(other.feishu?.app.appSecret)
  expect(one.dingtalk?.app.clientSecret).not.toBe(other.dingtalk?.app.clientSecret)
  expect(one.wecom?.app.encodingAesKey).not.toBe(other.wecom?.app.encodingAesKey)
  expect(Object.keys(one.wecom?.app.groupWebhooks ?? {})).toEqual(['wecom-1'])
  const chats = one.simulator.platforms.map(({ name, chats }) => [name, chats[0]?.id])
  expect(chats).toEqual(['feishu', 'dingtalk', 'wecom'].map((name) => [name, `${name}-1`]))
})

it('a platform that nobody uses is not there', async () => {
  const platforms = await start(withAccounts(roster(), 'wecom'))
  expect([platforms.feishu, platforms.dingtalk]).toEqual([undefined, undefined])
  expect(platforms.simulator.platforms.map(({ name }) => name)).toEqual(['wecom'])
})

it('nothing listens after the end', async () => {
  const platforms = await start(withAccounts(roster(), 'feishu', 'dingtalk'))
  await platforms.close()
  started.length = 0
  expect([await answers(platforms.feishu?.baseUrl), await answers(platforms.dingtalk?.baseUrl)]).toEqual([false, false])
})
