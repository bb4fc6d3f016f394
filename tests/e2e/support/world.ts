/** The whole service with its simulator in this process: quick to start, and `idle` knows every queue. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRoster } from '../../../src/adapters/roster/index.ts'
import { createLog } from '../../../src/adapters/system/log.ts'
import { startApp } from '../../../src/app.ts'
import { loadConfig } from '../../../src/config/index.ts'
import { type Seen, SimulatorClient } from './client.ts'
import { until } from './until.ts'

export const EXAMPLE_ROSTER = 'examples/roster.yaml'
/** A working Monday morning, the world of the acceptance dialogues. */
export const MONDAY_MORNING = '2026-11-23T10:00:00+08:00'

export interface World {
  client: SimulatorClient
  /** Of the service, the page and the simulator's API. */
  address: string
  dataDir: string
  /** Says something and waits until all is quiet; resolves to what the bot said in this chat after it. */
  ask(chat: string, from: string, text: string): Promise<readonly Seen[]>
  /** Waits for what is under way, then stops. The data directory is removed unless it was given. */
  close(): Promise<void>
}

export interface WorldOptions {
  /** Default {@link EXAMPLE_ROSTER}. */
  rosterFile?: string
  /** ISO 8601 with offset; default {@link MONDAY_MORNING}. */
  now?: string
  /** Default: a fresh folder that `close` removes. */
  dataDir?: string
  /** More of the service's environment, e.g. `MEMS_FEISHU_TRANSPORT`. */
  env?: Record<string, string>
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const rosterFile = options.rosterFile ?? EXAMPLE_ROSTER
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'mems-world-'))
  const config = loadConfig({
    PORT: '0',
    MEMS_DATA_DIR: dataDir,
    MEMS_ROSTER: rosterFile,
    MEMS_NOW: options.now ?? MONDAY_MORNING,
    ...options.env,
  })
  if ('problems' in config) throw new Error(`configuration: ${JSON.stringify(config.problems)}`)
  const roster = readRoster(readFileSync(rosterFile, 'utf8'), rosterFile)
  if ('problems' in roster) throw new Error(`roster: ${JSON.stringify(roster.problems)}`)
  const app = await startApp(config, roster, createLog('fatal'))
  const client = new SimulatorClient(app.address)
  await ready(app.address)
  return {
    client,
    address: app.address,
    dataDir,
    async ask(chat, from, text) {
      const id = await client.say(chat, from, text)
      await client.idle()
      return client.botMessages(chat, id)
    },
    async close() {
      await app.close()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true })
    },
  }
}

/** Resolves once the service knows its own name and, over the long connection, can be reached. */
export async function ready(address: string): Promise<void> {
  await until('the messenger is ready', async () => {
    const health = (await (await fetch(`${address}/healthz`)).json()) as { messengers: { state: string }[] }
    return health.messengers.every(({ state }) => state === 'ok')
  })
}
