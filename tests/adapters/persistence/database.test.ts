import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/adapters/persistence/database.ts'
import { DataDirectoryInUse, databaseFile, MIGRATIONS, openStore } from '../../../src/adapters/persistence/index.ts'
import { migrate, readMigrations } from '../../../src/adapters/persistence/migrator.ts'
import { Transactions } from '../../../src/adapters/persistence/transactions.ts'
import { auditRecord, later, NOW, outboxMessage, read, send } from '../../contracts/unit-of-work/fixtures.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mems-database-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const open = () => openStore({ dataDir, now: () => NOW })

describe('data directory', () => {
  it('belongs to one store at a time', async () => {
    const store = await open()
    await expect(open()).rejects.toThrow(DataDirectoryInUse)
    await store.ping()
    await store.close()
    await (await open()).close()
  })

  it('is refused while another process holds it, and free once that was killed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('kill-child.ts', import.meta.url)), dataDir])
    await once(child.stdout, 'data')
    await expect(open()).rejects.toThrow(`another process is using the data directory ${dataDir}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await (await open()).close()
  })

  it('is free again after a failed start', async () => {
    await (await open()).close()
    const file = new Database(databaseFile(dataDir))
    file.exec(`UPDATE _prisma_migrations SET checksum = 'edited'`)
    file.close()
    await expect(open()).rejects.toThrow('was changed after it had been applied')
    await expect(open()).rejects.toThrow('was changed after it had been applied')
  })
})

describe('database', () => {
  it('keeps everything over a restart and leaves no write-ahead log behind', async () => {
    const first = await open()
    await send(first, outboxMessage('a1'))
    await first.close()
    expect(existsSync(`${databaseFile(dataDir)}-wal`)).toBe(false)
    const second = await open()
    expect((await second.outbox.claimDue(NOW, 5, new Set())).map(({ id }) => id)).toEqual(['a1'])
    await second.close()
  })

  it('writes ahead, enforces foreign keys and waits for other processes', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    const pragma = (name: string): string => String(database.handle.pragma(name, { simple: true }))
    // 1 = NORMAL: commits are flushed by `flush`
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('busy_timeout')]).toEqual([
      'wal',
      '1',
      '1',
      '5000',
    ])
    await database.close()
  })

  it('refuses to change or delete an audit entry', async () => {
    const store = await open()
    await read(store, (tx) => tx.audit.append(auditRecord()))
    await store.close()
    const file = new Database(databaseFile(dataDir))
    expect(() => file.exec(`UPDATE audit_entry SET event = 'x'`)).toThrow('append-only')
    expect(() => file.exec('DELETE FROM audit_entry')).toThrow('append-only')
    file.close()
  })
})

describe('group commit', () => {
  it('fails everybody in the group when the disk is full, and goes on when there is room again', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
    let undone = 0
    const transactions = new Transactions(database.handle, database.flush, () => {
      undone++
    })
    const store = (name: string, value: string) =>
      transactions.run(() => database.sql.insert('account_note', { name, value }))
    database.handle.exec('CREATE TABLE account_note (name TEXT PRIMARY KEY, value TEXT NOT NULL)')
    await store('before', 'x')
    const pages = database.handle.pragma('page_count', { simple: true })
    database.handle.pragma(`max_page_count = ${Number(pages)}`)
    const outcomes = await Promise.allSettled([
      store('small', 'x'),
      store('huge', 'x'.repeat(200_000)),
      store('late', 'x'),
    ])
    const names = () => database.handle.prepare('SELECT name FROM account_note ORDER BY name').pluck().all()
    const acknowledged = ['small', 'huge', 'late'].filter((_, i) => outcomes[i]?.status === 'fulfilled')
    expect(outcomes[1]?.status).toBe('rejected')
    expect(names()).toEqual(['before', ...acknowledged].sort())
    expect(undone).toBe(1)
    database.handle.pragma('max_page_count = 1000000')
    await store('after', 'x')
    expect(names()).toContain('after')
    await transactions.close()
    await database.close()
  })

  it('acknowledges nothing when the commit fails', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
    const transactions = new Transactions(database.handle, database.flush, () => undefined)
    // A deferred foreign key is checked by COMMIT alone.
    const dangling = transactions.run(async () => {
      database.handle.pragma('defer_foreign_keys = ON')
      await database.sql.insert('budget', { projectId: 7, approved: 0n, held: 0n, used: 0n })
    })
    const innocent = transactions.run(() => database.sql.insert('sequence', { name: 'x', value: 1 }))
    const outcomes = await Promise.allSettled([dangling, innocent])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(database.handle.prepare('SELECT count(*) FROM sequence').pluck().get()).toBe(0n)
    expect(await transactions.run(async () => later(0))).toEqual(NOW)
    await transactions.close()
    await database.close()
  })

  it('takes everything that one turn of the event loop brings', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
    const transactions = new Transactions(database.handle, database.flush, () => undefined)
    // A failing commit tells who was in its group.
    const dangling = transactions.run(async () => {
      database.handle.pragma('defer_foreign_keys = ON')
      await database.sql.insert('budget', { projectId: 7, approved: 0n, held: 0n, used: 0n })
    })
    const insert = (name: string) => transactions.run(() => database.sql.insert('sequence', { name, value: 1 }))
    const sameTurn = new Promise((resolve) => process.nextTick(resolve)).then(() => insert('same turn'))
    const nextTurn = new Promise((resolve) => setImmediate(() => setImmediate(resolve))).then(() => insert('next turn'))
    const outcomes = await Promise.allSettled([dangling, sameTurn, nextTurn])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    await transactions.close()
    await database.close()
  })

  it('answers nobody before the disk has the commit, and asks the disk only for changes', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
    const disk = Promise.withResolvers<void>()
    const events: string[] = []
    const flush = () => {
      events.push('flush')
      return disk.promise
    }
    const transactions = new Transactions(database.handle, flush, () => undefined)
    await transactions.run(async () => database.sql.one('SELECT 1'))
    expect(events).toEqual([])
    const write = transactions
      .run(() => database.sql.insert('sequence', { name: 'x', value: 1 }))
      .then(() => events.push('answered'))
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    for (let turns = 0; turns < 5; turns++) await turn()
    expect(events).toEqual(['flush'])
    disk.resolve()
    await write
    expect(events).toEqual(['flush', 'answered'])
    await transactions.close()
    await database.close()
  })

  it('goes on with nothing once the disk did not keep a commit', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
    let undone = 0
    const fail = () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' }))
    const transactions = new Transactions(database.handle, fail, () => {
      undone++
    })
    const write = transactions.run(() => database.sql.insert('sequence', { name: 'x', value: 1 }))
    await expect(write).rejects.toThrow('the disk failed to keep a transaction')
    expect(undone).toBe(1)
    await expect(transactions.run(async () => 'read')).rejects.toThrow('must be restarted')
    await transactions.close()
    await database.close()
  })

  it('does not go on with what waited meanwhile, even if the disk seems well again', async () => {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
    const disk = Promise.withResolvers<void>()
    const flushes: string[] = []
    const flush = () => {
      flushes.push('flush')
      return flushes.length === 1 ? disk.promise : Promise.resolve()
    }
    const transactions = new Transactions(database.handle, flush, () => undefined)
    const insert = (name: string) => transactions.run(() => database.sql.insert('sequence', { name, value: 1 }))
    const first = insert('first')
    while (flushes.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const second = insert('second')
    disk.reject(Object.assign(new Error('i/o error'), { code: 'EIO' }))
    const outcomes = await Promise.allSettled([first, second])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(flushes).toHaveLength(1)
    await transactions.close()
    await database.close()
  })
})
