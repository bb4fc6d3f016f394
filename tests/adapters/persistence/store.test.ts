import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { databaseFile, openStore, type Store } from '../../../src/adapters/persistence/index.ts'
import { type Harness, NOW, unitOfWorkContract } from '../../contracts/unit-of-work.ts'

async function makeHarness(): Promise<Harness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mems-store-'))
  const open = () => openStore({ dataDir, now: () => NOW })
  const store: Store = await open()
  let reopened: Store | undefined
  return {
    store,
    async tamper(seq) {
      await store.close()
      const file = new Database(databaseFile(dataDir))
      file.exec('DROP TRIGGER audit_entry_no_update')
      file.prepare(`UPDATE audit_entry SET event = 'nothing.happened' WHERE seq = ?`).run(seq)
      file.close()
      reopened = await open()
      return reopened
    },
    async dispose() {
      await store.close()
      await reopened?.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

unitOfWorkContract('SQLite through Prisma', makeHarness)
