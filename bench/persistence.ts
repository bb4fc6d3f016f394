/** What storing costs per command: the statements of one typed command with a write and two replies, 16 in flight. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../src/adapters/persistence/index.ts'
import type { ConversationRef } from '../src/domain/conversations/conversation.ts'
import type { LocalDate } from '../src/domain/shared/local-date.ts'
import { type Bench, each, repeat } from './lib/bench.ts'
import { figure } from './lib/figure.ts'

interface StoreCosts {
  commandsPerSecond: number
  /** Wall time of the whole run over the number of commands. */
  msPerCommand: number
  /** Of this process, disk flushes' system time included. */
  cpuMsPerCommand: number
  /** From the arrival of an event until it is durable. */
  storeP99Ms: number
}

const IN_FLIGHT = 16
const NOW = new Date('2026-11-24T01:00:00Z')
const DAY = '2026-12-01' as LocalDate
const PROJECTS = 50

async function storeCommands(commands = 3000): Promise<StoreCosts> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mems-bench-'))
  const store = await openStore({ dataDir, now: () => NOW })
  try {
    await prepare(store)
    await run(store, 300, 'warm')
    return await run(store, commands, 'run')
  } finally {
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function prepare(store: Store): Promise<void> {
  await store.unitOfWork.run(async (tx) => {
    for (let i = 0; i < 40; i++) {
      await tx.people.save({
        id: `u${i}`,
        name: `成员${i}`,
        nicknames: [],
        skills: [],
        role: 'member',
        duties: [],
        accounts: [{ platform: 'feishu', id: `ou_${i}` }],
        locale: 'zh-CN',
        active: true,
      })
    }
    for (let i = 0; i < PROJECTS; i++) {
      const id = await tx.projects.nextId()
      const plan = { type: 'general', status: 'active', stage: 'planning', start: DAY, end: DAY } as const
      await tx.projects.save({ id, name: `项目${i}`, ...plan, ownerId: 'u0', createdBy: 'u0', createdAt: NOW })
      await tx.projects.saveMember({ projectId: id, personId: `u${i % 40}`, role: 'member' })
      await tx.chats.save({ platform: 'feishu', id: `oc_${i}`, name: `群${i}`, projectId: id, botPresent: true })
    }
  })
}

async function run(store: Store, commands: number, name: string): Promise<StoreCosts> {
  const waits: number[] = []
  const cpu = process.cpuUsage()
  const started = performance.now()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < commands) waits.push(await command(store, `${name}-${next}`, next++))
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  while ((await store.outbox.counts()).waiting > 0) await deliver(store)
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  return {
    commandsPerSecond: Math.round((commands * 1000) / wall),
    msPerCommand: wall / commands,
    cpuMsPerCommand: (user + system) / 1000 / commands,
    storeP99Ms: waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0,
  }
}

/** Returns how long the event took to be durable, in milliseconds. */
async function command(store: Store, key: string, number: number): Promise<number> {
  const group: ConversationRef = { platform: 'feishu', kind: 'group', id: `oc_${number % PROJECTS}` }
  const personal: ConversationRef = { platform: 'feishu', kind: 'private', id: `ou_${number % 40}` }
  const arrived = performance.now()
  const event = await store.inbox.store({
    platform: 'feishu',
    eventKey: key,
    conversation: group,
    kind: 'message',
    payload: { text: '新建任务 写文案 3天 @成员1', sender: personal.id, mentions: [] },
    receivedAt: NOW,
    traceId: key,
  })
  const stored = performance.now() - arrived
  if (!event) throw new Error('the event was known')
  await createTask(store, event.id, key, group, personal)
  await deliver(store)
  return stored
}

async function createTask(
  store: Store,
  eventId: number,
  key: string,
  group: ConversationRef,
  personal: ConversationRef,
): Promise<void> {
  await store.unitOfWork.run(async (tx) => {
    if (!(await tx.inbox.claim(eventId))) throw new Error('the event was claimed')
    const person = await tx.people.byAccount('feishu', personal.id)
    const chat = await tx.chats.find('feishu', group.id)
    if (!person || chat?.projectId === undefined) throw new Error('nobody, or no project')
    await tx.prompts.openFor(person.id, group)
    await tx.projects.byId(chat.projectId)
    await tx.projects.members(chat.projectId)
    await tx.undo.recent(person.id, group, 10)
    const id = await tx.tasks.nextId()
    const objectRef = `T-${id}`
    const [createdBy, createdAt] = [person.id, NOW]
    const plan = { kind: 'task', title: '写文案', state: 'assigned', due: DAY, dependsOn: [] } as const
    await tx.tasks.save({ id, projectId: chat.projectId, ...plan, assigneeId: person.id, createdBy, createdAt })
    const base = { personId: person.id, conversation: group, objectRef, createdAt }
    await tx.undo.save({ id: `undo-${key}`, ...base, action: 'task.create', payload: { id }, expiresAt: NOW })
    await tx.audit.append({
      at: NOW,
      source: 'message',
      event: 'task.created',
      outcome: 'success',
      actorId: person.id,
      objectRef,
      after: plan,
    })
    await tx.cards.save({ id: `card-${key}`, objectRef, view: 'task', conversation: group, createdAt })
    const message = {
      kind: 'send',
      payload: { card: { header: { text: objectRef } } },
      createdAt,
      traceId: key,
    } as const
    await tx.outbox.add({ id: `out-${key}`, conversation: group, cardId: `card-${key}`, ...message })
    await tx.outbox.add({ id: `dm-${key}`, conversation: personal, ...message })
  })
}

async function deliver(store: Store): Promise<void> {
  const due = await store.outbox.claimDue(NOW, 2, new Set())
  await Promise.all(due.map((message) => store.outbox.sent(message, { messageId: `om_${message.id}`, at: NOW })))
}

export const benchPersistence: Bench = async (options) => {
  const results = await repeat(options, 'persistence (store alone)', storeCommands)
  return {
    figures: {
      commandsPerSecond: figure(
        '1/s',
        each(results, ({ commandsPerSecond }) => commandsPerSecond),
      ),
      cpuPerCommand: figure(
        'ms',
        each(results, ({ cpuMsPerCommand }) => cpuMsPerCommand),
      ),
      storeP99: figure(
        'ms',
        each(results, ({ storeP99Ms }) => storeP99Ms),
      ),
    },
    notes: ['The statements of one command with a write and two replies, without network, parsing or cards.'],
  }
}
