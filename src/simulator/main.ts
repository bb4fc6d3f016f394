/** The simulator in a process of its own: `npm run simulator -- --webhook URL` (docs/simulator.md). */
import Fastify from 'fastify'
import { createSimulator } from './index.ts'
import { readStandalone } from './standalone.ts'

const { port, options } = readStandalone(process.argv.slice(2), process.env)
const simulator = createSimulator({ ...options, log: (line) => console.error(line) })
const app = Fastify({ forceCloseConnections: true })
await app.register(simulator.pages)
await app.register(simulator.feishu)
const url = await app.listen({ port, host: '127.0.0.1' })
console.log(`simulator ready on ${url}/simulator/`)
await simulator.start()

const stop = async () => {
  await simulator.close()
  await app.close()
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
