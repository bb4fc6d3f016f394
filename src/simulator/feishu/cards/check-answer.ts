import { isRecord, parseRecord, stringAt } from '../../json.ts'
import type { FeishuContext } from '../context.ts'
import { FeishuError } from '../errors.ts'
import type { StoredMessage } from '../messages.ts'
import { checkCard } from './check-card.ts'
import { isSchema2 } from './replace-card.ts'

const MALFORMED = { error: 200672 }
const BAD_CARD = { error: 200673 }
const TOAST_TYPES = new Set(['info', 'success', 'error', 'warning'])
const CARD_BYTES = 30 * 1024

export type CallbackAnswer =
  | { error: number }
  | { toast: { type: string; content: string } | undefined; card: string | undefined }

/** Reads the answer of a card callback: toast and card, or the code that the person sees when it is not acceptable. */
export function checkAnswer(ctx: FeishuContext, message: StoredMessage, body: string): CallbackAnswer {
  const answer = body.trim() === '' ? {} : parseRecord(body)
  if (!answer || Object.keys(answer).some((key) => key !== 'toast' && key !== 'card')) return MALFORMED
  const toast = readToast(answer.toast)
  if (toast === null) return MALFORMED
  if (answer.card === undefined) return { toast, card: undefined }
  const card = readCard(answer.card)
  if (card === undefined) return BAD_CARD
  const error = cardError(ctx, message, card)
  return error === undefined ? { toast, card } : { error }
}

function readToast(toast: unknown): { type: string; content: string } | undefined | null {
  if (toast === undefined) return undefined
  if (!isRecord(toast)) return null
  const type = toast.type === undefined ? 'info' : stringAt(toast, 'type')
  const content = stringAt(toast, 'content') || stringAt(toast.i18n, 'zh_cn')
  return TOAST_TYPES.has(type) && content !== '' ? { type, content } : null
}

function readCard(card: unknown): string | undefined {
  if (!isRecord(card) || card.type !== 'raw' || !isRecord(card.data)) return undefined
  return JSON.stringify(card.data)
}

function cardError(ctx: FeishuContext, message: StoredMessage, card: string): number | undefined {
  if (isSchema2(message.content) && !isSchema2(card)) return 200830
  if (Buffer.byteLength(card) > CARD_BYTES) return 200860
  try {
    checkCard(card, ctx)
    return undefined
  } catch (error) {
    if (error instanceof FeishuError) return BAD_CARD.error
    throw error
  }
}
