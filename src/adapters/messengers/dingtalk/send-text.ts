/** Texts: by the conversation's session webhook while it lives, by the robot API after. */
import { type Conversation, MessengerError, type SendOptions, type Sent } from '../../../bot/messenger.ts'
import type { DingtalkClient } from './client.ts'
import { byId, byName, calledIds, hasMarkup, plainText, robotMarkdown, titleOf } from './markdown.ts'
import { PARAM_MAX_BYTES, paramBytes, type RobotMessage, sendRobotMessage } from './robot-message.ts'
import type { SessionWebhooks } from './session-webhooks.ts'
import type { Resolved } from './settings.ts'
import { split } from './split.ts'

/** More would bury the conversation, and reach the limit per minute. */
const MOST_PARTS = 5
const TRUNCATED = '…（内容过长，已截断）'
/** A webhook calls at most 50 people. */
const MOST_CALLED = 50
/** Unfinished texts whose progress is remembered. */
const PROGRESS_SIZE = 500

export interface TextPorts {
  client: DingtalkClient
  settings: Resolved
  webhooks: SessionWebhooks
}

export type SendText = (to: Conversation, markdown: string, options: SendOptions) => Promise<Sent>

/** Long texts go in parts; a try after a failure goes on with the part that failed. */
export function createSendText(ports: TextPorts): SendText {
  const progress = new Map<string, string[]>()

  return async (to, markdown, options) => {
    const { idempotencyKey: key } = options
    const sent = progress.get(key) ?? []
    progress.delete(key)
    for (const part of parts(markdown).slice(sent.length)) {
      try {
        sent.push(await sendPart(ports, to, part, options))
      } catch (error) {
        if (sent.length > 0) keep(progress, key, sent)
        throw error
      }
    }
    return { messageId: sent[0] ?? `session:${key}` }
  }
}

function keep(progress: Map<string, string[]>, key: string, sent: string[]): void {
  progress.set(key, sent)
  for (const oldest of progress.keys()) {
    if (progress.size <= PROGRESS_SIZE) break
    progress.delete(oldest)
  }
}

/** Measured as the longest form in which a part may go out. */
function parts(markdown: string): string[] {
  return split(markdown, (part) => paramBytes(robotText(part)) <= PARAM_MAX_BYTES - 1000, MOST_PARTS, TRUNCATED)
}

async function sendPart(ports: TextPorts, to: Conversation, part: string, options: SendOptions): Promise<string> {
  const url = ports.webhooks.of(to)
  if (url !== undefined) {
    try {
      await ports.client.post('answer', url, webhookText(part), options.signal)
      return `session:${options.idempotencyKey}`
    } catch (error) {
      if (!isSessionOver(error)) throw error
      ports.webhooks.forget(to, url)
    }
  }
  return sendRobotMessage(ports.client, ports.settings, to, robotText(part), options)
}

function isSessionOver(error: unknown): boolean {
  return error instanceof MessengerError && error.fault === 'gone'
}

/** The robot API calls nobody: names stand in the text. */
export function robotText(markdown: string): RobotMessage {
  if (!hasMarkup(markdown)) return { msgKey: 'sampleText', param: { content: plainText(markdown) } }
  return { msgKey: 'sampleMarkdown', param: { title: titleOf(markdown), text: robotMarkdown(markdown, byName) } }
}

/** Webhook JSON; people are called by the text and the list together. */
export function webhookText(markdown: string): Record<string, unknown> {
  const ids = calledIds(markdown).slice(0, MOST_CALLED)
  const at = ids.length > 0 ? { at: { atUserIds: ids, isAtAll: false } } : {}
  if (!hasMarkup(markdown)) return { msgtype: 'text', text: { content: plainText(markdown, byId) }, ...at }
  const content = { title: titleOf(markdown), text: robotMarkdown(markdown, byId) }
  return { msgtype: 'markdown', markdown: content, ...at }
}
