import type { MessengerHealth } from '../../../bot/actions/health.ts'
import { PLATFORM } from './decode.ts'
import type { Probe } from './probe.ts'
import type { Problems } from './problems.ts'
import type { Stream } from './stream.ts'

export interface HealthSources {
  app?: { problems: Problems; probe: Probe } | undefined
  bot?: Stream | undefined
  webhooks?: Problems | undefined
  lastEventAt: string | undefined
}

type State = MessengerHealth['state']

interface Part {
  transport: string
  state: State
  details: string[]
}

/** All transports in one: as bad as the worst of them, with what is to be done for each. */
export function healthOf(sources: HealthSources): MessengerHealth {
  const parts = [appPart(sources.app), botPart(sources.bot), webhookPart(sources.webhooks)].filter(
    (part) => part !== undefined,
  )
  const details = parts.flatMap((part) => part.details)
  const since = sources.bot?.state().since
  const lastErrorCode = sources.app?.problems.lastErrorCode() ?? sources.webhooks?.lastErrorCode()
  return {
    platform: PLATFORM,
    transport: parts.map(({ transport }) => transport).join('+'),
    state: worst(parts.map(({ state }) => state)),
    ...(details.length > 0 && { detail: details.join('；') }),
    ...(since && { connectedSince: since.toISOString() }),
    ...(sources.lastEventAt && { lastEventAt: sources.lastEventAt }),
    ...(lastErrorCode && { lastErrorCode }),
  }
}

function appPart(app: HealthSources['app']): Part | undefined {
  if (!app) return undefined
  const blocking = app.problems.blocking()
  const notices = app.problems.notices()
  if (blocking !== undefined) return { transport: 'app', state: 'failing', details: [blocking, ...notices] }
  if (app.probe.passed()) return { transport: 'app', state: 'ok', details: notices }
  const failing = app.problems.lastErrorCode() !== undefined
  const detail = failing ? '企业微信接口暂时无法访问' : '正在检查自建应用的凭证'
  return { transport: 'app', state: failing ? 'failing' : 'starting', details: [detail, ...notices] }
}

function botPart(bot: Stream | undefined): Part | undefined {
  if (!bot) return undefined
  const { state, detail } = bot.state()
  const details = detail ? [detail] : []
  if (state === 'failing') return { transport: 'bot', state, details }
  if (state === 'connecting') return { transport: 'bot', state: 'starting', details: ['智能机器人正在连接'] }
  if (state === 'standby') return { transport: 'bot', state: 'ok', details: ['智能机器人由另一个实例连接'] }
  return { transport: 'bot', state: 'ok', details }
}

function webhookPart(webhooks: Problems | undefined): Part | undefined {
  if (!webhooks) return undefined
  const blocking = webhooks.blocking()
  return { transport: 'webhook', state: blocking ? 'failing' : 'ok', details: blocking ? [blocking] : [] }
}

function worst(states: readonly State[]): State {
  return states.find((state) => state === 'failing') ?? states.find((state) => state === 'starting') ?? 'ok'
}
