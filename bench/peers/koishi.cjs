// One Koishi process: `task <title>` inserts a row and replies. Its own mock client speaks: no HTTP, no signature, no
// encryption, no stored inbox or outbox, no permission check, no card. Prints one JSON line.
// node koishi.cjs <database file> <warm-up> <commands> <in flight>
// CommonJS, because Koishi's ES module build does not load on Node 24.
const { Context } = require('koishi')
const sqlite = require('@minatojs/driver-sqlite').default
const mock = require('@koishijs/plugin-mock').default

const [file, warmUp, commands, inFlight] = process.argv.slice(2)
const app = new Context()
app.plugin(sqlite, { path: file })
app.plugin(mock)
app.model.extend(
  'bench_task',
  { id: 'unsigned', title: 'string', creator: 'string', createdAt: 'timestamp' },
  { autoInc: true },
)
app.command('task <title:text>').action(async ({ session }, title) => {
  const row = await app.database.create('bench_task', { title, creator: session.userId, createdAt: new Date() })
  return `T-${row.id} ${title}`
})
async function run(clients, count, name) {
  const waits = []
  let errors = 0
  let next = 0
  const worker = async (client) => {
    while (next < count) {
      const title = `${name}${next++}`
      const started = performance.now()
      const [reply] = await client.receive(`task ${title}`, 1)
      waits.push(performance.now() - started)
      if (!/^T-\d+ /.test(reply ?? '') || !reply.endsWith(title)) errors++
    }
  }
  const started = performance.now()
  await Promise.all(clients.map(worker))
  return { waits, errors, wallMs: performance.now() - started }
}

async function main() {
  await app.start()

  const clients = Array.from({ length: Number(inFlight) }, (_, i) => app.mock.client(`user${i}`, `channel${i}`))
  for (const [i] of clients.entries()) await app.mock.initUser(`user${i}`, 3)
  for (const [i] of clients.entries()) await app.mock.initChannel(`channel${i}`)

  await run(clients, Number(warmUp), 'warm')
  const cpu = process.cpuUsage()
  const result = await run(clients, Number(commands), 'run')
  const { user, system } = process.cpuUsage(cpu)
  const stored = await app.database.eval('bench_task', (row) => ({ $count: row.id }), {})
  process.stdout.write(
    `${JSON.stringify({
      ...result,
      cpuMsPerCommand: (user + system) / 1000 / Number(commands),
      rssMb: process.memoryUsage.rss() / 2 ** 20,
      stored: Number(stored),
    })}\n`,
  )
  process.exit(0)
}

main()
