import type { Word, WordRepository } from '../../../domain/words/word.ts'
import type { Database } from '../database.ts'
import type { Word as WordRow } from '../generated/client.ts'

export function words({ sql }: Database): WordRepository {
  return {
    async all() {
      const rows = await sql.all<WordRow>('SELECT * FROM word ORDER BY seq')
      return rows.map(({ seq: _, ...row }): Word => ({ ...row, kind: row.kind as Word['kind'] }))
    },

    async save(word) {
      await sql.upsert('word', ['spoken'], { ...word })
    },

    async remove(spoken) {
      await sql.run('DELETE FROM word WHERE spoken = ?', [spoken])
    },
  }
}
