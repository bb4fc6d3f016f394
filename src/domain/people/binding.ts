/**
 * One person, several accounts. An account that nobody has asks for a one-time code in its private chat; whoever says
 * that code where they are known already, and confirms it, takes the account. Who only reads along in a public place
 * learns no code, and whoever knows a code but is nobody yet can do nothing with it.
 */
import { type Refusal, refuse } from '../shared/refusal.ts'
import type { Account, Person } from './person.ts'

/** Six digits, spoken by an account for itself. An account has one at a time. */
export interface BindingCode {
  platform: string
  accountId: string
  /** What the messenger calls the account, if it said so. */
  name?: string
  code: string
  expiresAt: Date
}

/** Codes that somebody said and that nobody had been given. */
export interface WrongCodes {
  personId: string
  count: number
  /** Of the first of them. */
  since: Date
}

export interface BindingRepository {
  /** However old it is. */
  byCode(code: string): Promise<BindingCode | undefined>
  /** Inserts, or replaces the account's earlier code. */
  save(code: BindingCode): Promise<void>
  remove(code: Pick<BindingCode, 'platform' | 'accountId'>): Promise<void>
  wrongCodes(personId: string): Promise<WrongCodes | undefined>
  /** Inserts or replaces by person. */
  saveWrongCodes(wrong: WrongCodes): Promise<void>
}

export const CODE_MS = 5 * 60_000
const GUESSES = 5
const GUESSES_MS = 10 * 60_000

export const codeFor = (account: Account & { name?: string }, code: string, now: Date): BindingCode => ({
  platform: account.platform,
  accountId: account.id,
  ...(account.name ? { name: account.name } : {}),
  code,
  expiresAt: new Date(now.getTime() + CODE_MS),
})

/** Six digits can be guessed by whoever may try for ever. */
export function mayTry(wrong: WrongCodes | undefined, now: Date): Refusal | undefined {
  const recent = wrong !== undefined && now.getTime() - wrong.since.getTime() < GUESSES_MS
  return recent && wrong.count >= GUESSES
    ? refuse('ACCOUNT.TOO_MANY_CODES', { until: new Date(wrong.since.getTime() + GUESSES_MS) })
    : undefined
}

export function afterWrong(personId: string, wrong: WrongCodes | undefined, now: Date): WrongCodes {
  const recent = wrong !== undefined && now.getTime() - wrong.since.getTime() < GUESSES_MS
  return recent ? { ...wrong, count: wrong.count + 1 } : { personId, count: 1, since: now }
}

/** The person with the account that said `code`, behind those there are; `owner` has that account by now. */
export function bind(
  person: Person,
  code: BindingCode | undefined,
  owner: Person | undefined,
  now: Date,
): Person | Refusal {
  if (!code || code.expiresAt <= now) return refuse('ACCOUNT.CODE_WRONG', {})
  if (owner) return refuse('ACCOUNT.TAKEN', {})
  const account: Account = { platform: code.platform, id: code.accountId, bound: true }
  return { ...person, accounts: [...person.accounts, account] }
}

/** The person without the account they bound themselves on that messenger; the roster's own stay the roster's. */
export function unbind(
  person: Person,
  platform: string,
  from: Account,
): { person: Person; account: Account } | Refusal {
  const there = person.accounts.filter((one) => one.platform === platform)
  const account = there.find(({ bound }) => bound)
  if (there.length === 0) return refuse('ACCOUNT.NONE_THERE', {})
  if (!account) return refuse('ACCOUNT.OF_ROSTER', {})
  // Whoever sits at a stolen phone could lock the owner out with it; from there, nothing is taken away.
  if (from.platform === account.platform && from.id === account.id) return refuse('ACCOUNT.IN_USE', {})
  const accounts = person.accounts.filter((one) => one !== account)
  return { person: { ...person, accounts }, account }
}
