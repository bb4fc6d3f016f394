import type { Store } from '../../../src/adapters/persistence/store.ts'
import type { Approval } from '../../../src/domain/approvals/approval.ts'
import type { AuditRecord } from '../../../src/domain/audit/audit.ts'
import type { ConversationRef, PostedCard, Prompt, UndoEntry } from '../../../src/domain/conversations/conversation.ts'
import type { HourEntry } from '../../../src/domain/hours/hour-entry.ts'
import type { Person } from '../../../src/domain/people/person.ts'
import type { NewInboxEvent, NewOutboxMessage } from '../../../src/domain/ports/queues.ts'
import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import type { Project } from '../../../src/domain/projects/project.ts'
import { localDate } from '../../../src/domain/shared/local-date.ts'
import type { Task } from '../../../src/domain/tasks/task.ts'

/** What an implementation brings to the contract. */
export interface Harness {
  /** The clock is {@link NOW}. */
  store: Store
  /** Changes the `event` of an audit entry behind the store's back and returns a store that sees it. */
  tamper(seq: number): Promise<Store>
  dispose(): Promise<void>
}

export const NOW = new Date('2026-11-24T01:00:00.123Z')
/** So many minutes after {@link NOW}. */
export const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)

export const GROUP: ConversationRef = { platform: 'feishu', kind: 'group', id: 'oc_1/强' }
export const OTHER_GROUP: ConversationRef = { platform: 'feishu', kind: 'group', id: 'oc_2' }
export const PRIVATE: ConversationRef = { platform: 'feishu', kind: 'private', id: 'oc_2' }

export const person = (id: string, changes: Partial<Person> = {}): Person => ({
  id,
  name: `名字${id}`,
  nicknames: ['阿强', "O'Neil"],
  skills: [],
  role: 'member',
  duties: ['approver'],
  accounts: [{ platform: 'feishu', id: `ou_${id}` }],
  locale: 'zh-CN',
  active: true,
  ...changes,
})

export const project = (id: number, changes: Partial<Project> = {}): Project => ({
  id,
  name: '双十一',
  type: 'ecommerce_campaign',
  status: 'active',
  stage: 'planning',
  start: localDate('2026-11-01'),
  end: localDate('2026-12-31'),
  ownerId: 'u1',
  createdBy: 'u1',
  createdAt: NOW,
  ...changes,
})

export const task = (id: number, changes: Partial<Task> = {}): Task => ({
  id,
  projectId: 101,
  kind: 'task',
  title: '写文案',
  state: 'unassigned',
  dependsOn: [],
  createdBy: 'u1',
  createdAt: NOW,
  ...changes,
})

export const hourEntry = (id: string, changes: Partial<HourEntry> = {}): HourEntry => ({
  id,
  projectId: 101,
  taskId: 1,
  personId: 'u1',
  workDate: localDate('2026-11-20'),
  minutes: 90,
  overtime: false,
  loggedAt: NOW,
  removed: false,
  ...changes,
})

export const approval = (id: number, changes: Partial<Approval> = {}): Approval => ({
  id,
  kind: 'spend',
  projectId: 101,
  amount: 3_000_000_000_000n,
  purpose: '投放',
  requestedBy: 'u1',
  requestedAt: NOW,
  status: 'pending',
  steps: [{ approverId: 'boss' }, { approverId: 'cfo' }],
  ...changes,
})

export const prompt = (id: string, changes: Partial<Prompt> = {}): Prompt => ({
  id,
  kind: 'choice',
  conversation: GROUP,
  personId: 'u1',
  action: 'task.create',
  args: { title: '写文案' },
  options: [{ label: '双十一', args: { project: 'P-101' } }],
  status: 'open',
  createdAt: NOW,
  expiresAt: later(10),
  ...changes,
})

export const undoEntry = (id: string, changes: Partial<UndoEntry> = {}): UndoEntry => ({
  id,
  personId: 'u1',
  conversation: GROUP,
  action: 'task.create',
  payload: { id: 3, was: null },
  objectRef: 'T-3',
  createdAt: NOW,
  expiresAt: later(2),
  ...changes,
})

export const postedCard = (id: string, changes: Partial<PostedCard> = {}): PostedCard => ({
  id,
  objectRef: 'T-3',
  view: 'task',
  conversation: GROUP,
  createdAt: NOW,
  ...changes,
})

export const auditRecord = (changes: Partial<AuditRecord> = {}): AuditRecord => ({
  at: NOW,
  source: 'message',
  event: 'task.created',
  outcome: 'success',
  ...changes,
})

export const inboxEvent = (eventKey: string, changes: Partial<NewInboxEvent> = {}): NewInboxEvent => ({
  platform: 'feishu',
  eventKey,
  conversation: GROUP,
  kind: 'message',
  payload: { text: '你好', nested: [1, null] },
  receivedAt: NOW,
  traceId: `trace-${eventKey}`,
  ...changes,
})

export const outboxMessage = (id: string, changes: Partial<NewOutboxMessage> = {}): NewOutboxMessage => ({
  id,
  conversation: GROUP,
  kind: 'send',
  payload: { text: id },
  createdAt: NOW,
  traceId: `trace-${id}`,
  ...changes,
})

/** What most tests need to hang their objects on: project 101 and task 1. */
export async function seed(store: Store): Promise<void> {
  await store.unitOfWork.run(async (tx) => {
    await tx.projects.save(project(101))
    await tx.tasks.save(task(1))
  })
}

export const send = (store: Store, ...messages: NewOutboxMessage[]): Promise<void> =>
  store.unitOfWork.run(async (tx) => {
    for (const message of messages) await tx.outbox.add(message)
  })

/** Runs one read. */
export const read = <T>(store: Store, query: (tx: Transaction) => Promise<T>): Promise<T> => store.unitOfWork.run(query)
