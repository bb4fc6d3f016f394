import { expect, it } from 'vitest'
import { startWorld } from '../support/world.ts'

it('stays below the documented rates by itself: 20 answers in one chat, none refused by the platform', {
  timeout: 60_000,
}, async () => {
  const world = await startWorld()
  const started = performance.now()
  await Promise.all(Array.from({ length: 20 }, () => world.client.say('双12项目群', '李雷', '@营销助手 帮助')))
  await world.client.idle()
  expect(await world.client.botMessages('双12项目群')).toHaveLength(20)
  // 5 a second: the twentieth goes out after three full seconds.
  expect(performance.now() - started).toBeGreaterThan(3_000)
  const refused = (await world.client.exchanges(500)).filter(
    ({ direction, status }) => direction === 'to-platform' && status !== 200,
  )
  expect(refused).toEqual([])
  await world.close()
})
