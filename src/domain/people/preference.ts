/** What people chose for themselves; it outlives every import of the roster. */
import type { Locale, PeopleRepository, Person } from './person.ts'

export interface Preference {
  personId: string
  locale: Locale
}

export interface PreferenceRepository {
  all(): Promise<readonly Preference[]>
  /** Inserts or replaces by person. */
  save(preference: Preference): Promise<void>
}

interface Stored {
  people: Pick<PeopleRepository, 'all'>
  preferences: Pick<PreferenceRepository, 'all'>
}

/** The person whose account this is, with the language that person chose. */
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
  return chosen ? { ...person, locale: chosen.locale } : person
}

/** Everybody who is active, each with the language they chose. */
export async function peopleAsTheyLike({ people, preferences }: Stored): Promise<readonly Person[]> {
  const chosen = new Map((await preferences.all()).map(({ personId, locale }) => [personId, locale]))
  const all = await people.all()
  return chosen.size === 0 ? all : all.map((one) => ({ ...one, locale: chosen.get(one.id) ?? one.locale }))
}
