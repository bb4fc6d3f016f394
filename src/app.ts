/** The composition root: everything is wired here, by hand, and nowhere else. */
import Fastify, { type FastifyInstance } from 'fastify'
import { createChartRenderer } from './adapters/charts/index.ts'
import { openStore, type Store } from './adapters/persistence/index.ts'
import type { Roster } from './adapters/roster/index.ts'
import type { MessengerAdapter } from './adapters/shared/messenger-adapter.ts'
import { systemClock } from './adapters/system/clock.ts'
import { chineseCalendar } from './adapters/system/holidays.ts'
import { randomIds } from './adapters/system/ids.ts'
import type { Log } from './adapters/system/log.ts'
import { ACTIONS } from './bot/actions/registry.ts'
import { createDispatcher, type Dispatcher } from './bot/pipeline/dispatcher.ts'
import type { Config } from './config/index.ts'
import { importRoster } from './domain/people/import-roster.ts'
import type { Clock } from './domain/ports/clock.ts'
import { createMetrics } from './http/metrics.ts'
import { doors, operations } from './http/routes.ts'
import { createDeliveryLoop, type DeliveryLoop } from './jobs/deliver-outbox.ts'
import { expirePrompts } from './jobs/expire-prompts.ts'
import { morningDigest } from './jobs/morning-digest.ts'
import { createRunner, type Runner } from './jobs/runner.ts'
import { configuredMessengers } from './messengers.ts'
import { type SimulatedPlatforms, startSimulatedPlatforms } from './simulated-platforms.ts'

export interface App {
  /** Where the service listens, e.g. `http://127.0.0.1:3000`. */
  address: string
  /** Stops taking events, finishes what is under way, closes the store. */
  close(): Promise<void>
}

/** Whoever sends a request more slowly than this only wants to hold a connection. */
const REQUEST_WITHIN_MS = 30_000
/** The platform itself waits 3 s for an answer. */
const LAST_ANSWERS_MS = 3_000
const SWEEP_MS = 20

const calendar = chineseCalendar()
const ids = randomIds()

/** Starts the whole service. `roster` is imported first; without one, people stay as they were. */
export async function startApp(config: Config, roster: Roster | undefined, log: Log): Promise<App> {
  let clock: Clock = systemClock()
  const store = await openStore({ dataDir: config.dataDir, now: () => clock.now() })
  const simulated = config.simulator && roster ? await simulate(config, roster, store, clock.now(), log) : undefined
  if (simulated) clock = simulated.simulator.clock
  const zone = roster?.organisation.zone ?? config.zone
  if (roster) await takeRoster(store, roster, clock)
  await demandPeople(store)
  const service = wire({ config, log, clock, store, zone, botName: roster?.botName ?? '营销助手', simulated })
  const server = Fastify({ forceCloseConnections: 'idle', requestTimeout: REQUEST_WITHIN_MS })
  await mount(server, service, simulated)
  await service.delivery.start()
  await service.runner.start()
  // Before the door opens: what is left over has to stand before everything new of the same conversation.
  await service.dispatcher.resume()
  const address = await server.listen({ host: config.listen.host, port: config.listen.port })
  if (simulated) await subscribe(simulated, service, address, config.feishu.transport)
  await Promise.all(service.messengers.map((messenger) => messenger.start()))
  return {
    address,
    async close() {
      await Promise.all(service.messengers.map((messenger) => messenger.stop()))
      await closeDoors(server)
      await service.dispatcher.idle()
      await service.runner.stop()
      await service.delivery.stop()
      await service.charts.close()
      await simulated?.close()
      await store.close()
    },
  }
}

/**
 * A simulated platform begins empty: no message of an earlier run is there to be edited. Its clock goes on where an
 * earlier run had set it, unless it is told otherwise, so that nothing stored lies in the future.
 */
async function simulate(
  config: Config,
  roster: Roster,
  store: Store,
  now: Date,
  log: Log,
): Promise<SimulatedPlatforms> {
  const last = await store.unitOfWork.run(async (tx) => {
    await tx.cards.forgetAll()
    return (await tx.audit.list({ limit: 1 }))[0]?.at
  })
  const startAt = config.startAt ?? (last && last > now ? last : now)
  return startSimulatedPlatforms(roster, calendar, startAt, (line) => log.warn(line))
}

/** Requests under way are still answered; whoever takes longer than a click may is cut off. */
async function closeDoors(server: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => server.server.closeAllConnections(), LAST_ANSWERS_MS)
  // A connection kept alive becomes idle only once its answer is out.
  const sweeping = setInterval(() => server.server.closeIdleConnections(), SWEEP_MS)
  await server.close()
  clearInterval(sweeping)
  clearTimeout(patience)
}

