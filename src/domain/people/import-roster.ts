import type { ApprovalPolicy } from '../approvals/policy.ts'
import type { Transaction } from '../ports/unit-of-work.ts'
import type { Person } from './person.ts'

/** What an administrator hands over: who exists, which groups there are, who decides on how much. */
export interface RosterFacts {
  people: readonly Person[]
  chats: readonly { platform: string; id: string; name: string; project?: number }[]
  policy: ApprovalPolicy
}

export interface RosterChange {
  added: number
  changed: number
  /** People who are no longer listed: they are disabled, their history stays. */
  disabled: number
}

/**
 * Makes the stored people and the policy what the roster says. Known chats keep their bound project unless the roster
 * names one. Runs inside a transaction; idempotent.
 */
export async function importRoster(tx: Transaction, roster: RosterFacts): Promise<RosterChange> {
  const known = new Map((await tx.people.all()).map((person) => [person.id, person]))
  const change: RosterChange = { added: 0, changed: 0, disabled: 0 }
  for (const listed of roster.people) {
    const before = known.get(listed.id)
    const person = withBound(listed, before)
    if (before && same(before, person)) continue
    await releaseAccounts(tx, person)
    await tx.people.save(person)
    if (before) change.changed++
    else change.added++
  }
  const listed = new Set(roster.people.map(({ id }) => id))
  for (const person of known.values()) {
    if (listed.has(person.id)) continue
    // Read again: an account may have passed to somebody listed.
    await tx.people.save({ ...((await tx.people.byId(person.id)) ?? person), active: false })
    change.disabled++
  }
  for (const chat of roster.chats) {
    const before = await tx.chats.find(chat.platform, chat.id)
    const projectId = chat.project ?? before?.projectId
    await tx.chats.save({
      platform: chat.platform,
      id: chat.id,
      name: chat.name,
      botPresent: before?.botPresent ?? true,
      ...(projectId === undefined ? {} : { projectId }),
    })
  }
  await tx.policy.save(roster.policy)
  return change
}

/** What a person bound with a code stays theirs, unless the roster gives that account to somebody. */
function withBound(listed: Person, before: Person | undefined): Person {
  const bound = before?.accounts.filter((account) => account.bound) ?? []
  const own = bound.filter(
    ({ platform, id }) => !listed.accounts.some((one) => one.platform === platform && one.id === id),
  )
  return own.length === 0 ? listed : { ...listed, accounts: [...listed.accounts, ...own] }
}

/** An account belongs to one person, and the roster says to whom: whoever had it, disabled people included, loses it. */
async function releaseAccounts(tx: Transaction, { id, accounts }: Person): Promise<void> {
  for (const account of accounts) {
    const owner = await tx.people.byAccount(account.platform, account.id)
    if (!owner || owner.id === id) continue
    const kept = owner.accounts.filter((one) => one.platform !== account.platform || one.id !== account.id)
    await tx.people.save({ ...owner, accounts: kept })
  }
}

function same(a: Person, b: Person): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

function ordered(person: Person): readonly (readonly [string, unknown])[] {
  return Object.entries(person)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
}
