import { cpus, loadavg, release, totalmem } from 'node:os'

export interface Machine {
  cores: number
  cpu: string
  memoryGb: number
  system: string
  node: string
}

export const machine = (): Machine => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${release()}`,
  node: process.version,
})

/** The 1-minute load average: above 0 at the start, somebody else is using the machine. */
export const load = (): number => Number((loadavg()[0] ?? 0).toFixed(2))
