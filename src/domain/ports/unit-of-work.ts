/** The only door to stored state: repositories exist inside `run`, so a forgotten transaction cannot be written. */
import type { ApprovalRepository } from '../approvals/approval.ts'
import type { PolicyRepository } from '../approvals/policy.ts'
import type { AuditRepository } from '../audit/audit.ts'
import type { BudgetRepository } from '../budgets/budget.ts'
import type {
  ChatModeRepository,
  ChatRepository,
  PostedCardRepository,
  PromptRepository,
  UndoRepository,
} from '../conversations/conversation.ts'
import type { TurnRepository } from '../conversations/turn.ts'
import type { HourRepository } from '../hours/hour-entry.ts'
import type { BindingRepository } from '../people/binding.ts'
import type { PeopleRepository } from '../people/person.ts'
import type { PreferenceRepository } from '../people/preference.ts'
import type { TourRepository } from '../people/tour.ts'
import type { ProjectRepository } from '../projects/project.ts'
import type { TaskRepository } from '../tasks/task.ts'
import type { WordRepository } from '../words/word.ts'
import type { InboxClaims, JobClaims, OutboxWriter, QueueOverview } from './queues.ts'

/** A part of a transaction that can be taken back while the rest of it stands. */
export interface Attempts {
  /** Runs `work`; if it throws, or `keep` says no, everything it wrote is undone. Passes on what it returned or threw. */
  attempt<T>(work: () => Promise<T>, keep: (result: T) => boolean): Promise<T>
}

export interface Transaction {
  attempts: Attempts
  people: PeopleRepository
  preferences: PreferenceRepository
  bindings: BindingRepository
  tours: TourRepository
  words: WordRepository
  chats: ChatRepository
  chatModes: ChatModeRepository
  turns: TurnRepository
  prompts: PromptRepository
  undo: UndoRepository
  cards: PostedCardRepository
  projects: ProjectRepository
  tasks: TaskRepository
  hours: HourRepository
  budgets: BudgetRepository
  approvals: ApprovalRepository
  policy: PolicyRepository
  audit: AuditRepository
  inbox: InboxClaims
  outbox: OutboxWriter
  jobs: JobClaims
  queues: QueueOverview
}

export interface UnitOfWork {
  /**
   * Runs `work` in one serialisable transaction: it commits when `work` resolves and rolls back when it throws.
   * Nothing may leave the process inside `work`.
   */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}
