/** Commits units of work until it is killed; prints each one's number once the commit was acknowledged. Argument: data directory. */
import { openStore } from '../../../src/adapters/persistence/index.ts'
import type { LocalDate } from '../../../src/domain/shared/local-date.ts'

const NOW = new Date('2026-11-24T01:00:00Z')
const DAY = '2026-12-01' as LocalDate
const store = await openStore({ dataDir: process.argv[2] ?? '', now: () => NOW })

await store.unitOfWork.run(async (tx) => {
  const plan = { type: 'general', status: 'active', stage: 'planning', start: DAY, end: DAY } as const
  await tx.projects.save({ id: 101, name: '项目', ...plan, ownerId: 'u1', createdBy: 'u1', createdAt: NOW })
})

async function work(): Promise<void> {
  for (;;) {
    const id = await store.unitOfWork.run(async (tx) => {
      const number = await tx.tasks.nextId()
      const objectRef = `T-${number}`
      await tx.outbox.add({
        id: `out-${number}`,
        conversation: { platform: 'feishu', kind: 'group', id: `oc_${number}` },
        kind: 'send',
        payload: { text: '长一点'.repeat(100) },
        createdAt: NOW,
        traceId: 't',
      })
      await tx.tasks.save({
        id: number,
        projectId: 101,
        kind: 'task',
        title: objectRef,
        state: 'unassigned',
        dependsOn: [],
        createdBy: 'u1',
        createdAt: NOW,
      })
      await tx.audit.append({ at: NOW, source: 'system', event: 'task.created', outcome: 'success', objectRef })
      return number
    })
    process.stdout.write(`${id}\n`)
  }
}

await Promise.all([work(), work(), work(), work()])
