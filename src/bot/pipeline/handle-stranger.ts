/** Accounts that belong to nobody in the roster: refused, audited, and told so where they spoke to us. */
import { conversationKey } from '../../domain/conversations/conversation.ts'
import { codeFor } from '../../domain/people/binding.ts'
import type { Ids } from '../../domain/ports/ids.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { refuse } from '../../domain/shared/refusal.ts'
import { DEFAULT_LOCALE, speechFor } from '../i18n/speech.ts'
import type { InboundCardAction, InboundMessage } from '../messenger.ts'
import type { Environment } from './environment.ts'
import type { Decided } from './handle-click.ts'
import { sendText } from './outgoing.ts'

/** `name`: what the messenger calls the account, if it told us. */
export async function handleStranger(
  environment: Environment,
  tx: Transaction,
  stored: InboxEvent,
  event: InboundMessage | InboundCardAction,
  name: string | undefined,
): Promise<Decided> {
  const answered = event.kind === 'card_action' || event.addressed || (await repliesToUs(tx, event))
  if (!answered) return { answer: {} }
  const now = environment.clock.now()
  const account = `${event.platform}/${event.sender}`
  await tx.audit.append({
    at: now,
    source: event.kind === 'message' ? 'message' : 'card',
    event: 'person.unknown',
    outcome: 'denied',
    account,
    conversation: conversationKey(event.conversation),
    traceId: stored.traceId,
  })
  const speech = speechFor(DEFAULT_LOCALE)
  const out = { tx, ids: environment.ids, now, traceId: stored.traceId }
  if (event.kind === 'message' && ASKS_TO_BIND.test(event.text.trim())) {
    await sendText(out, event.conversation, await answerBinding(environment, tx, stored, event, name))
    return { answer: {} }
  }
  const refusal = refuse('PERSON.UNKNOWN', { account, ...(name ? { name } : {}) })
  const text = speech.refusal(refusal, { name: () => speech.t.someone, date: String, time: String })
  if (event.kind === 'card_action') return { answer: { toast: { kind: 'error', text } } }
  const hint = event.conversation.kind === 'private' ? `\n${speech.t.accounts.newHere}` : ''
  await sendText(
    out,
    event.conversation,
    text + hint,
    event.conversation.kind === 'group' ? event.messageId : undefined,
  )
  return { answer: {} }
}

/** 绑定账号: all that an account which belongs to nobody may ask of us. */
const ASKS_TO_BIND =
  /^(?:@\S+\s+)?(?:我要|请|帮我)?(?:绑定|綁定)(?:我的)?(?:账号|帐号|賬號|帳號)?$|^(?:bind|link)(?: my)?(?: account)?$/i

/** A code of its own, in private only: whoever of us read it in a public place could take the account for theirs. */
async function answerBinding(
  { clock, ids }: Environment,
  tx: Transaction,
  { traceId }: InboxEvent,
  { platform, sender, conversation }: InboundMessage,
  name: string | undefined,
): Promise<string> {
  const { accounts } = speechFor(DEFAULT_LOCALE).t
  if (conversation.kind !== 'private') return accounts.codeInPrivate
  const now = clock.now()
  const account = { platform, id: sender, ...(name ? { name } : {}) }
  const code = codeFor(account, await freeCode(tx, ids), now)
  await tx.bindings.save(code)
  await tx.audit.append({
    at: now,
    source: 'message',
    event: 'account.code',
    outcome: 'success',
    account: `${platform}/${sender}`,
    conversation: conversationKey(conversation),
    traceId,
  })
  return accounts.code(code.code)
}

/** Two accounts with the same six digits would be bound to the wrong people. */
async function freeCode(tx: Transaction, ids: Ids): Promise<string> {
  let code = ids.code()
  while (await tx.bindings.byCode(code)) code = ids.code()
  return code
}

async function repliesToUs(tx: Transaction, { platform, replyTo }: InboundMessage): Promise<boolean> {
  return replyTo !== undefined && (await tx.cards.byMessage(platform, replyTo)) !== undefined
}
