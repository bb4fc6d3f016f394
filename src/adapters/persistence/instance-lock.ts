/**
 * One process per data directory. The lock is SQLite's own on a tiny file of its own: the operating system drops it with
 * the process, so a kill -9 leaves nothing stale behind.
 */
import Database from 'better-sqlite3'

export class DataDirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(`another process is using the data directory ${dataDir}; stop it first or choose another MEMS_DATA_DIR`)
    this.name = 'DataDirectoryInUse'
  }
}

/** Returns the function that gives the lock back. Throws {@link DataDirectoryInUse}. */
export function lockInstance(dataDir: string): () => void {
  const lock = new Database(`${dataDir}/mems.lock`, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DataDirectoryInUse(dataDir)
    throw error
  }
  return () => lock.close()
}
