/** What people chose for themselves. */
import type { Locale } from '../../../domain/people/person.ts'
import type { PreferenceRepository } from '../../../domain/people/preference.ts'
import type { Tour, TourRepository } from '../../../domain/people/tour.ts'
import type { Database } from '../database.ts'
import type { Preference as PreferenceRow, Tour as TourRow } from '../generated/client.ts'

export function preferences({ sql }: Database): PreferenceRepository {
  return {
    async all() {
      const rows = await sql.all<PreferenceRow>('SELECT * FROM preference')
      return rows.map(({ personId, locale }) => ({ personId, locale: locale as Locale }))
    },

    async save(preference) {
      await sql.upsert('preference', ['personId'], { ...preference })
    },
  }
}

export function tours({ sql }: Database): TourRepository {
  return {
    async of(personId) {
      const row = await sql.one<TourRow>('SELECT * FROM tour WHERE person_id = ?', [personId])
      return row && { ...row, status: row.status as Tour['status'] }
    },

    async save(tour) {
      await sql.upsert('tour', ['personId'], { ...tour })
    },
  }
}
