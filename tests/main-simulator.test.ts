import { expect, it } from 'vitest'
import { startChild } from './e2e/support/child.ts'
import { freePort } from './e2e/support/processes.ts'

it('the simulator alone says on standard error that nobody answered its challenge, and serves all the same', async () => {
  const webhook = `http://127.0.0.1:${await freePort()}/webhooks/feishu`
  const simulator = await startChild({
    args: ['src/main-simulator.ts', '--webhook', webhook],
    env: {
      MEMS_FEISHU_APP_ID: 'cli_0123456789abcdef',
      MEMS_FEISHU_APP_SECRET: 'secret-a',
      MEMS_FEISHU_ENCRYPT_KEY: 'secret-b',
      MEMS_FEISHU_VERIFICATION_TOKEN: 'secret-c',
    },
  })
  try {
    expect(simulator.output()).toContain(`${webhook} failed the url_verification challenge: no answer (tcp)`)
    expect(simulator.output()).not.toContain('secret-')
    expect((await fetch(`${simulator.address}/simulator/api/subscription`)).status).toBe(200)
  } finally {
    simulator.kill('SIGTERM')
    await simulator.ended
  }
})
