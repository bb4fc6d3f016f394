/** Prometheus metrics: the process's own and the queues'. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export interface MetricSources {
  outbox(): Promise<{ waiting: number; dead: number }>
  inboxWaiting(): Promise<number>
}

export interface Metrics {
  registry: Registry
  /** Counts a request at a messenger's door by HTTP status. */
  doorRequests: Counter<'platform' | 'status'>
}

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const doorRequests = new Counter({
    name: 'mems_door_requests_total',
    help: 'Requests at the doors of the messengers',
    labelNames: ['platform', 'status'] as const,
    registers,
  })
  // Each gauge asks for itself: the registry reads them side by side.
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read())
      },
    })
  gauge('mems_outbox_waiting', 'Messages waiting to be delivered', async () => (await sources.outbox()).waiting)
  gauge('mems_outbox_dead', 'Messages given up', async () => (await sources.outbox()).dead)
  gauge('mems_inbox_waiting', 'Events stored and not handled yet', sources.inboxWaiting)
  return { registry, doorRequests }
}
