/** The bot joins a group: three lines and three buttons, once, in the language of whoever brought it. */

import { conversationKey } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { DEFAULT_LOCALE, speechFor } from '../i18n/speech.ts'
import type { InboundBotAdded } from '../messenger.ts'
import { welcomeCard } from '../views/help-card.ts'
import type { Environment } from './environment.ts'
import { postCard } from './outgoing.ts'

export async function welcome(
  environment: Environment,
  tx: Transaction,
  stored: InboxEvent,
  event: InboundBotAdded,
  adder: Person | undefined,
): Promise<void> {
  const now = environment.clock.now()
  const known = await tx.chats.find(event.platform, event.conversation.id)
  await tx.chats.save({
    ...known,
    platform: event.platform,
    id: event.conversation.id,
    name: event.chatName,
    botPresent: true,
  })
  await tx.audit.append({
    at: now,
    source: 'message',
    event: 'bot.added',
    outcome: 'success',
    account: `${event.platform}/${event.sender}`,
    conversation: conversationKey(event.conversation),
    traceId: stored.traceId,
  })
  const { ids, promptOpened } = environment
  const out = { tx, ids, now, traceId: stored.traceId, promptOpened, ...(adder ? { reader: adder } : {}) }
  const card = welcomeCard(speechFor(adder?.locale ?? DEFAULT_LOCALE), environment.botName)
  await postCard(out, event.conversation, card, { ref: 'answer', view: 'answer' })
}
