import type { BindingRepository } from '../../../domain/people/binding.ts'
import type { Database } from '../database.ts'
import type { BindingCode as CodeRow, WrongCodes as WrongRow } from '../generated/client.ts'
import { present } from '../mapping.ts'

export function bindings({ sql }: Database): BindingRepository {
  return {
    async byCode(code) {
      const row = await sql.one<CodeRow>('SELECT * FROM binding_code WHERE code = ? ORDER BY expires_at DESC', [code])
      if (!row) return undefined
      const { name, ...rest } = row
      return { ...rest, ...present({ name }) }
    },

    async save({ name, ...code }) {
      await sql.upsert<CodeRow>('binding_code', ['platform', 'accountId'], { ...code, name: name ?? null })
    },

    async remove({ platform, accountId }) {
      await sql.run('DELETE FROM binding_code WHERE platform = ? AND account_id = ?', [platform, accountId])
    },

    async wrongCodes(personId) {
      return sql.one<WrongRow>('SELECT * FROM wrong_codes WHERE person_id = ?', [personId])
    },

    async saveWrongCodes(wrong) {
      await sql.upsert('wrong_codes', ['personId'], { ...wrong })
    },
  }
}
