/** What happens to a verified message, press or event, whichever transport brought it. */
import type { Intake } from '../../../bot/messenger.ts'
import { Lanes } from '../../../bot/pipeline/lanes.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { type Json, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { Refusals } from '../../shared/refusals.ts'
import { answerBody, FAILED, STALE } from './card-answer.ts'
import type { Person } from './contacts.ts'
import { conversationOf, decodeMessage } from './decode.ts'
import { type Delivery, decodeCardAction } from './decode-card.ts'
import { calledStaff } from './mentions.ts'
import type { Quota } from './quota.ts'
import type { SessionWebhooks } from './session-webhooks.ts'
import type { Resolved } from './settings.ts'

/** A press that is not answered within 2 s fails on the client; half a second is left for the way. */
export const DECIDE_WITHIN_MS = 1500

export interface Answer {
  body: Json
  /** To be called once the body was handed to DingTalk. */
  delivered?: () => Promise<void>
}

export interface Events {
  /** Stores a message to the robot. Fails only if it could not be stored, so that DingTalk sends it again. */
  message(data: Json): Promise<void>
  /** Decides a press and answers with the body for DingTalk. Never fails: presses are never sent again. */
  press(data: Json, delivery: Delivery): Promise<Answer>
}

export interface EventsPorts {
  settings: Resolved
  intake: Intake
  person(staffId: string): Promise<Person | undefined>
  webhooks: SessionWebhooks
  quota: Quota
  refusals: Refusals
  clock: Clock
  log: AdapterLog
}

/** People named per message; further ones go by their ids. Each costs a call, and the message waits for all. */
const MOST_NAMED = 20

/** The organisation's pushes of this month are used up: the message has lost its content. */
const QUOTA_USED_UP = '20001'

export function createEvents(ports: EventsPorts): Events {
  const { settings, intake, webhooks, quota, refusals, clock, log } = ports
  const lanes = new Lanes()

  /** A robot code that is missing is forgiven: the transport has proved the origin. */
  async function isForeign(data: Json): Promise<boolean> {
    const robotCode = text(data.robotCode) || settings.robotCode
    const corpId = text(data.chatbotCorpId)
    if (robotCode === settings.robotCode && !(settings.corpId && corpId && corpId !== settings.corpId)) return false
    await refusals.note('unknown_event', { robot_code: robotCode.slice(0, 64), corp_id: corpId.slice(0, 64) })
    return true
  }

  function rememberWebhook(data: Json): void {
    const where = conversationOf(data)
    const until = Number(text(data.sessionWebhookExpiredTime))
    if (where && until > 0) webhooks.remember(where, text(data.sessionWebhook), until)
  }

  async function namesIn(data: Json): Promise<Map<string, string>> {
    const people = await Promise.all(
      calledStaff(data)
        .slice(0, MOST_NAMED)
        .map(async (id) => [id, (await ports.person(id))?.name ?? id] as const),
    )
    return new Map(people)
  }

  async function store(data: Json): Promise<void> {
    const { robotCode, robotName } = settings
    const context = { robotCode, robotName, names: await namesIn(data), receivedAt: clock.now() }
    const decoded = decodeMessage(data, context)
    if (decoded) await intake.accept(decoded)
    else log.warn({ type: text(data.msgtype) }, 'dingtalk message without ids ignored')
  }

  return {
    async message(data) {
      if (await isForeign(data)) return
      rememberWebhook(data)
      if (text(data.errorCode) === QUOTA_USED_UP) {
        quota.exhausted('pushes')
        log.error({ code: QUOTA_USED_UP }, 'dingtalk monthly push quota used up: message came without content')
        return
      }
      // Names are looked up on the way; messages of one conversation must not overtake each other meanwhile.
      const where = conversationOf(data)
      await lanes.run(`${where?.kind}:${where?.id}`, () => store(data))
    },
    async press(data, delivery) {
      if (await isForeign({ chatbotCorpId: data.corpId })) return { body: answerBody(STALE, false) }
      const decoded = decodeCardAction(data, delivery)
      if (!decoded) return { body: answerBody(STALE, false) }
      try {
        const answer = await intake.decide(decoded, DECIDE_WITHIN_MS)
        const body = answerBody(answer, decoded.conversation.kind === 'private')
        return { body, ...(answer.delivered && { delivered: answer.delivered }) }
      } catch (error) {
        log.error({ action: decoded.action, error: error instanceof Error ? error.name : 'unknown' }, 'press failed')
        return { body: answerBody(FAILED, false) }
      }
    },
  }
}
