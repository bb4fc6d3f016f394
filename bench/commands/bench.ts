/** Typed command → reply card, end to end over three processes. */
import { type Bench, type BenchResult, each, repeat } from '../lib/bench.ts'
import { ascending, atLeast, atMost, figure, percentile } from '../lib/figure.ts'
import { COMMANDS, IN_FLIGHT, type RunResult, runOnce } from './run.ts'

export const TARGET_PER_SECOND = atLeast(250)
const TARGET_ACK_P99 = atMost(100)

export const perSecond = ({ exchanges, wallMs }: RunResult): number => (exchanges.length * 1000) / wallMs

/** A percentile of one of the two waits, in milliseconds. */
export const wait =
  (which: 'ackMs' | 'replyMs', share: number) =>
  ({ exchanges }: RunResult): number =>
    percentile(ascending(exchanges.map((exchange) => exchange[which])), share)

export function summary(results: readonly RunResult[]): BenchResult {
  const errors = results.flatMap((result) => result.errors)
  return {
    figures: {
      commandsPerSecond: figure('1/s', each(results, perSecond), TARGET_PER_SECOND),
      ackP50: figure('ms', each(results, wait('ackMs', 0.5))),
      ackP95: figure('ms', each(results, wait('ackMs', 0.95))),
      ackP99: figure('ms', each(results, wait('ackMs', 0.99)), TARGET_ACK_P99),
      replyP50: figure('ms', each(results, wait('replyMs', 0.5))),
      replyP99: figure('ms', each(results, wait('replyMs', 0.99))),
      errors: figure(
        'commands',
        each(results, ({ errors }) => errors.length),
        atMost(0),
      ),
      serviceCpuPerCommand: figure(
        'ms',
        each(results, ({ cpuMsPerCommand }) => cpuMsPerCommand),
      ),
      serviceRss: figure(
        'MB',
        each(results, ({ rssMb }) => rssMb),
      ),
    },
    notes: [
      `${COMMANDS} commands per repetition after a warm-up, ${IN_FLIGHT} in flight: a command is in flight until its reply card is at the simulator.`,
      'Service, simulator and load generator are three processes on one machine; events are signed and encrypted, every reply is checked afterwards.',
      ...[...new Set(errors)].slice(0, 5).map((error) => `error: ${error}`),
    ],
  }
}

export const benchCommands: Bench = async (options) =>
  summary(await repeat(options, `commands (${IN_FLIGHT} in flight)`, runOnce))
