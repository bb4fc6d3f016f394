/**
 * `npm run bench`: progress to stderr, one JSON document to stdout and to bench/results/latest.json. docs/benchmarks.md
 * --only=commands,charts  some benches   --repetitions=5  instead of 3   --peers  MEMS and Koishi side by side, nothing else
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchCharts } from './charts.ts'
import { benchCommands } from './commands/bench.ts'
import { benchPeers } from './koishi.ts'
import { benchLanguage } from './language.ts'
import type { Bench, BenchResult } from './lib/bench.ts'
import { lineOf } from './lib/figure.ts'
import { load, machine } from './lib/machine.ts'
import { ROOT } from './lib/processes.ts'
import { benchMemory } from './memory.ts'
import { benchPersistence } from './persistence.ts'
import { benchStart } from './start.ts'

const BENCHES: Record<string, Bench> = {
  commands: benchCommands,
  charts: benchCharts,
  start: benchStart,
  memory: benchMemory,
  persistence: benchPersistence,
  language: benchLanguage,
}
const LEAST_REPETITIONS = 3

interface Report extends BenchResult {
  seconds: number
  /** 1-minute load averages of the machine before and after. */
  load: [before: number, after: number]
}

const progress = (line: string): void => void process.stderr.write(`${line}\n`)

function fail(sentence: string): never {
  progress(sentence)
  process.exit(2)
}

function selected(): { benches: Record<string, Bench>; repetitions: number } {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, repetitions: { type: 'string' }, peers: { type: 'boolean', default: false } },
  })
  const repetitions = Number(values.repetitions ?? LEAST_REPETITIONS)
  if (!Number.isInteger(repetitions) || repetitions < LEAST_REPETITIONS)
    fail(`--repetitions must be a whole number of at least ${LEAST_REPETITIONS}`)
  if (values.peers) return { benches: { peers: benchPeers }, repetitions }
  const names = values.only?.split(',') ?? Object.keys(BENCHES)
  const unknown = names.filter((name) => !(name in BENCHES))
  if (unknown.length > 0) fail(`no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`)
  return { benches: Object.fromEntries(Object.entries(BENCHES).filter(([name]) => names.includes(name))), repetitions }
}

async function measure(name: string, bench: Bench, repetitions: number): Promise<Report> {
  progress(`\n── ${name}`)
  const before = load()
  const started = performance.now()
  const result = await bench({ repetitions, progress })
  for (const [figure, value] of Object.entries(result.figures)) progress(lineOf(figure, value))
  return { ...result, seconds: Math.round((performance.now() - started) / 1000), load: [before, load()] }
}

const { benches, repetitions } = selected()
const at = new Date().toISOString()
const reports: Record<string, Report> = {}
for (const [name, bench] of Object.entries(benches)) reports[name] = await measure(name, bench, repetitions)
const figures = Object.values(reports).flatMap((report) => Object.values(report.figures))
const document = {
  at,
  machine: machine(),
  repetitions,
  allTargetsMet: figures.every(({ met }) => met !== false),
  benches: reports,
}
const json = `${JSON.stringify(document, null, 2)}\n`
mkdirSync(join(ROOT, 'bench/results'), { recursive: true })
writeFileSync(join(ROOT, 'bench/results/latest.json'), json)
process.stdout.write(json)
