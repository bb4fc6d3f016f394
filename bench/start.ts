/** How long `npm start` takes on a clone that is set up, and what its check of the set-up costs. */
import { execFileSync } from 'node:child_process'
import { type Bench, each, repeat } from './lib/bench.ts'
import { atMost, figure } from './lib/figure.ts'
import { cleanEnvironment, freePort, healthy, inFolder, ROOT, start } from './lib/processes.ts'

const TARGET = atMost(2000)

export const benchStart: Bench = async (options) => {
  checkSetUp()
  const results = await repeat(options, 'start (npm start until /healthz answers)', async () => ({
    setUpMs: checkSetUp(),
    readyMs: await readyMs(),
  }))
  return {
    figures: {
      ready: figure(
        'ms',
        each(results, (result) => result.readyMs),
        TARGET,
      ),
      setUpCheck: figure(
        'ms',
        each(results, ({ setUpMs }) => setUpMs),
      ),
    },
    notes: [
      '`npm start` in simulator mode with an empty data folder: npm, the set-up check, Node, migrations and roster included.',
    ],
  }
}

/** `node scripts/launch.mjs` alone: nothing changed, so it only compares fingerprints. */
function checkSetUp(): number {
  const started = performance.now()
  execFileSync('node', ['scripts/launch.mjs'], { cwd: ROOT, env: cleanEnvironment(), stdio: 'ignore' })
  return performance.now() - started
}

function readyMs(): Promise<number> {
  return inFolder(async (folder) => {
    const port = await freePort()
    const started = performance.now()
    const running = start({
      name: 'npm-start',
      command: 'npm',
      args: ['start'],
      cwd: ROOT,
      folder,
      env: { PORT: String(port), MEMS_DATA_DIR: folder },
    })
    try {
      await healthy(running, `http://127.0.0.1:${port}`)
      return performance.now() - started
    } finally {
      await running.stop()
    }
  })
}
