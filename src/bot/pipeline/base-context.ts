import type { AuditSource } from '../../domain/audit/audit.ts'
import { type ConversationRef, conversationKey } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import { peopleAsTheyLike } from '../../domain/people/preference.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { localDateOf } from '../../domain/shared/zone.ts'
import { speechFor } from '../i18n/speech.ts'
import type { Environment } from './environment.ts'
import type { BaseContext } from './perform.ts'

export interface Who {
  person: Person
  account: string
  conversation: ConversationRef
  source: AuditSource
  traceId: string
}

/** The part of an action's context that is the same for every action of one event. */
export async function baseContext(
  environment: Environment,
  tx: Transaction,
  who: Who,
  now: Date,
): Promise<BaseContext> {
  const people = new Map((await peopleAsTheyLike(tx)).map((person) => [person.id, person]))
  const person = people.get(who.person.id) ?? who.person
  return {
    tx,
    now,
    today: localDateOf(now, environment.zone),
    zone: environment.zone,
    calendar: environment.calendar,
    ids: environment.ids,
    person,
    people,
    conversation: who.conversation,
    source: who.source,
    speech: speechFor(person.locale),
    traceId: who.traceId,
    health: environment.health,
    actions: environment.actions,
    botName: environment.botName,
    messengers: environment.messengers,
    promptOpened: environment.promptOpened,
    audit: (record) =>
      tx.audit.append({
        outcome: 'success',
        ...record,
        at: now,
        source: who.source,
        actorId: who.person.id,
        account: who.account,
        conversation: conversationKey(who.conversation),
        traceId: who.traceId,
      }),
  }
}

/** Where a person is told things: the first account on a messenger that is configured. */
export function reach(person: Person, platforms: readonly string[]): ConversationRef | undefined {
  const account = person.accounts.find(({ platform }) => platforms.includes(platform))
  return account && { platform: account.platform, kind: 'private', id: account.id }
}
