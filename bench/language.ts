/** What understanding a line costs, how much of the corpus is understood, and how its dates and amounts compare with packages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ACTIONS } from '../src/bot/actions/registry.ts'
import type { Situation } from '../src/bot/understand/command.ts'
import { interpret } from '../src/bot/understand/interpret.ts'
import { readCorpus, type Sentence } from '../tests/bot/understand/corpus/corpus.ts'
import { type Score, score } from '../tests/bot/understand/corpus/score.ts'
import { vocabulary } from '../tests/bot/understand/corpus/world.ts'
import { repeated, UNITS } from '../tests/bot/understand/long-lines.ts'
import { compareAmounts } from '../tests/bot/understand/slots/amount-comparison.ts'
import { compareDates } from '../tests/bot/understand/slots/comparison.ts'
import { crowded, MANY } from './language/vocabulary.ts'
import { type Bench, each, repeat } from './lib/bench.ts'
import { ascending, atLeast, atMost, type Figure, figure, percentile } from './lib/figure.ts'
import { ROOT } from './lib/processes.ts'

const FIXTURES = join(ROOT, 'tests/fixtures/language')
const WARM_UP = 2
const ROUNDS = 3
const TARGET_P99 = atMost(2)
/** Linear reading makes 2 of a doubled line, quadratic 4. */
const TARGET_DOUBLING = atMost(3)
/** Longer lines are not read at all. */
const LENGTHS = [2_500, 10_000] as const
const TRIES = 5
/** Lines read faster than this say nothing about their growth. */
const LEAST_MS = 5

interface Waits {
  p50: number
  p95: number
  p99: number
  max: number
}

interface Growth {
  unit: string
  /** Of the longest line. */
  ms: number
  /** Per doubling, over the two from the shorter to the longer line. */
  ratio: number
}

interface Run {
  world: Waits
  crowd: Waits
  long: readonly Growth[]
}

type Loaded = (sentence: Sentence) => Situation['vocabulary']

/** Names are loaded for each message, so each call gets objects of its own; loading them is not measured. */
function timeCorpus(sentences: readonly Sentence[], load: Loaded): Waits {
  const times: number[] = []
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const sentence of sentences) {
      const situation: Situation = { actions: ACTIONS, vocabulary: load(sentence) }
      const started = performance.now()
      interpret(sentence.text, situation)
      if (round >= 0) times.push(performance.now() - started)
    }
  }
  const sorted = ascending(times)
  const at = (share: number): number => percentile(sorted, share)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

function timeLine(line: string, situation: Situation): number {
  const times = Array.from({ length: TRIES }, () => {
    const started = performance.now()
    interpret(line, situation)
    return performance.now() - started
  })
  return Math.min(...times)
}

function growthOf(unit: string, situation: Situation): Growth {
  const [quarter = 0, whole = 0] = LENGTHS.map((length) => timeLine(repeated(unit, length), situation))
  const ratio = whole < LEAST_MS ? 0 : Math.sqrt(whole / quarter)
  return { unit, ms: whole, ratio }
}

async function once(): Promise<Run> {
  const sentences = readCorpus('open')
  const plain: Loaded = (sentence) => vocabulary(sentence)
  const situation: Situation = { actions: ACTIONS, vocabulary: vocabulary({ speaker: '李雷', mentions: [] }) }
  return {
    world: timeCorpus(sentences, plain),
    crowd: timeCorpus(sentences, (sentence) => crowded(vocabulary(sentence))),
    long: UNITS.map((unit) => growthOf(unit, situation)),
  }
}

function waitFigures(results: readonly Run[], of: 'world' | 'crowd'): Record<string, Figure> {
  const measured = (which: keyof Waits): number[] => each(results, (run) => run[of][which])
  return {
    [`${of}P50`]: figure('ms', measured('p50')),
    [`${of}P95`]: figure('ms', measured('p95')),
    [`${of}P99`]: figure('ms', measured('p99'), TARGET_P99),
    [`${of}Max`]: figure('ms', measured('max')),
  }
}

const worst = ({ long }: Run, by: 'ms' | 'ratio'): Growth =>
  long.reduce((a, b) => (b[by] > a[by] ? b : a), { unit: '', ms: 0, ratio: 0 })

const percent = ({ right, sentences }: Score): number => (100 * right) / sentences

function corpusFigures(): Record<string, Figure> {
  const [open, heldBack] = [score('open'), score('held-back')]
  return {
    openSentences: figure('sentences', [open.sentences]),
    openRight: figure('%', [percent(open)], atLeast(97)),
    openWrongWrites: figure('sentences', [open.wrongWrites], atMost(0)),
    heldBackSentences: figure('sentences', [heldBack.sentences]),
    heldBackRight: figure('%', [percent(heldBack)]),
    heldBackWrongWrites: figure('sentences', [heldBack.wrongWrites], atMost(0)),
  }
}

interface Compared {
  lines: number
  ours: Answers
  peer: Answers
}
type Answers = Record<'right' | 'wrong' | 'abstained', number>

function comparison(what: string, peerName: string, { lines, ours, peer }: Compared): Record<string, Figure> {
  const of = (who: string, answers: Answers) =>
    (['right', 'wrong', 'abstained'] as const).map((kind): [string, Figure] => [
      `${what}${who}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
      figure('sentences', [answers[kind]]),
    ])
  return {
    [`${what}Sentences`]: figure('sentences', [lines]),
    ...Object.fromEntries([...of('Mems', ours), ...of(peerName, peer)]),
  }
}

function comparisons(): Record<string, Figure> {
  const lines = readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(FIXTURES, name), 'utf8').split('\n'))
  return {
    ...comparison('dates', 'Chrono', compareDates(lines)),
    ...comparison('amounts', 'Nzh', compareAmounts(lines)),
  }
}

export const benchLanguage: Bench = async (options) => {
  const results = await repeat(options, 'language (interpret over the corpus)', once)
  const [first] = results
  const [slowest, steepest] = first ? [worst(first, 'ms'), worst(first, 'ratio')] : []
  return {
    figures: {
      ...waitFigures(results, 'world'),
      ...waitFigures(results, 'crowd'),
      longLineMax: figure(
        'ms',
        each(results, (run) => worst(run, 'ms').ms),
      ),
      longLineDoubling: figure(
        '×',
        each(results, (run) => worst(run, 'ratio').ratio),
        TARGET_DOUBLING,
      ),
      ...corpusFigures(),
      ...comparisons(),
    },
    notes: [
      `Every sentence of the open corpus, ${ROUNDS} times after ${WARM_UP} rounds to warm up: interpret() alone, as a first line. crowd: ${MANY.people} people, ${MANY.projects} projects, ${MANY.tasks} tasks.`,
      `longLine: ${UNITS.length} short texts, each repeated to ${LENGTHS[1]} characters; doubling: the steepest growth per doubling from ${LENGTHS[0]} to ${LENGTHS[1]}, best of ${TRIES} tries each.`,
      `Slowest: ${JSON.stringify(slowest?.unit)}; steepest: ${JSON.stringify(steepest?.unit)}.`,
      'Held-back sentences are counted only. dates and amounts: sentences of the open corpus with exactly one of them.',
    ],
  }
}
