/** What happens to a verified event, whichever transport brought it. */
import type { Intake } from '../../../bot/messenger.ts'
import { type Json, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { BotIdentity } from './bot-identity.ts'
import { answerBody, FAILED, STALE } from './card-answer.ts'
import { decodeBotAdded, decodeCardAction, decodeMessage, hasMentions, saidByBot } from './decode.ts'

/** Feishu drops a card callback after 3 s; half a second is left for the way. */
export const DECIDE_WITHIN_MS = 2500

export interface Events {
  /**
   * Stores or decides the event and answers with the body for Feishu. Fails only if an event could not be stored, so
   * that the transport makes Feishu send it again; callbacks are never sent again and therefore never fail.
   */
  dispatch(envelope: Json): Promise<Answer>
}

export interface Answer {
  body: Json
  /** To be called once the body was handed to Feishu. */
  delivered?: () => Promise<void>
}

const TAKEN: Answer = { body: {} }

export function createEvents(ports: { intake: Intake; bot: BotIdentity; log: AdapterLog }): Events {
  const { intake, bot, log } = ports

  async function message(envelope: Json): Promise<void> {
    const event = record(envelope.event)
    if (saidByBot(event)) return
    const openId = hasMentions(event) ? await bot.openId() : bot.known()
    const decoded = decodeMessage(envelope, openId)
    if (decoded) await intake.accept(decoded)
    else log.warn({ type: 'im.message.receive_v1' }, 'feishu event without ids ignored')
  }

  async function botAdded(envelope: Json): Promise<void> {
    const decoded = decodeBotAdded(envelope)
    if (decoded) await intake.accept(decoded)
    else log.warn({ type: 'im.chat.member.bot.added_v1' }, 'feishu event without ids ignored')
  }

  async function cardAction(envelope: Json): Promise<Answer> {
    const decoded = decodeCardAction(envelope)
    if (!decoded) return { body: answerBody(STALE, false) }
    try {
      const answer = await intake.decide(decoded, DECIDE_WITHIN_MS)
      const body = answerBody(answer, decoded.conversation.kind === 'private')
      return { body, ...(answer.delivered && { delivered: answer.delivered }) }
    } catch (error) {
      log.error({ action: decoded.action, error: error instanceof Error ? error.name : 'unknown' }, 'card click failed')
      return { body: answerBody(FAILED, false) }
    }
  }

  return {
    async dispatch(envelope) {
      const type = text(record(envelope.header).event_type)
      switch (type) {
        case 'card.action.trigger':
          return cardAction(envelope)
        case 'im.message.receive_v1':
          await message(envelope)
          return TAKEN
        case 'im.chat.member.bot.added_v1':
          await botAdded(envelope)
          return TAKEN
        default:
          log.info({ type }, 'feishu event of no interest')
          return TAKEN
      }
    },
  }
}
