/** Host piece: the built-in simulator as the messengers of a process without credentials. */
import { randomBytes, randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Roster } from './adapters/roster/index.ts'
import type { WorkCalendar } from './domain/shared/calendar.ts'
import type { LocalDate } from './domain/shared/local-date.ts'
import { createDingtalkPlatform, type DingtalkApp } from './simulator/dingtalk/index.ts'
import { createSimulator, type FeishuApp, type PlatformFactory, type Simulator, type World } from './simulator/index.ts'
import { createWecomPlatform, type WecomApp } from './simulator/wecom/index.ts'

const PAGE_ROOT = fileURLToPath(new URL('../dist/simulator', import.meta.url))

const ROLES: Record<Roster['people'][number]['role'], string> = {
  admin: '管理员',
  project_manager: '项目经理',
  member: '成员',
  vendor: '外部供应商',
  observer: '观察者',
}

/** The roster's people and groups as the simulated platforms know them. */
export function worldOf(roster: Roster): World {
  return {
    tenantKey: 'tenant_simulated',
    bot: { name: roster.botName },
    people: roster.people.map((person) => ({
      id: person.id,
      name: person.name,
      external: person.role === 'vendor',
      accounts: person.accounts.map(({ platform, id }) => ({ platform, id })),
      title: person.title ?? person.company ?? ROLES[person.role],
    })),
    chats: roster.chats.map(({ platform, id, name, members }) => ({
      platform,
      id,
      name,
      type: 'group',
      members: [...members],
    })),
  }
}

const random = (bytes = 16) => randomBytes(bytes).toString('hex')

/** Fresh secrets for one run: nothing to leak, nothing to configure. */
const feishuApp = (): FeishuApp => ({
  appId: `cli_${random(8)}`,
  appSecret: random(),
  encryptKey: random(),
  verificationToken: random(),
  subscription: { mode: 'webhook', url: '' },
})

const dingtalkApp = (): DingtalkApp => {
  const clientId = `ding${random(8)}`
  return {
    clientId,
    clientSecret: random(32),
    robotCode: clientId,
    corpId: `ding${random()}`,
    cardTemplates: [`${randomUUID()}.schema`],
    subscription: { mode: 'stream' },
  }
}

/** Each group has a webhook, as an administrator would have added one. */
const wecomApp = ({ bot, chats }: World): WecomApp => ({
  corpId: `ww${random(8)}`,
  agentId: 1_000_002,
  secret: random(),
  callbackToken: random(),
  // An AES key of 32 bytes in base64 without its padding: 43 characters, here letters and digits only.
  encodingAesKey: random(22).slice(0, 43),
  callbackUrl: '',
  bot: { botId: `aib${random()}`, secret: random(), name: bot.name },
  groupWebhooks: Object.fromEntries(
    chats.filter(({ platform }) => platform === 'wecom').map(({ id }) => [id, randomUUID()]),
  ),
})

/** A simulated platform as the service has to know it. */
export interface Simulated<App> {
  app: App
  /** Where the platform answers, e.g. `http://127.0.0.1:41234`. */
  baseUrl: string
}

export interface SimulatedPlatforms {
  simulator: Simulator
  /** A platform is left out when nobody of the roster has an account there. */
  feishu: Simulated<FeishuApp> | undefined
  dingtalk: Simulated<DingtalkApp> | undefined
  wecom: Simulated<WecomApp> | undefined
  close(): Promise<void>
}

/**
 * Serves each platform on which somebody of the roster has an account, on a loopback port of its own; the page is
 * mounted by the caller. `log` is told of bugs of the simulator and of events that were never acknowledged.
 */
export async function startSimulatedPlatforms(
  roster: Roster,
  calendar: WorkCalendar,
  startAt: Date,
  log: (line: string) => void,
): Promise<SimulatedPlatforms> {
  const world = worldOf(roster)
  const feishu = isInhabited(world, 'feishu') ? feishuApp() : undefined
  const dingtalk = isInhabited(world, 'dingtalk') ? dingtalkApp() : undefined
  const wecom = isInhabited(world, 'wecom') ? wecomApp(world) : undefined
  const platforms: PlatformFactory[] = []
  if (dingtalk) platforms.push((shared) => createDingtalkPlatform({ ...shared, app: dingtalk }))
  if (wecom) platforms.push((shared) => createWecomPlatform({ ...shared, app: wecom }))
  const simulator = createSimulator({
    world,
    feishu,
    platforms,
    pageRoot: PAGE_ROOT,
    isWorkingDay: (date) => calendar.isWorkingDay(date as LocalDate),
    startAt,
    log,
  })
  const servers = await listen(simulator)
  return {
    simulator,
    feishu: simulated(servers, 'feishu', feishu),
    dingtalk: simulated(servers, 'dingtalk', dingtalk),
    wecom: simulated(servers, 'wecom', wecom),
    async close() {
      await simulator.close()
      await Promise.all([...servers.values()].map(({ server }) => server.close()))
    },
  }
}

function isInhabited(world: World, platform: string): boolean {
  return world.people.some(({ accounts }) => accounts.some((account) => account.platform === platform))
}

interface Listening {
  server: FastifyInstance
  baseUrl: string
}

/** A server for each platform, by the platform's name. */
async function listen({ platforms }: Simulator): Promise<Map<string, Listening>> {
  const servers = new Map<string, Listening>()
  for (const { name, endpoints } of platforms) {
    const server: FastifyInstance = Fastify({ forceCloseConnections: true })
    await server.register(endpoints)
    servers.set(name, { server, baseUrl: await server.listen({ host: '127.0.0.1', port: 0 }) })
  }
  return servers
}

function simulated<App>(
  servers: Map<string, Listening>,
  platform: string,
  app: App | undefined,
): Simulated<App> | undefined {
  const listening = servers.get(platform)
  return app && listening && { app, baseUrl: listening.baseUrl }
}
