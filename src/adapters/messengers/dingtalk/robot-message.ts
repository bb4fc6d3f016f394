/** What a robot can say (`msgKey` and `msgParam` of the robot APIs), and how it is handed over. */
import { type Conversation, MessengerError, type SendOptions } from '../../../bot/messenger.ts'
import { list, text } from '../../shared/json.ts'
import type { DingtalkClient } from './client.ts'
import type { Resolved } from './settings.ts'

/** Documented are 15,000 bytes of `msgParam`; the margin is for what is counted differently there. */
export const PARAM_MAX_BYTES = 14_800

export interface RobotMessage {
  msgKey: string
  param: Record<string, string>
}

export function paramBytes(message: RobotMessage): number {
  return Buffer.byteLength(JSON.stringify(message.param))
}

/** Sends it to a group or to one person; resolves to the `processQueryKey`, by which quotations name it. */
export async function sendRobotMessage(
  client: DingtalkClient,
  settings: Resolved,
  to: Conversation,
  message: RobotMessage,
  options: SendOptions,
): Promise<string> {
  const isPrivate = to.kind === 'private'
  if (isPrivate) requireStaffId(to.id)
  const body = await client.call({
    operation: 'send message',
    family: 'api',
    method: 'POST',
    path: isPrivate ? '/v1.0/robot/oToMessages/batchSend' : '/v1.0/robot/groupMessages/send',
    json: {
      robotCode: settings.robotCode,
      ...(isPrivate ? { userIds: [to.id] } : { openConversationId: to.id }),
      msgKey: message.msgKey,
      msgParam: JSON.stringify(message.param),
    },
    metered: true,
    ...(options.signal && { signal: options.signal }),
  })
  if (list(body.invalidStaffIdList).length > 0)
    throw new MessengerError('gone', 'dingtalk send message: person unknown or outside the visible scope of the app')
  if (list(body.flowControlledStaffIdList).length > 0)
    throw new MessengerError('rate_limited', 'dingtalk send message: person is flow controlled')
  const key = text(body.processQueryKey)
  if (!key) throw new MessengerError('unknown_outcome', 'dingtalk send message: answer without processQueryKey')
  return key
}

/** People from outside have an encrypted id only, which no API takes. */
export function isOutsider(id: string): boolean {
  return id.startsWith('$:')
}

export function requireStaffId(id: string): void {
  if (isOutsider(id))
    throw new MessengerError('gone', 'dingtalk: a person from outside can only be answered while the session lives')
}
