/** What people chose for themselves; it outlives every import of the roster. */
import type { Locale, PeopleRepository, Person } from './person.ts'

export interface Preference {
  personId: string
  locale?: Locale
  /** The messenger on which personal messages are wanted. */
  platform?: string
}

export interface PreferenceRepository {
  all(): Promise<readonly Preference[]>
  /** Inserts by person, or replaces what is given of what there is. */
  save(preference: Preference): Promise<void>
}

interface Stored {
  people: Pick<PeopleRepository, 'all'>
  preferences: Pick<PreferenceRepository, 'all'>
}

/** With the language they chose, and the account on the messenger they chose before all others. */
function asTheyLike(person: Person, chosen: Preference | undefined): Person {
  if (!chosen) return person
  const first = person.accounts.filter(({ platform }) => platform === chosen.platform)
  const others = person.accounts.filter((account) => !first.includes(account))
  return { ...person, locale: chosen.locale ?? person.locale, accounts: [...first, ...others] }
}

/** The person whose account this is, as that person likes it. */
export async function personAsTheyLike(
  {
    people,
    preferences,
  }: { people: Pick<PeopleRepository, 'byAccount'>; preferences: Pick<PreferenceRepository, 'all'> },
  platform: string,
  accountId: string,
): Promise<Person | undefined> {
  const person = await people.byAccount(platform, accountId)
  const chosen = person && (await preferences.all()).find(({ personId }) => personId === person.id)
  return person && asTheyLike(person, chosen)
}

/** Everybody who is active, each as they like it. */
export async function peopleAsTheyLike({ people, preferences }: Stored): Promise<readonly Person[]> {
  const chosen = new Map((await preferences.all()).map((one) => [one.personId, one]))
  const all = await people.all()
  return chosen.size === 0 ? all : all.map((one) => asTheyLike(one, chosen.get(one.id)))
}
