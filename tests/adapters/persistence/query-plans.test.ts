import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../../src/adapters/persistence/database.ts'
import { MIGRATIONS } from '../../../src/adapters/persistence/index.ts'
import { migrate, readMigrations } from '../../../src/adapters/persistence/migrator.ts'
import { inbox } from '../../../src/adapters/persistence/queues/inbox.ts'
import { outbox } from '../../../src/adapters/persistence/queues/outbox.ts'
import { People } from '../../../src/adapters/persistence/repositories/people.ts'
import type { Run } from '../../../src/adapters/persistence/transactions.ts'
import { unitOfWork } from '../../../src/adapters/persistence/unit-of-work.ts'
import {
  auditRecord,
  GROUP,
  inboxEvent,
  NOW,
  outboxMessage,
  postedCard,
  project,
  task,
  undoEntry,
} from '../../contracts/unit-of-work/fixtures.ts'

const run: Run = (work) => work()

/** Every prepared statement that the calls of `exercise` run. */
async function textsOf(database: OpenDatabase, exercise: () => Promise<void>): Promise<string[]> {
  const texts: string[] = []
  const prepare = database.handle.prepare.bind(database.handle)
  Object.assign(database.handle, {
    prepare: (text: string) => {
      texts.push(text)
      return prepare(text)
    },
  })
  await exercise()
  Object.assign(database.handle, { prepare })
  return [...new Set(texts)].filter((text) => !/EXPLAIN|sqlite_/.test(text))
}

function fullScans(database: OpenDatabase, text: string): string[] {
  const values = (text.match(/\?/g) ?? []).map(() => null)
  const plan = database.handle.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...values)
  return plan.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN'))
}

async function exercise(database: OpenDatabase): Promise<void> {
  const queue = outbox(database, run)
  const events = inbox(database, run)
  const event = await events.store(inboxEvent('e1'))
  await events.pending()
  await events.pendingCount()
  await unitOfWork(database, new People(database), run, () => NOW).run(async (tx) => {
    await tx.inbox.claim(event?.id ?? 0)
    await tx.chats.find('feishu', GROUP.id)
    await tx.prompts.openFor('u1', GROUP)
    await tx.projects.save(project(await tx.projects.nextId()))
    await tx.projects.byId(101)
    await tx.projects.members(101)
    await tx.tasks.save(task(1))
    await tx.tasks.byId(1)
    await tx.tasks.ofProjects([101])
    await tx.tasks.openOf('u1')
    await tx.tasks.followersOf([1])
    await tx.undo.save(undoEntry('a'))
    await tx.undo.recent('u1', GROUP, 5)
    await tx.cards.save(postedCard('c1'))
    await tx.cards.byId('c1')
    await tx.cards.byObject('T-3')
    await tx.cards.byMessage('feishu', 'om_1')
    await tx.audit.append(auditRecord())
    await tx.outbox.add(outboxMessage('m1', { cardId: 'c1', kind: 'edit' }))
  })
  await queue.nextDue()
  for (const message of await queue.claimDue(NOW, 5, new Set())) {
    await queue.retryAt(message, NOW, 'error')
    await queue.sent(message, { messageId: 'om_1', at: NOW })
    await queue.dead(message, 'error')
  }
  await queue.supersede('m1')
  await queue.recover()
  await queue.counts()
  await queue.deadLetters(5)
}

it('reads no table from end to end on the way of a message', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'mems-plans-'))
  const database = await openDatabase({ file: join(directory, 'test.db') })
  migrate(database.handle, readMigrations(MIGRATIONS), () => NOW)
  const texts = await textsOf(database, () => exercise(database))
  const scans = texts.flatMap((text) => fullScans(database, text).map((detail) => ({ text, detail })))
  // The newest row by primary key: a walk that ends at its first step.
  expect(
    scans.filter(({ text }) => !text.startsWith('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1')),
  ).toEqual([])
  expect(texts.length).toBeGreaterThan(25)
  // The check sees a scan where there is one.
  database.handle.exec(
    'DROP INDEX outbox_message_status_seq_idx; DROP INDEX outbox_message_conversation_status_seq_idx',
  )
  expect(texts.flatMap((text) => fullScans(database, text)).length).toBeGreaterThan(scans.length + 3)
  await database.close()
  rmSync(directory, { recursive: true })
})
