import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isRecord, listAt, parseRecord, recordAt } from './json.ts'
import { parseInstant } from './time.ts'
import type { FeishuApp, SimulatorOptions, World } from './types.ts'

export interface Standalone {
  port: number
  options: SimulatorOptions
}

/** For trying things out; the credentials are no secret, the simulator listens on loopback only. */
const DEFAULT_APP: Omit<FeishuApp, 'subscription'> = {
  appId: 'cli_a000000000000001',
  appSecret: 'simulated-app-secret',
  encryptKey: 'simulated-encrypt-key',
  verificationToken: 'simulated-verification-token',
}

const DEFAULT_WORLD: World = {
  tenantKey: 'simulated-tenant',
  bot: { name: '营销助手' },
  people: [
    { id: 'p1', name: '李雷', title: '市场总监', accounts: [{ platform: 'feishu', id: 'ou_lilei' }] },
    { id: 'p2', name: '韩梅梅', title: '设计', accounts: [{ platform: 'feishu', id: 'ou_hanmeimei' }] },
  ],
  chats: [{ platform: 'feishu', id: 'oc_project', name: '项目群', type: 'group', members: ['p1', 'p2'] }],
}

/**
 * Reads arguments and environment of a simulator in a process of its own:
 * `--port 3001 --world world.json --webhook URL --now ISO --no-rate-limits --page dist/simulator`, and MEMS_FEISHU_APP_ID,
 * MEMS_FEISHU_APP_SECRET, MEMS_FEISHU_ENCRYPT_KEY, MEMS_FEISHU_VERIFICATION_TOKEN. Throws a sentence for what is wrong.
 */
export function readStandalone(args: string[], env: Record<string, string | undefined>): Standalone {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '3001' },
      world: { type: 'string' },
      webhook: { type: 'string' },
      now: { type: 'string' },
      page: { type: 'string', default: 'dist/simulator' },
      'no-rate-limits': { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be 0 to 65535')
  return {
    port,
    options: {
      world: values.world === undefined ? DEFAULT_WORLD : readWorld(values.world),
      feishu: {
        appId: env.MEMS_FEISHU_APP_ID ?? DEFAULT_APP.appId,
        appSecret: env.MEMS_FEISHU_APP_SECRET ?? DEFAULT_APP.appSecret,
        encryptKey: env.MEMS_FEISHU_ENCRYPT_KEY ?? DEFAULT_APP.encryptKey,
        verificationToken: env.MEMS_FEISHU_VERIFICATION_TOKEN ?? DEFAULT_APP.verificationToken,
        subscription:
          values.webhook === undefined ? { mode: 'long-connection' } : { mode: 'webhook', url: values.webhook },
      },
      startAt: values.now === undefined ? undefined : instantOf(values.now),
      rateLimits: values['no-rate-limits'] ? 'off' : 'documented',
      pageRoot: values.page,
    },
  }
}

function instantOf(text: string): Date {
  const instant = parseInstant(text)
  if (!instant) throw new Error('--now must be an ISO time with offset')
  return instant
}

/** The world as JSON; only its outline is checked here, strangers in chats are refused by the simulator. */
function readWorld(file: string): World {
  const world = parseRecord(readFileSync(file, 'utf8'))
  const whole = typeof world?.tenantKey === 'string' && typeof recordAt(world, 'bot').name === 'string'
  const lists = [...listAt(world, 'people'), ...listAt(world, 'chats')]
  if (!world || !whole || lists.length === 0 || !lists.every(isRecord))
    throw new Error(`${file}: a world is {tenantKey, bot: {name}, people: [...], chats: [...]}`)
  return world as unknown as World
}
