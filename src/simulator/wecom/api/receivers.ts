import type { Json } from '../../json.ts'
import type { WecomContext } from '../context.ts'
import type { Person } from '../directory.ts'
import { WecomError } from '../errors.ts'
import { ROOT_DEPARTMENT } from './routes-contacts.ts'

const MOST_USERS = 1000
const MOST_OTHERS = 100

export interface Receivers {
  people: Person[]
  /** Joined by `|`, userids in lower case. */
  invalid: { invaliduser: string; invalidparty: string; invalidtag: string; unlicenseduser: string }
}

/** Who is meant by touser, toparty and totag. Throws 82001 when nobody is named, 81013 when nobody is valid. */
export function receiversOf(ctx: WecomContext, body: Json): Receivers {
  const users = names(body.touser, MOST_USERS)
  const parties = names(body.toparty, MOST_OTHERS)
  const tags = names(body.totag, MOST_OTHERS)
  if (users.length + parties.length + tags.length === 0) throw new WecomError(82001)
  const everybody = users.includes('@all') || parties.includes(String(ROOT_DEPARTMENT))
  const named = users.filter((user) => user !== '@all')
  const known = named.flatMap((user) => reachable(ctx, user) ?? [])
  const all = everybody ? ctx.directory.insiders.filter((person) => isPresent(ctx, person)) : []
  const people = [...new Set([...all, ...known])]
  if (people.length === 0) throw new WecomError(81013)
  const invalid = {
    invaliduser: joined(named.filter((user) => !reachable(ctx, user)).map((user) => user.toLowerCase())),
    invalidparty: joined(parties.filter((party) => party !== String(ROOT_DEPARTMENT))),
    invalidtag: joined(tags),
    unlicenseduser: '',
  }
  return { people, invalid }
}

/** A member of the corp within the app's visible range. */
export function reachable(ctx: WecomContext, userId: string): Person | undefined {
  const person = ctx.directory.insider(userId)
  return person && isPresent(ctx, person) ? person : undefined
}

function isPresent(ctx: WecomContext, person: Person): boolean {
  return ctx.directory.privateChatOf(person)?.botPresent ?? false
}

function names(value: unknown, most: number): string[] {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  const list = text.split('|').filter((name) => name !== '')
  if (list.length > most) throw new WecomError(40058, `at most ${most} receivers of a kind`)
  return list
}

function joined(list: readonly string[]): string {
  return list.join('|')
}
