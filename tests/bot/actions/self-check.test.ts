import { expect, it } from 'vitest'
import { BotWorld, only } from '../../support/bot-world.ts'

it('says of each messenger by its name whether it is well, when it was last heard, and what is to be done', async () => {
  const world = await BotWorld.open({
    health: [
      { platform: 'feishu', transport: 'webhook', state: 'ok', lastEventAt: '2026-11-23T01:30:00.000Z' },
      {
        platform: 'wecom',
        transport: 'app+bot',
        state: 'failing',
        detail: '本机地址不在企业可信 IP 里',
        lastErrorCode: '60020',
        quota: { used: 9, granted: 5000 },
      },
    ],
  })
  const { text } = only(await world.say('孙浩', 'private', '自检'))
  expect(text).toMatch(/飞书 \(webhook\).*正常.*2026-11-23 09:30/)
  expect(text).toMatch(/企业微信 \(app\+bot\).*异常.*可信 IP.*本月已用 9\/5000 次/)
})
