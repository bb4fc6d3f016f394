// Runs on any Node >= 20: sets the clone up if something changed, then hands over to the project's own Node 24.
// Usage: node scripts/launch.mjs [script.ts args...]; without a script it only sets up.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
const stampFile = join(root, 'node_modules', '.mems-setup.json')

/** Content hash of files and folders, so that a step runs again exactly when its input changed. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    let entries
    try {
      entries = readdirSync(full, { withFileTypes: true })
    } catch {
      hash.update(path).update(readFileSync(full))
      return
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) visit(`${path}/${entry.name}`)
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

const steps = [
  {
    name: 'install',
    says: 'installing packages (npm install)',
    inputs: ['package.json', 'package-lock.json'],
    output: 'node_modules/.bin/node',
    // --loglevel=error: this npm may run on an older Node than the packages want; they run on the bundled Node 24.
    command: ['npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev']],
  },
  {
    name: 'generate',
    says: 'generating the database client (prisma generate)',
    inputs: ['package-lock.json', 'prisma/schema.prisma', 'prisma.config.ts'],
    output: 'src/adapters/persistence/generated/client.ts',
    command: [bin('node'), ['node_modules/prisma/build/index.js', 'generate', '--no-hints']],
  },
  {
    name: 'page',
    says: 'building the simulator page (vite build)',
    inputs: ['package-lock.json', 'src/simulator/page'],
    output: 'dist/simulator/index.html',
    command: [
      bin('node'),
      ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/simulator/page/vite.config.ts', '--logLevel', 'warn'],
    ],
  },
]

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

function setUp() {
  const stamps = readStamps()
  for (const step of steps) {
    const stamp = fingerprint(step.inputs)
    if (stamps[step.name] === stamp && existsSync(join(root, step.output))) continue
    const started = performance.now()
    process.stderr.write(`mems set-up: ${step.says} …\n`)
    const [command, args] = step.command
    const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
    if (result.status !== 0) {
      process.stderr.write(
        `mems set-up: ${step.says} failed; nothing else was changed. Fix the message above and run the same command again.\n`,
      )
      process.exit(result.status ?? 1)
    }
    // The lock file may have been normalised by the install itself.
    stamps[step.name] = fingerprint(step.inputs)
    writeFileSync(stampFile, JSON.stringify(stamps))
    process.stderr.write(`mems set-up: done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  }
}

setUp()
const [script, ...args] = process.argv.slice(2)
if (script) {
  const child = spawn(bin('node'), [script, ...args], { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches the whole terminal group; npm and this launcher wait for the service to close by itself.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)))
}
