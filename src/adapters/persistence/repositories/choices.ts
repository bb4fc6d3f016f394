/** What people chose for themselves. */
import type { Locale } from '../../../domain/people/person.ts'
import type { PreferenceRepository } from '../../../domain/people/preference.ts'
import type { Tour, TourRepository } from '../../../domain/people/tour.ts'
import type { Database } from '../database.ts'
import type { Preference as PreferenceRow, Tour as TourRow } from '../generated/client.ts'
import { present } from '../mapping.ts'

export function preferences({ sql }: Database): PreferenceRepository {
  return {
    async all() {
      const rows = await sql.all<PreferenceRow>('SELECT * FROM preference')
      return rows.map(({ personId, locale, platform }) => ({
        personId,
        ...present({ locale: locale as Locale | null, platform }),
      }))
    },

    async save({ personId, locale = null, platform = null }) {
      await sql.run(
        `INSERT INTO preference (person_id, locale, platform) VALUES (?, ?, ?)
         ON CONFLICT (person_id) DO UPDATE SET locale = coalesce(excluded.locale, preference.locale),
           platform = coalesce(excluded.platform, preference.platform)`,
        [personId, locale, platform],
      )
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
