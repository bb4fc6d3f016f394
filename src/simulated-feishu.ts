/** Host piece: the built-in simulator as the messenger of a process without credentials. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Roster } from './adapters/roster/index.ts'
import type { WorkCalendar } from './domain/shared/calendar.ts'
import type { LocalDate } from './domain/shared/local-date.ts'
import { createSimulator, type FeishuApp, type Simulator, type World } from './simulator/index.ts'

const PAGE_ROOT = fileURLToPath(new URL('../dist/simulator', import.meta.url))

const ROLES: Record<Roster['people'][number]['role'], string> = {
  admin: '管理员',
  project_manager: '项目经理',
  member: '成员',
  vendor: '外部供应商',
  observer: '观察者',
}

/** The roster's people and groups as the simulated platform knows them. */
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

/** Fresh secrets for one run: nothing to leak, nothing to configure. */
export function simulatedApp(): FeishuApp {
  const random = () => randomBytes(16).toString('hex')
  return {
    appId: `cli_${randomBytes(8).toString('hex')}`,
    appSecret: random(),
    encryptKey: random(),
    verificationToken: random(),
    subscription: { mode: 'webhook', url: '' },
  }
}

export interface SimulatedFeishu {
  simulator: Simulator
  app: FeishuApp
  /** Where the simulated platform answers, e.g. `http://127.0.0.1:41234`. */
  baseUrl: string
  close(): Promise<void>
}

/**
 * Serves the platform's own endpoints on a loopback port of their own; the page is mounted by the caller. `log` is told
 * of bugs of the simulator and of events that were never acknowledged.
 */
export async function startSimulatedFeishu(
  roster: Roster,
  calendar: WorkCalendar,
  startAt: Date,
  log: (line: string) => void,
): Promise<SimulatedFeishu> {
  const app = simulatedApp()
  const simulator = createSimulator({
    world: worldOf(roster),
    feishu: app,
    pageRoot: PAGE_ROOT,
    isWorkingDay: (date) => calendar.isWorkingDay(date as LocalDate),
    startAt,
    log,
  })
  const server: FastifyInstance = Fastify({ forceCloseConnections: true })
  await server.register(simulator.feishu)
  const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    simulator,
    app,
    baseUrl,
    async close() {
      await simulator.close()
      await server.close()
    },
  }
}
