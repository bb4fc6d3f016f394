import { expect, it } from 'vitest'
import { startProcesses } from './processes.ts'
import { startWorld } from './world.ts'

const GROUP = '双12项目群'

it('answers in the world of one process', async () => {
  const world = await startWorld()
  const [answer, ...others] = await world.ask(GROUP, '李雷', '@营销助手 帮助')
  expect(answer).toMatchObject({ kind: 'card', from: { bot: true } })
  expect(others).toEqual([])
  await world.close()
})

it('answers in the world of two processes, also after a crash', { timeout: 60_000 }, async () => {
  const world = await startProcesses()
  await world.crash()
  await world.start()
  const id = await world.client.say(GROUP, '李雷', '@营销助手 帮助')
  await world.quiet()
  expect(await world.client.botMessages(GROUP, id)).toMatchObject([{ kind: 'card' }])
  await world.close()
})