async function takeRoster(store: Store, roster: Roster, clock: Clock): Promise<void> {
  await store.unitOfWork.run(async (tx) => {
    const change = await importRoster(tx, roster)
    if (change.added + change.changed + change.disabled === 0) return
    await tx.audit.append({
      at: clock.now(),
      source: 'system',
      event: 'roster.imported',
      outcome: 'success',
      after: change,
    })
  })
}

/** Without people nobody could be served, and without a policy nothing approved. */
async function demandPeople(store: Store): Promise<void> {
  const people = await store.unitOfWork.run((tx) => tx.people.all())
  if (people.length > 0) return
  await store.close()
  throw new Error('还没有人员:请用 MEMS_ROSTER 指定花名册 / Nobody is known yet: set MEMS_ROSTER to a roster file')
}

interface Parts {
  config: Config
  log: Log
  clock: Clock
  store: Store
  zone: string
  botName: string
  simulated: SimulatedPlatforms | undefined
}

interface Service {
  store: Store
  dispatcher: Dispatcher
  delivery: DeliveryLoop
  runner: Runner
  messengers: readonly MessengerAdapter[]
  charts: ReturnType<typeof createChartRenderer>
}

function wire({ config, log, clock, store, zone, botName, simulated }: Parts): Service {
  const { unitOfWork, inbox, outbox, jobs } = store
  const configured = configuredMessengers(config, botName, simulated)
  const platforms = configured.map(({ platform }) => platform)
  const wakeDelivery = () => delivery.wake()
  const dispatcher = createDispatcher({
    unitOfWork,
    inbox,
    outbox,
    clock,
    ids,
    calendar,
    zone,
    botName,
    messengers: configured.map(({ platform, zh, en }) => ({ platform, zh, en })),
    log,
    actions: ACTIONS,
    health: { messengers: () => messengers.map((messenger) => messenger.health()) },
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    nameOf: async (platform, accountId) => {
      const messenger = messengers.find((one) => one.messenger.platform === platform)
      return (await messenger?.person(accountId))?.name
    },
    promptOpened: (when) => runner.remind(expirePrompts.name, when),
    wakeDelivery,
  })
  const ports = { clock, wireClock: systemClock(), log, intake: dispatcher }
  const messengers = configured.map(({ create }) => create(ports))
  const charts = createChartRenderer()
  const delivery = createDeliveryLoop({
    outbox,
    unitOfWork,
    messengers: messengers.map(({ messenger }) => messenger),
    charts,
    clock,
    random: Math.random,
    log,
  })
  const runner = createRunner([expirePrompts, morningDigest(calendar, zone)], {
    unitOfWork,
    ledger: jobs,
    clock,
    ids,
    calendar,
    zone,
    platforms,
    log,
    wakeDelivery,
  })
  return { store, dispatcher, delivery, runner, messengers, charts }
}

async function mount(
  server: FastifyInstance,
  service: Service,
  simulated: SimulatedPlatforms | undefined,
): Promise<void> {
  const { store, messengers } = service
  const metrics = createMetrics({ outbox: () => store.outbox.counts(), inboxWaiting: () => store.inbox.pendingCount() })
  await server.register(
    doors(
      messengers.map(({ messenger: { platform }, door }) => ({ platform, ...door })),
      metrics,
    ),
  )
  await server.register(operations(() => health(service), metrics))
  if (simulated) await server.register(simulated.simulator.pages)
}

async function health({ store, messengers }: Service) {
  await store.ping()
  const counts = await store.outbox.counts()
  const inboxWaiting = await store.inbox.pendingCount()
  const known = messengers.map((messenger) => messenger.health())
  return {
    status: known.some(({ state }) => state === 'failing') ? ('degraded' as const) : ('ok' as const),
    messengers: known,
    outbox: counts,
    inboxWaiting,
  }
}

/** The simulated console: events go to our own door, and the clock knows when we have settled. */
async function subscribe(
  { simulator }: SimulatedPlatforms,
  service: Service,
  address: string,
  transport: Config['feishu']['transport'],
): Promise<void> {
  simulator.attach({
    busy: async () =>
      service.messengers.some(({ busy }) => busy) ||
      service.dispatcher.busy ||
      service.delivery.busy ||
      service.runner.busy ||
      (await service.store.outbox.counts()).waiting > 0 ||
      (await service.store.inbox.pendingCount()) > 0,
    nextDue: async () => service.runner.nextDue() ?? null,
  })
  for (const platform of simulator.platforms) {
    const dialsOut = platform.name === 'dingtalk' || (platform.name === 'feishu' && transport === 'stream')
    const url = `${address}/webhooks/${platform.name}`
    platform.subscribe(dialsOut ? { mode: 'long-connection' } : { mode: 'webhook', url })
    const { status, detail } = await platform.subscribed()
    if (status === 'failed')
      throw new Error(`the simulated ${platform.name} does not reach us: ${detail ?? 'no reason'}`)
  }
}
