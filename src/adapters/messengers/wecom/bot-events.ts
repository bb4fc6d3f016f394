/** What happens to what the bot hears. Nothing is ever sent again, and nothing may fail: the client does not await us. */
import type { Card } from '../../../bot/card/card.ts'
import type { Intake } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { BotFrame } from './bot-socket.ts'
import type { BotTransport } from './bot-transport.ts'
import { answerClick, type ClickPorts, FAILED_TEXT, STALE_TEXT } from './clicks.ts'
import type { Contacts } from './contacts.ts'
import type { Decoded } from './decode.ts'
import { type BotWay, bySender, decodeBotEvent, decodeBotMessage } from './decode-bot.ts'
import { BOT_SIZES, renderCard } from './render-card.ts'

/** A card can be changed within 5 s of the press; the change itself needs some of them. */
const DECIDE_WITHIN_MS = 3_000

type Click = Extract<Decoded<BotWay>, { kind: 'click' }>

export interface BotEventPorts extends ClickPorts {
  intake: Intake
  log: AdapterLog
  clock: Clock
  contacts: Contacts
  botName: string
  transport: BotTransport
  link: string
}

export interface BotEvents {
  message(frame: BotFrame): Promise<void>
  event(frame: BotFrame): Promise<void>
}

export function createBotEvents(ports: BotEventPorts): BotEvents {
  const { intake, log, clock, contacts, link } = ports

  async function click({ event, way }: Click): Promise<void> {
    const show = async (card: Card): Promise<boolean> => {
      const rendered = renderCard(card, { taskId: event.messageId, sizes: BOT_SIZES, link, clicks: true })
      return rendered !== undefined && ports.transport.answerClick(way.requestId, rendered.card)
    }
    try {
      await answerClick(ports, event, await intake.decide(event, DECIDE_WITHIN_MS), show)
    } catch (error) {
      log.error({ action: event.action, error: nameOf(error) }, 'card click failed')
      await ports.tell(event.sender, FAILED_TEXT)
    }
  }

  async function handle(decoded: Decoded<BotWay>): Promise<void> {
    switch (decoded.kind) {
      case 'message':
        await intake.accept(decoded.event)
        return
      case 'click':
        return click(decoded)
      case 'stale_click':
        return ports.tell(decoded.sender, STALE_TEXT)
      case 'other':
        log.info({ type: decoded.name.slice(0, 64) }, 'wecom bot event of no interest')
        return
      case 'incomplete':
        log.warn({ type: decoded.name.slice(0, 64) }, 'wecom bot event without ids ignored')
        return
      default:
        return decoded satisfies never
    }
  }

  async function take(decoded: Decoded<BotWay>): Promise<void> {
    try {
      const sender = senderOf(decoded)
      await handle(sender === undefined ? decoded : bySender(decoded, await contacts.plainId(sender)))
    } catch (error) {
      log.error({ error: nameOf(error) }, 'wecom bot event not stored')
    }
  }

  return {
    message: (frame) => take(decodeBotMessage(frame, ports.botName, clock.now())),
    event: (frame) => take(decodeBotEvent(frame, clock.now())),
  }
}

function senderOf(decoded: Decoded<BotWay>): string | undefined {
  if (decoded.kind === 'stale_click') return decoded.sender
  return decoded.kind === 'message' || decoded.kind === 'click' ? decoded.event.sender : undefined
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
