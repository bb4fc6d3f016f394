/**
 * An action is declared once. Parser, help, did-you-mean, forms, buttons, permission check, audit and the manual come
 * from that one declaration. Nothing about permission, confirmation or undo has a default: leaving one out does not compile.
 */
import type { AuditRecord, AuditSource } from '../../domain/audit/audit.ts'
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Permission } from '../../domain/people/permissions.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Ids } from '../../domain/ports/ids.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { Membership, Project } from '../../domain/projects/project.ts'
import type { WorkCalendar } from '../../domain/shared/calendar.ts'
import type { LocalDate } from '../../domain/shared/local-date.ts'
import type { Refusal } from '../../domain/shared/refusal.ts'
import type { Block, Card } from '../card/card.ts'
import type { Speech } from '../i18n/speech.ts'
import type { MessengerName } from '../messenger.ts'
import type { Health } from './health.ts'
import type { Args, Slots, ValuesOf } from './slot.ts'

export type Area = 'projects' | 'tasks' | 'hours' | 'money' | 'conversation' | 'oversight'

/** What the actor gets back. `object` shows the object's own card; later changes edit it. */
export type Answer =
  | { kind: 'text'; markdown: string }
  | { kind: 'card'; card: Card }
  | { kind: 'object'; ref: string; view: ViewName; note?: string }

export type ViewName = 'project' | 'task' | 'approval' | 'hours' | 'gantt' | 'progress' | 'prompt'

/** Something another person must know. Sent on that person's messenger; never to the actor. */
export interface Notice {
  personId: string
  /** The object's card, made for this person's eyes, or a sentence in this person's language; `ref` is what a reply to it means. */
  content:
    | { kind: 'object'; ref: string; view: ViewName }
    | { kind: 'text'; text(speech: Speech): string; ref?: string }
}

export interface Outcome {
  answer: Answer
  /** What the audit keeps of a change. Absent for pure questions. */
  record?: { objectRef: string; projectId?: number; before?: unknown; after?: unknown; detail?: Record<string, string> }
  notices?: readonly Notice[]
  /** Objects whose cards, wherever they were posted, must show the new state. */
  changed?: readonly string[]
  /** Present if the change can be taken back with `撤销`; the payload is what `undo.revert` needs. */
  undo?: { payload: unknown; objectRef: string }
}

/** What will happen, shown before it happens. The prompt's buttons are added by the pipeline. */
export interface Preview {
  title: string
  blocks: readonly Block[]
  confirmLabel: string
  /** Offers a form with the present values. */
  editable?: boolean
  /** Other ways to go on: the same action with other arguments. */
  alternatives?: readonly { label: string; args: Args }[]
}

/** A way of saying an action that no single word is: `让 赵倩 把 海报 做完`. */
export interface Way {
  /** The pieces in their order, with whatever the slots hold between them. None: the slots alone say it. */
  pieces: readonly RegExp[]
  /** Slots that must have been read, or this way does not count; `due|period` means one of the two. */
  needs: readonly string[]
}

export interface Action<S extends Slots = Slots> {
  /** `<area>.<verb>`, stable: buttons and the audit carry it. */
  name: string
  area: Area
  /** What it does, in one short sentence each: help and the manual say it. */
  about: { zh: string; en: string }
  /** Verbs, the canonical one first. Empty for actions that only buttons reach. */
  words: { zh: readonly string[]; en: readonly string[] }
  /** What people say instead of a verb. */
  ways?: readonly Way[]
  /** Words that mean nothing beside this action's slots: `截止时间` beside a new date. */
  noise?: RegExp
  /** Actions whose outcome it can put right, so that `不对, 是周五` after one of them means this action. */
  corrects?: readonly string[]
  examples: { zh: readonly string[]; en: readonly string[] }
  slots: S
  /** One of these must be known, though each may be left out: an assignment needs a task or a title. The first is asked for. */
  oneOf?: readonly string[]
  /** Which project the permission is checked in. `subject`: the project of the task or approval named. */
  scope: 'none' | 'project' | 'optional_project' | 'subject'
  permission: Permission
  /** Whom help offers the action to, where that is narrower than `permission`. */
  offeredWith?: Permission
  /** `none`, or a preview; undefined means this call needs no confirmation. */
  confirm: 'none' | ((context: ActionContext, values: ValuesOf<S>) => Promise<Preview | Refusal | undefined>)
  /** `none` where nothing is changed, a sentence's key where it is final, or how to take it back. */
  undo: 'none' | 'final' | { revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> }
  run(context: ActionContext, values: ValuesOf<S>): Promise<Outcome | Refusal>
}

export interface Reverted {
  sentence: string
  changed: readonly string[]
  notices?: readonly Notice[]
}

/** A declared action with its value types closed over, so that different actions fit one registry. */
export interface Declared extends Omit<Action, 'confirm' | 'run'> {
  confirm:
    | 'none'
    | ((context: ActionContext, values: Record<string, unknown>) => Promise<Preview | Refusal | undefined>)
  run(context: ActionContext, values: Record<string, unknown>): Promise<Outcome | Refusal>
}

export function declare<S extends Slots>(action: Action<S>): Declared {
  const { confirm, run } = action
  // `decodeArgs` has checked the values against these very slots; this is the one place that relies on it.
  const typed = (values: Record<string, unknown>) => values as ValuesOf<S>
  return {
    ...action,
    confirm: confirm === 'none' ? 'none' : (context, values) => confirm(context, typed(values)),
    run: (context, values) => run(context, typed(values)),
  }
}

/** What an action may see and do. One context serves one event inside one transaction. */
export interface ActionContext {
  tx: Transaction
  now: Date
  today: LocalDate
  zone: string
  calendar: WorkCalendar
  ids: Ids
  /** The actor. */
  person: Person
  /** Everybody, for names. */
  people: ReadonlyMap<string, Person>
  conversation: ConversationRef
  source: AuditSource
  /** The project the action's scope resolved to, and how. */
  project?: Project
  projectAssumed: boolean
  role?: Membership['role']
  /** `own`: only the actor's own tasks, hours, contract. */
  grant: 'yes' | 'own'
  /** The actor's language. */
  speech: Speech
  traceId: string
  /** Of the event whose answer the message replies to: what `解释` is asked about. */
  quotedTrace?: string
  /** For `帮助`, `自检`: what the running service knows of itself. */
  health: Health
  /** Every declared action, for `帮助`. */
  actions: readonly Declared[]
  botName: string
  /** Messengers that are configured, in order of preference. */
  messengers: readonly MessengerName[]
  /** See the pipeline's environment. */
  promptOpened(when: Date): void
  audit(record: Pick<AuditRecord, 'event'> & Partial<Omit<AuditRecord, 'at' | 'source'>>): Promise<void>
}

/** The project of a context whose action declared one; a bug if there is none. */
export function projectOf(context: ActionContext): Project {
  if (!context.project) throw new Error('this action declared no project scope')
  return context.project
}
