import { expect, it } from 'vitest'
import type { Seen, SimulatorClient } from '../support/client.ts'
import { column, count, expectSound } from '../support/database.ts'
import { type Processes, startProcesses } from '../support/processes.ts'
import { letters, rosterWithChats } from '../support/roster.ts'
import { until } from '../support/until.ts'
import { ready } from '../support/world.ts'

const CHATS = Array.from({ length: 100 }, (_, i) => `群${letters(i)}`)
const TASKS = 'SELECT count(*) FROM task'

/** A service with one project of 李雷's, so that every chat's commands mean it. Nothing is paced or refused. */
async function busyWorld(): Promise<Processes> {
  const world = await startProcesses({ rosterFile: rosterWithChats(CHATS), rateLimits: 'off' })
  await ready(world.address)
  await world.client.say('李雷', '李雷', '新建项目 春季上新 12月1日到12月20日')
  await world.quiet()
  const [draft] = await world.client.botMessages('李雷')
  await world.client.click(draft?.id ?? '', '李雷', draft?.buttons[0]?.id ?? '')
  await world.quiet()
  return world
}

/** `新建任务 海报xx` in the given chats, all at once. */
async function sayAll(client: SimulatorClient, chats: readonly string[]): Promise<void> {
  await Promise.all(chats.map((chat, i) => client.say(chat, '李雷', `@营销助手 新建任务 海报${letters(i)}`)))
}

/** What people said in a chat in the chat's order, and the bot's answers in the order of their arrival. */
function sides(seen: readonly Seen[]): { said: readonly Seen[]; answers: readonly Seen[] } {
  return { said: seen.filter(({ from }) => !from.bot), answers: seen.filter(({ from }) => from.bot) }
}

const title = (text: string): string => /海报\w+/.exec(text)?.[0] ?? `no title in ${text}`

/** One answer for each command, quoting it, in the order of the commands; the answers' task numbers ascend. */
function expectInOrder(seen: readonly Seen[]): void {
  const { said, answers } = sides(seen)
  expect(answers.map(({ replyTo }) => replyTo)).toEqual(said.map(({ id }) => id))
  expect(answers.map((answer) => title(answer.title ?? ''))).toEqual(said.map(({ text }) => title(text)))
  const numbers = answers.map((answer) => Number(/T-(\d+)/.exec(answer.title ?? '')?.[1]))
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
}

/** Every command made exactly one task. */
function expectEachOnce(world: Processes, commands: number): void {
  const titles = column<string>(world.dataDir, 'SELECT title FROM task ORDER BY title')
  expect(titles).toEqual(Array.from({ length: commands }, (_, i) => `海报${letters(i)}`).sort())
  expect(count(world.dataDir, `SELECT count(*) FROM audit_entry WHERE event = 'task.create'`)).toBe(commands)
}

async function end(world: Processes): Promise<void> {
  await world.crash()
  await expectSound(world.dataDir)
  await world.close()
}

it('100 commands at once in one chat: answered in their order, none lost, none twice', {
  timeout: 120_000,
}, async () => {
  const world = await busyWorld()
  const [chat = ''] = CHATS
  await sayAll(
    world.client,
    CHATS.map(() => chat),
  )
  await world.quiet()
  const seen = await world.client.messages({ chat })
  expect(seen).toHaveLength(200)
  expectInOrder(seen)
  // Alone in its chat, the first task has number 1, and so on.
  expect(sides(seen).answers.map((answer) => answer.title?.split(' ')[0])).toEqual(CHATS.map((_, i) => `T-${i + 1}`))
  expectEachOnce(world, 100)
  await end(world)
})

it('300 commands at once in 100 chats: each chat in its order, none lost, none twice', {
  timeout: 120_000,
}, async () => {
  const world = await busyWorld()
  await sayAll(world.client, [...CHATS, ...CHATS, ...CHATS])
  await world.quiet()
  for (const chat of CHATS) {
    const seen = await world.client.messages({ chat })
    expect(seen).toHaveLength(6)
    expectInOrder(seen)
  }
  expectEachOnce(world, 300)
  await end(world)
})

it('killed -9 amid 100 commands in 20 chats: each is done and answered exactly once', {
  timeout: 120_000,
}, async () => {
  const world = await busyWorld()
  const chats = CHATS.map((_, i) => CHATS[i % 20] ?? '')
  const talking = sayAll(world.client, chats)
  await until('a quarter is done', async () => count(world.dataDir, TASKS) >= 25)
  await world.crash()
  await talking
  expect(count(world.dataDir, TASKS)).toBeLessThan(100)
  await world.start()
  await world.client.idle()
  // What was not acknowledged comes again after 15 s of the platform's clock.
  await world.client.clock({ advance: 'PT15S' })
  await world.quiet()
  for (const chat of CHATS.slice(0, 20)) {
    const { said, answers } = sides(await world.client.messages({ chat }))
    expect(answers.map(({ replyTo }) => replyTo).sort()).toEqual(said.map(({ id }) => id).sort())
  }
  expectEachOnce(world, 100)
  await end(world)
})
