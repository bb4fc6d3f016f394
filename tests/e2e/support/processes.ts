/** Service and simulator in processes of their own, as in production: the service can be killed and started again. */
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import { SimulatorClient } from './client.ts'
import { until } from './until.ts'
import { EXAMPLE_ROSTER } from './world.ts'

export interface ServiceHealth {
  status: 'ok' | 'degraded'
  messengers: { platform: string; state: string; detail?: string; lastErrorCode?: string; lastEventAt?: string }[]
  outbox: { waiting: number; dead: number }
  inboxWaiting: number
}

export interface StartOptions {
  /** Options of node before the program, e.g. `--import`. */
  nodeArgs?: readonly string[]
  env?: Record<string, string>
}

export interface Processes {
  client: SimulatorClient
  /** Of the service, the same after each start. */
  address: string
  dataDir: string
  /** What both sides know; for tests that forge or replay events. */
  credentials: { appId: string; appSecret: string; encryptKey: string; verificationToken: string }
  /** Starts the service; rejects if it runs already. */
  start(options?: StartOptions): Promise<Child>
  /** Kills the running service with -9, as a crash would, and waits for its end. */
  crash(): Promise<void>
  health(): Promise<ServiceHealth>
  /** Waits until every event sent was acknowledged and inbox and outbox are empty. A re-send that waits for its time is not awaited. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface ProcessesOptions {
  rosterFile?: string
  rateLimits?: 'documented' | 'off'
  transport?: 'webhook' | 'stream'
  /** Of the first start; later ones are given their own. */
  service?: StartOptions
}

/** Starts both; resolves when the service listens and, by webhook, has answered the platform's challenge. */
export async function startProcesses(options: ProcessesOptions = {}): Promise<Processes> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mems-processes-'))
  const port = await freePort()
  const simulatorPort = await freePort()
  const address = `http://127.0.0.1:${port}`
  const secret = () => randomBytes(16).toString('hex')
  const credentials = {
    appId: `cli_${randomBytes(8).toString('hex')}`,
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
  }
  const env = {
    MEMS_ROSTER: options.rosterFile ?? EXAMPLE_ROSTER,
    MEMS_FEISHU_APP_ID: credentials.appId,
    MEMS_FEISHU_APP_SECRET: credentials.appSecret,
    MEMS_FEISHU_ENCRYPT_KEY: credentials.encryptKey,
    MEMS_FEISHU_VERIFICATION_TOKEN: credentials.verificationToken,
    MEMS_FEISHU_TRANSPORT: options.transport ?? 'webhook',
  }
  const serviceEnv = {
    ...env,
    PORT: String(port),
    MEMS_DATA_DIR: dataDir,
    MEMS_FEISHU_BASE_URL: `http://127.0.0.1:${simulatorPort}`,
    ...(options.rateLimits === 'off' ? UNLIMITED : {}),
  }

  let service: Child | undefined
  async function start({ nodeArgs = [], env: more = {} }: StartOptions = {}): Promise<Child> {
    if (service) throw new Error('the service runs already')
    service = await startChild({ args: [...nodeArgs, 'src/main.ts'], env: { ...serviceEnv, ...more } })
    const running = service
    void running.ended.then(() => {
      if (service === running) service = undefined
    })
    return running
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    const running = service
    running?.kill(signal)
    await running?.ended
  }

  async function health(): Promise<ServiceHealth> {
    return (await fetch(`${address}/healthz`)).json() as Promise<ServiceHealth>
  }

  // The service first: the simulator sends its challenge when it starts, the service asks again until it is answered.
  await start(options.service)
  const simulator = await startChild({
    args: [
      'src/main-simulator.ts',
      ...['--port', String(simulatorPort)],
      ...['--webhook', `${address}/webhooks/feishu`],
      ...['--rate-limits', options.rateLimits ?? 'documented'],
    ],
    env,
  })
  const client = new SimulatorClient(simulator.address)
  return {
    client,
    address,
    dataDir,
    credentials,
    start,
    crash: () => stop('SIGKILL'),
    health,
    async quiet() {
      await client.idle()
      await until('inbox and outbox are empty', async () => {
        const { outbox, inboxWaiting } = await health()
        return outbox.waiting === 0 && inboxWaiting === 0
      })
    },
    async close() {
      await stop('SIGTERM')
      simulator.kill('SIGTERM')
      await simulator.ended
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** Nothing is paced where the platform counts nothing. */
const UNLIMITED = { MEMS_FEISHU_PER_SECOND: '10000', MEMS_FEISHU_PER_CONVERSATION_PER_SECOND: '10000' }

/**
 * A port nobody listens on now, below those that the system gives to outgoing connections: a service that is started
 * again on it must not find it taken by somebody's connection meanwhile.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(10_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
