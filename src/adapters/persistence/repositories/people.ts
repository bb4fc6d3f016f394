import type { Duty, Locale, PeopleRepository, Person, Role } from '../../../domain/people/person.ts'
import type { Database } from '../database.ts'
import type { Account as AccountRow, Person as PersonRow } from '../generated/client.ts'
import { fromJson, present, toJson } from '../mapping.ts'

interface Directory {
  byId: ReadonlyMap<string, Person>
  byAccount: ReadonlyMap<string, Person>
  active: readonly Person[]
}

/**
 * Everybody is read on the way of every message and changes rarely, so the whole directory is kept in memory. Saving
 * and every undone transaction ({@link forget}) drop it; the next reader loads what the database says then.
 */
export class People implements PeopleRepository {
  readonly #database: Database
  #directory: Directory | undefined

  constructor(database: Database) {
    this.#database = database
  }

  forget(): void {
    this.#directory = undefined
  }

  async byId(id: string): Promise<Person | undefined> {
    return copy((await this.#load()).byId.get(id))
  }

  async byAccount(platform: string, accountId: string): Promise<Person | undefined> {
    return copy((await this.#load()).byAccount.get(`${platform}/${accountId}`))
  }

  async all(): Promise<readonly Person[]> {
    return [...(await this.#load()).active]
  }

  async save(person: Person): Promise<void> {
    this.forget()
    const { prisma } = this.#database
    const { id, ...changes } = toRow(person)
    await prisma.person.upsert({ where: { id }, create: { id, ...changes }, update: changes })
    await prisma.account.deleteMany({ where: { personId: id } })
    const accounts = person.accounts.map((account, position) => ({
      platform: account.platform,
      accountId: account.id,
      personId: id,
      position,
      bound: account.bound ?? false,
    }))
    await prisma.account.createMany({ data: accounts })
  }

  async #load(): Promise<Directory> {
    if (this.#directory) return this.#directory
    const rows = await this.#database.prisma.person.findMany({
      include: { accounts: { orderBy: { position: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    const people = rows.map(toPerson)
    this.#directory = {
      byId: new Map(people.map((person) => [person.id, person])),
      byAccount: new Map(
        people.flatMap((person) => person.accounts.map(({ platform, id }) => [`${platform}/${id}`, person])),
      ),
      active: people.filter(({ active }) => active),
    }
    return this.#directory
  }
}

/** Callers may not reach into the directory by changing what they got. */
const copy = (person: Person | undefined): Person | undefined => (person ? { ...person } : undefined)

function toRow(person: Person): PersonRow {
  return {
    id: person.id,
    name: person.name,
    title: person.title ?? null,
    department: person.department ?? null,
    nicknames: toJson(person.nicknames),
    skills: toJson(person.skills),
    role: person.role,
    duties: toJson(person.duties),
    company: person.company ?? null,
    locale: person.locale,
    active: person.active,
  }
}

function toPerson(row: PersonRow & { accounts: AccountRow[] }): Person {
  return {
    id: row.id,
    name: row.name,
    ...present({ title: row.title, department: row.department, company: row.company }),
    nicknames: fromJson<string[]>(row.nicknames),
    skills: fromJson<string[]>(row.skills),
    role: row.role as Role,
    duties: fromJson<Duty[]>(row.duties),
    accounts: row.accounts.map(({ platform, accountId, bound }) => ({
      platform,
      id: accountId,
      ...(bound ? { bound } : {}),
    })),
    locale: row.locale as Locale,
    active: row.active,
  }
}
