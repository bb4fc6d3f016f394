/** Resident memory of an idle service: five seconds after its start, and again after it has drawn charts. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, each, repeat } from './lib/bench.ts'
import { atMost, figure } from './lib/figure.ts'
import { freePort, healthy, inFolder, memoryOfTree, type ProcessMemory, ROOT, start } from './lib/processes.ts'

const TARGET_MB = atMost(250)
const IDLE_MS = 5_000
/** Enough for the chart worker to have its fonts, its caches and its full heap. */
const CHARTS = 10

interface Memory {
  service: number
  afterCharts: number
  launchers: number
}

export const benchMemory: Bench = async (options) => {
  const results = await repeat(options, 'memory (npm start, idle)', once)
  return {
    figures: {
      idle: figure(
        'MB',
        each(results, ({ service }) => service),
        TARGET_MB,
      ),
      idleAfterCharts: figure(
        'MB',
        each(results, ({ afterCharts }) => afterCharts),
      ),
      launchers: figure(
        'MB',
        each(results, ({ launchers }) => launchers),
      ),
    },
    notes: [
      'idle: RSS of the service process (its threads count inside) and its children, 5 s after it was ready, with the simulator in the same process.',
      `idleAfterCharts: the same 5 s after ${CHARTS} Gantt charts; the chart worker starts with the first chart.`,
      'launchers: npm and scripts/launch.mjs, which wait beside the service under `npm start`; not part of the target.',
    ],
  }
}

function once(): Promise<Memory> {
  return inFolder(async (folder) => {
    const port = await freePort()
    const address = `http://127.0.0.1:${port}`
    const env = { PORT: String(port), MEMS_DATA_DIR: folder }
    const running = start({ name: 'npm-start', command: 'npm', args: ['start'], cwd: ROOT, folder, env })
    try {
      await healthy(running, address)
      await sleep(IDLE_MS)
      const idle = split(memoryOfTree(running.pid))
      await drawCharts(address)
      await sleep(IDLE_MS)
      return { ...idle, afterCharts: split(memoryOfTree(running.pid)).service }
    } finally {
      await running.stop()
    }
  })
}

/** The service is `node … src/main.ts`, with everything below it; the rest of the tree started it. */
function split(tree: readonly ProcessMemory[]): { service: number; launchers: number } {
  const first = tree.findIndex(({ command }) => /src\/main\.ts$/.test(command) && !command.includes('launch.mjs'))
  if (first < 0) throw new Error('the service is not in the process tree')
  const sum = (part: readonly ProcessMemory[]) => part.reduce((total, { rssMb }) => total + rssMb, 0)
  return { service: sum(tree.slice(first)), launchers: sum(tree.slice(0, first)) }
}

/** In the private chat of a project manager, where the sample project is the only one. */
async function drawCharts(address: string): Promise<void> {
  const chat = await somebody(address)
  const say = async (text: string): Promise<void> => {
    await post(`${address}/simulator/api/messages`, { platform: 'feishu', chat, from: chat, text })
    await post(`${address}/simulator/api/idle`, {})
  }
  await say('演示')
  for (let i = 0; i < CHARTS; i++) await say('甘特图')
  const messages = (await (await fetch(`${address}/simulator/api/messages?chat=${chat}`)).json()) as {
    image?: string
  }[]
  const drawn = messages.filter(({ image }) => image !== undefined).length
  if (drawn < CHARTS) throw new Error(`${drawn} charts of ${CHARTS} were drawn`)
}

async function somebody(address: string): Promise<string> {
  const state = (await (await fetch(`${address}/simulator/api/state`)).json()) as { people: { id: string }[] }
  const [person] = state.people
  if (!person) throw new Error('the roster has nobody')
  return person.id
}

async function post(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  await response.arrayBuffer()
}
