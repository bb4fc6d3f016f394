/** What happens to a verified callback of the app. */
import type { Card } from '../../../bot/card/card.ts'
import type { CardAnswer, Intake } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { AppTransport } from './app-transport.ts'
import { answerClick, type ClickPorts, STALE_TEXT } from './clicks.ts'
import type { Decoded } from './decode.ts'
import { type AppWay, decodeApp } from './decode-app.ts'
import { APP_SIZES, renderCard } from './render-card.ts'
import type { ClickCodes } from './response-codes.ts'

/** WeCom cuts the connection after 5 s and sends again; half of it is left for the way and for a slow store. */
const DECIDE_WITHIN_MS = 2500
const MOST_REMEMBERED = 1_000

type Click = Extract<Decoded<AppWay>, { kind: 'click' }>

export interface AppEventPorts extends ClickPorts {
  intake: Intake
  log: AdapterLog
  transport: AppTransport
  codes: ClickCodes
  link: string
  /** Events about the app's own life, e.g. `inactive_alert`. */
  lifecycle(name: string): void
  /** Keeps work that goes on after the answer, so that the adapter ends after it. */
  background(work: Promise<void>): void
}

/** Stores or decides a callback. Fails if it could not be stored, so that WeCom sends it again. */
export function createAppEvents(ports: AppEventPorts): (xml: Json) => Promise<void> {
  const { intake, log, transport, codes, link } = ports
  // WeCom sends again what was answered late; such a copy is no second press about which to tell anybody.
  const known = new Map<string, Promise<CardAnswer>>()

  function once(event: Click['event']): { first: boolean; answer: Promise<CardAnswer> } {
    const before = known.get(event.eventKey)
    if (before) return { first: false, answer: before }
    const answer = intake.decide(event, DECIDE_WITHIN_MS)
    known.set(event.eventKey, answer)
    answer.catch(() => known.delete(event.eventKey))
    for (const oldest of known.keys()) {
      if (known.size <= MOST_REMEMBERED) break
      known.delete(oldest)
    }
    return { first: true, answer }
  }

  async function click({ event, way }: Click): Promise<void> {
    const { first, answer } = once(event)
    const decided = await answer
    if (!first) return
    let code = way.responseCode
    const show = async (card: Card): Promise<boolean> => {
      const rendered = renderCard(card, { taskId: way.taskId, sizes: APP_SIZES, link, clicks: true })
      if (!rendered || code === '') return false
      const spent = code
      code = ''
      return transport.answerClick(event.sender, spent, rendered.card)
    }
    const finish = answerClick(ports, event, decided, show).then(() => {
      if (code !== '') codes.keep(way.taskId, code)
    })
    ports.background(finish)
  }

  return async (xml) => {
    const decoded = decodeApp(xml)
    switch (decoded.kind) {
      case 'message':
        await intake.accept(decoded.event)
        return
      case 'click':
        return click(decoded)
      case 'stale_click':
        ports.background(ports.tell(decoded.sender, STALE_TEXT))
        return
      case 'other':
        ports.lifecycle(decoded.name)
        return
      case 'incomplete':
        log.warn({ type: decoded.name.slice(0, 64) }, 'wecom event without ids ignored')
        return
      default:
        return decoded satisfies never
    }
  }
}
