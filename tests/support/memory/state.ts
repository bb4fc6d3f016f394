import type { Approval } from '../../../src/domain/approvals/approval.ts'
import type { ApprovalPolicy } from '../../../src/domain/approvals/policy.ts'
import type { AuditEntry } from '../../../src/domain/audit/audit.ts'
import type { Budget, BudgetEntry } from '../../../src/domain/budgets/budget.ts'
import type { Chat, ChatMode, PostedCard, Prompt, UndoEntry } from '../../../src/domain/conversations/conversation.ts'
import type { Turn } from '../../../src/domain/conversations/turn.ts'
import type { HourEntry, HourRevision } from '../../../src/domain/hours/hour-entry.ts'
import type { BindingCode, WrongCodes } from '../../../src/domain/people/binding.ts'
import type { Person } from '../../../src/domain/people/person.ts'
import type { Preference } from '../../../src/domain/people/preference.ts'
import type { Tour } from '../../../src/domain/people/tour.ts'
import type { InboxEvent, JobRun, OutboxMessage } from '../../../src/domain/ports/queues.ts'
import type { Kpi, Membership, Project } from '../../../src/domain/projects/project.ts'
import type { Task } from '../../../src/domain/tasks/task.ts'
import type { Word } from '../../../src/domain/words/word.ts'
import { Table } from './table.ts'

/** Everything that the in-memory store remembers. */
export class State {
  readonly sequences = new Table<string, number>()
  readonly people = new Table<string, Person>()
  readonly preferences = new Table<string, Preference>()
  readonly bindingCodes = new Table<string, BindingCode>()
  readonly wrongCodes = new Table<string, WrongCodes>()
  readonly tours = new Table<string, Tour>()
  readonly words = new Table<string, Word>()
  readonly chatModes = new Table<string, ChatMode>()
  readonly turns = new Table<string, Turn>()
  readonly chats = new Table<string, Chat>()
  readonly prompts = new Table<string, Prompt>()
  readonly undo = new Table<string, UndoEntry>()
  readonly cards = new Table<string, PostedCard>()
  readonly projects = new Table<number, Project>()
  readonly kpis = new Table<string, Kpi>()
  readonly members = new Table<string, Membership>()
  readonly tasks = new Table<number, Task>()
  readonly hours = new Table<string, HourEntry>()
  readonly hourRevisions = new Table<number, HourRevision>()
  readonly budgets = new Table<number, Budget>()
  readonly budgetEntries = new Table<number, BudgetEntry>()
  readonly approvals = new Table<number, Approval>()
  readonly policy = new Table<'current', ApprovalPolicy>()
  readonly audit = new Table<number, AuditEntry>()
  readonly inbox = new Table<string, InboxEvent & { handledAt?: Date }>()
  readonly outbox = new Table<string, OutboxMessage>()
  readonly jobs = new Table<string, JobRun>()

  /** The next number of a sequence that starts with `first`. */
  next(sequence: string, first = 1): number {
    const value = (this.sequences.get(sequence) ?? first - 1) + 1
    this.sequences.put(sequence, value)
    return value
  }

  /** What foreign keys do in the real store. */
  demandProject(id: number): void {
    if (!this.projects.has(id)) throw new Error(`there is no project ${id}`)
  }

  demandTask(id: number): void {
    if (!this.tasks.has(id)) throw new Error(`there is no task ${id}`)
  }

  /** Returns the function that undoes everything done since. */
  snapshot(): () => void {
    const restore = Object.values(this)
      .filter((table): table is Table<unknown, unknown> => table instanceof Table)
      .map((table) => table.snapshot())
    return () => {
      for (const table of restore) table()
    }
  }
}
