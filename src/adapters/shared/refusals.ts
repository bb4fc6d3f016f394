import type { Intake, Platform, RefusedReason } from '../../bot/messenger.ts'
import type { Clock } from '../../domain/ports/clock.ts'
import type { AdapterLog } from './log.ts'

const WINDOW_MS = 60_000
/** Far more than a wrong setting or a curious visitor causes. */
const ONE_BY_ONE = 60

export interface Refusals {
  /** Logs and audits one refused request. Never fails. */
  note(reason: RefusedReason, detail: Record<string, string>): Promise<void>
  /** Audits what was only counted so far. */
  close(): Promise<void>
}

/**
 * Who knocks needs no credentials, and the audit can never be shortened. So of each minute the first refusals are logged
 * and audited one by one, and the rest as one entry per reason, with their number as `more`.
 */
export function createRefusals(platform: Platform, ports: { clock: Clock; intake: Intake; log: AdapterLog }): Refusals {
  const { clock, intake, log } = ports
  const counted = new Map<RefusedReason, number>()
  let since = Number.NEGATIVE_INFINITY
  let told = 0
  let cancelSummary = () => {}

  async function tell(reason: RefusedReason, detail: Record<string, string>): Promise<void> {
    log.warn({ reason, ...detail }, `${platform} request refused`)
    await intake.refused(platform, reason, detail)
  }

  async function sumUp(): Promise<void> {
    cancelSummary()
    const sums = [...counted]
    counted.clear()
    for (const [reason, more] of sums) await tell(reason, { more: String(more) })
  }

  function count(reason: RefusedReason): void {
    if (counted.size === 0) cancelSummary = clock.at(new Date(since + WINDOW_MS), () => void sumUp())
    counted.set(reason, (counted.get(reason) ?? 0) + 1)
  }

  return {
    async note(reason, detail) {
      const now = clock.now().getTime()
      if (now - since >= WINDOW_MS) {
        since = now
        told = 0
      }
      if (told >= ONE_BY_ONE) return count(reason)
      told += 1
      await tell(reason, detail)
    },
    close: sumUp,
  }
}
