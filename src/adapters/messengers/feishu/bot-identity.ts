import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { FeishuClient } from './client.ts'

/** Who we are in Feishu; doubles as the check of our credentials. */
export interface BotIdentity {
  /** Our open_id, asked for if not known yet. Fails like any call. */
  openId(): Promise<string>
  known(): string | undefined
  /** Asks in the background until answered. */
  start(): void
  stop(): void
}

const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 300_000

/** `GET /open-apis/bot/v3/info` answers with `bot` at the top level, not inside `data`. */
export function createBotIdentity(client: FeishuClient, clock: Clock, log: AdapterLog): BotIdentity {
  let openId: string | undefined
  let flight: Promise<string> | undefined
  let cancel: (() => void) | undefined
  let ending = new AbortController()

  async function fetchOpenId(): Promise<string> {
    const body = await client.call({
      operation: 'bot info',
      method: 'GET',
      path: '/open-apis/bot/v3/info',
      repeatable: true,
      signal: ending.signal,
    })
    const answered = text(record(body.bot).open_id)
    if (!answered) throw new MessengerError('unavailable', 'feishu bot info: answer without open_id')
    openId = answered
    log.info({ bot: openId }, 'feishu bot identified')
    return answered
  }

  function ask(): Promise<string> {
    flight ??= fetchOpenId().finally(() => {
      flight = undefined
    })
    return flight
  }

  function retry(delayMs: number): void {
    ask().catch(() => {
      if (ending.signal.aborted) return
      cancel = clock.at(new Date(clock.now().getTime() + delayMs), () => retry(Math.min(delayMs * 2, LAST_RETRY_MS)))
    })
  }

  return {
    openId: async () => openId ?? ask(),
    known: () => openId,
    start() {
      if (ending.signal.aborted) ending = new AbortController()
      retry(FIRST_RETRY_MS)
    },
    stop() {
      ending.abort()
      cancel?.()
    },
  }
}
