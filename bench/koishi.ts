/** `--peers`: the same command in MEMS and in Koishi, alternating on the same machine in one run. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { perSecond, summary, TARGET_PER_SECOND, wait } from './commands/bench.ts'
import { COMMANDS, IN_FLIGHT, type RunResult, runOnce } from './commands/run.ts'
import type { Bench, BenchOptions } from './lib/bench.ts'
import { each } from './lib/bench.ts'
import { ascending, atMost, type Figure, figure, percentile } from './lib/figure.ts'
import { cleanEnvironment, inFolder, ROOT } from './lib/processes.ts'

const FOLDER = join(ROOT, 'bench/peers')
const WARM_UP = 400
const LARGEST_OUTPUT = 64 * 2 ** 20

interface KoishiResult {
  waits: number[]
  errors: number
  wallMs: number
  cpuMsPerCommand: number
  rssMb: number
  stored: number
}

export const benchPeers: Bench = async (options) => {
  install(options)
  const mems: RunResult[] = []
  const inTurn: KoishiResult[] = []
  const atOnce: KoishiResult[] = []
  for (let i = 1; i <= options.repetitions; i++) {
    options.progress(`peers: run ${i} of ${options.repetitions}, MEMS`)
    mems.push(await runOnce())
    options.progress(`peers: run ${i} of ${options.repetitions}, Koishi`)
    atOnce.push(await koishi(IN_FLIGHT))
    inTurn.push(await koishi(1))
  }
  return {
    figures: {
      memsCommandsPerSecond: figure('1/s', each(mems, perSecond), TARGET_PER_SECOND),
      koishiCommandsPerSecond: figure('1/s', each(atOnce, rate)),
      koishiOneAtATimePerSecond: figure('1/s', each(inTurn, rate)),
      memsReplyP50: figure('ms', each(mems, wait('replyMs', 0.5))),
      koishiReplyP50: figure('ms', each(atOnce, koishiWait(0.5))),
      memsReplyP99: figure('ms', each(mems, wait('replyMs', 0.99))),
      koishiReplyP99: figure('ms', each(atOnce, koishiWait(0.99))),
      memsServiceCpuPerCommand: pick(mems, 'serviceCpuPerCommand'),
      koishiCpuPerCommand: figure(
        'ms',
        each(atOnce, ({ cpuMsPerCommand }) => cpuMsPerCommand),
      ),
      memsRss: pick(mems, 'serviceRss'),
      koishiRss: figure(
        'MB',
        each(atOnce, ({ rssMb }) => rssMb),
      ),
      memsErrors: pick(mems, 'errors'),
      koishiErrors: figure(
        'commands',
        each(atOnce, ({ errors }) => errors),
        atMost(0),
      ),
    },
    notes: [
      `The same load for both: ${COMMANDS} commands after a warm-up, ${IN_FLIGHT} in flight; runs alternate.`,
      'MEMS: HTTP, signature, encryption, stored inbox, permissions, one durable transaction (task, undo, audit, card, outbox), delivery over HTTP to another process, every reply checked.',
      'Koishi: one process, its own mock client, one command, one inserted row, one text reply; no HTTP, signature, encryption, inbox, outbox, permission or card, and no flush to disk. All of this favours Koishi.',
      'Load generator and simulator use the same cores as MEMS; Koishi has its client inside and the other core to itself. This favours Koishi, too.',
      'koishiOneAtATimePerSecond: the same with one command in flight.',
    ],
  }
}

const rate = ({ waits, wallMs }: KoishiResult): number => (waits.length * 1000) / wallMs

const koishiWait =
  (share: number) =>
  ({ waits }: KoishiResult): number =>
    percentile(ascending(waits), share)

function pick(results: readonly RunResult[], name: string): Figure {
  const found = summary(results).figures[name]
  if (!found) throw new Error(`no figure ${name}`)
  return found
}

/** A package of its own, so that nobody who does not compare has to install it. */
function install({ progress }: BenchOptions): void {
  if (existsSync(join(FOLDER, 'node_modules'))) return
  progress('peers: npm install in bench/peers')
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    env: cleanEnvironment(),
    stdio: ['ignore', 2, 2],
  })
}

function koishi(inFlight: number): Promise<KoishiResult> {
  return inFolder(async (folder) => {
    const args = ['koishi.cjs', join(folder, 'koishi.db'), String(WARM_UP), String(COMMANDS), String(inFlight)]
    const output = execFileSync(process.execPath, args, {
      cwd: FOLDER,
      env: cleanEnvironment(),
      encoding: 'utf8',
      maxBuffer: LARGEST_OUTPUT,
    })
    const result = JSON.parse(output.trim().split('\n').at(-1) ?? '') as KoishiResult
    if (result.stored !== WARM_UP + COMMANDS) throw new Error(`Koishi stored ${result.stored} rows`)
    return result
  })
}
