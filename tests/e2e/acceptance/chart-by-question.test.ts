/** A chart that is asked for through a question: the picture must arrive, not only its words. */
import { expect, test } from 'vitest'
import { again, press } from '../support/seen.ts'
import { startWorld } from '../support/world.ts'

test('which project? — the chart of the chosen one comes as a picture', async () => {
  const world = await startWorld()
  try {
    for (const name of ['春季上新', '夏季上新']) {
      const [draft] = await world.ask('李雷', '李雷', `新建项目 ${name} 12月1日到12月20日`)
      await press(world.client, draft, '李雷', '创建')
    }
    const [question] = await world.ask('李雷', '李雷', '甘特图')
    await press(world.client, question, '李雷', '2 P-102 夏季上新')
    const chart = (await world.client.botMessages('李雷', question?.id)).at(-1)
    expect(chart?.title ?? '').toContain('夏季上新')
    expect(chart?.image).toBeDefined()
    expect((await again(world.client, question)).buttons).toEqual([])
  } finally {
    await world.close()
  }
})
