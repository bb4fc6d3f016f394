/**
 * The simulator alone, for a service in another process: benchmarks and crash tests.
 * node src/main-simulator.ts --webhook URL [--port N] [--rate-limits off]; credentials and roster as for the service.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import { explainRosterProblems, readRoster } from './adapters/roster/index.ts'
import { explainProblems, loadConfig } from './config/index.ts'
import { worldOf } from './simulated-platforms.ts'
import { createSimulator } from './simulator/index.ts'

const { values } = parseArgs({
  options: {
    webhook: { type: 'string' },
    port: { type: 'string', default: '0' },
    'rate-limits': { type: 'string', default: 'documented' },
  },
})
const config = loadConfig(process.env)
if ('problems' in config) throw new Error(explainProblems(config))
const { credentials, transport } = config.feishu
if (!credentials) throw new Error('set MEMS_FEISHU_APP_ID and its companions: the service must use the same')
const file = config.rosterFile ?? 'examples/roster.yaml'
const roster = readRoster(readFileSync(file, 'utf8'), file)
if ('problems' in roster) throw new Error(explainRosterProblems(roster))

const simulator = createSimulator({
  world: worldOf(roster),
  log: (line) => process.stderr.write(`${line}\n`),
  rateLimits: values['rate-limits'] === 'off' ? 'off' : 'documented',
  feishu: {
    appId: credentials.appId,
    appSecret: credentials.appSecret.reveal(),
    encryptKey: credentials.encryptKey?.reveal() ?? '',
    verificationToken: credentials.verificationToken?.reveal() ?? '',
    subscription: transport === 'stream' ? { mode: 'long-connection' } : { mode: 'webhook', url: values.webhook ?? '' },
  },
})
const server = Fastify({ forceCloseConnections: true })
await server.register(simulator.feishu)
await server.register(simulator.pages)
const address = await server.listen({ host: '127.0.0.1', port: Number(values.port) })
await simulator.start()
process.stdout.write(`${JSON.stringify({ address })}\n`)
const close = async (): Promise<void> => {
  await simulator.close()
  await server.close()
  process.exit(0)
}
process.on('SIGINT', () => void close())
process.on('SIGTERM', () => void close())
