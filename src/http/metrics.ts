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
  const waiting = new Gauge({ name: 'mems_outbox_waiting', help: 'Messages waiting to be delivered', registers })
  const inbox = new Gauge({ name: 'mems_inbox_waiting', help: 'Events stored and not handled yet', registers })
  const dead = new Gauge({
    name: 'mems_outbox_dead',
    help: 'Messages given up',
    registers,
    async collect() {
      const counts = await sources.outbox()
      waiting.set(counts.waiting)
      inbox.set(await sources.inboxWaiting())
      dead.set(counts.dead)
    },
  })
  return { registry, doorRequests }
}
