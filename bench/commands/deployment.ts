/** The service as in production (webhook, credentials, own database on disk) and the simulator, a process each. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, healthy, ROOT, type Running, start, until } from '../lib/processes.ts'
import { CREDENTIALS, rosterText } from './world.ts'

export interface Deployment {
  service: Running & { address: string }
  simulator: Running & { address: string }
  stop(): Promise<void>
}

/** Flags for the service's Node, e.g. `--cpu-prof`: for finding out where the time goes. */
const flags = (process.env.BENCH_SERVICE_FLAGS ?? '').split(' ').filter((flag) => flag !== '')
const simulatorFlags = (process.env.BENCH_SIMULATOR_FLAGS ?? '').split(' ').filter((flag) => flag !== '')

export async function deploy(folder: string): Promise<Deployment> {
  const roster = join(folder, 'roster.yaml')
  writeFileSync(roster, rosterText())
  const simulator = await startSimulator(folder, roster)
  const service = await startService(folder, roster, simulator.address)
  return {
    service,
    simulator,
    async stop() {
      await service.stop()
      await simulator.stop()
    },
  }
}

async function startSimulator(folder: string, roster: string) {
  const running = start({
    name: 'simulator',
    command: process.execPath,
    args: [...simulatorFlags, join(ROOT, 'src/main-simulator.ts'), '--rate-limits', 'off'],
    cwd: folder,
    folder,
    env: { ...CREDENTIALS, MEMS_ROSTER: roster },
  })
  const address = await until(running, () => /"address":"([^"]+)"/.exec(running.output())?.[1])
  return Object.assign(running, { address })
}

async function startService(folder: string, roster: string, baseUrl: string) {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const running = start({
    name: 'service',
    command: process.execPath,
    args: [...flags, join(ROOT, 'src/main.ts')],
    // No .env of the checkout is read there.
    cwd: folder,
    folder,
    env: {
      ...CREDENTIALS,
      PORT: String(port),
      MEMS_ROSTER: roster,
      MEMS_DATA_DIR: join(folder, 'data'),
      MEMS_FEISHU_BASE_URL: baseUrl,
      MEMS_FEISHU_PER_SECOND: '10000',
      MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: '10000',
    },
  })
  await healthy(running, address)
  return Object.assign(running, { address })
}

export interface ServiceUse {
  rssMb: number
  cpuSeconds: number
}

/** What the service's own metrics say of it. */
export async function useOf(address: string): Promise<ServiceUse> {
  const text = await (await fetch(`${address}/metrics`)).text()
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return {
    rssMb: read('process_resident_memory_bytes') / 2 ** 20,
    cpuSeconds: read('process_cpu_seconds_total'),
  }
}
