/** Expected refusals: returned, never thrown. The sentences people read live in `bot/i18n`, one per code and language. */
import type { ApprovalStatus } from '../approvals/approval.ts'
import type { Permission } from '../people/permissions.ts'
import type { ProjectStatus } from '../projects/project.ts'
import type { TaskState } from '../tasks/task.ts'
import type { LocalDate } from './local-date.ts'
import type { Fen } from './money.ts'

/** A text that people type and that has a limit. */
export type TextField =
  | 'project_name'
  | 'goal'
  | 'task_title'
  | 'problem'
  | 'reason'
  | 'purpose'
  | 'vendor'
  | 'word'
  | 'macro_line'

type None = Record<string, never>

/**
 * One row per stable code. A `ref` is what people say (`T-3`, `P-101`, `A-1`), a name ending in `Id` or `Ids` holds
 * person ids, amounts are in 分, times are instants.
 */
export interface RefusalParams {
  /** The rule, and who can help. */
  'PERMISSION.DENIED': { needs: Permission; helperIds: readonly string[] }

  /** The speaker's account belongs to nobody we know: `<platform>/<account id>`. */
  'PERSON.UNKNOWN': { account: string; name?: string }
  'PERSON.INACTIVE': { personId: string }
  /** Nobody is called that. */
  'PERSON.NOT_FOUND': { name: string }
  'PERSON.AMBIGUOUS': { name: string; candidateIds: readonly string[] }

  /** No open code says so: mistyped, used, or older than five minutes. */
  'ACCOUNT.CODE_WRONG': None
  'ACCOUNT.TOO_MANY_CODES': { until: Date }
  /** Codes are for private chats. */
  'ACCOUNT.PRIVATE_ONLY': None
  /** The account that the code is of belongs to somebody by now. */
  'ACCOUNT.TAKEN': None
  /** The person has no account on that messenger. */
  'ACCOUNT.NONE_THERE': None
  /** The account is the roster's, which only an administrator changes. */
  'ACCOUNT.OF_ROSTER': None
  /** The account that would be given up is the one that speaks. */
  'ACCOUNT.IN_USE': None
  /** No messenger is called that; `known` are those there are. */
  'ACCOUNT.NO_MESSENGER': { name: string; known: readonly string[] }

  'PROJECT.NOT_FOUND': { ref: string }
  /** No project was named and the chat is bound to none. */
  'PROJECT.NONE_BOUND': None
  'PROJECT.AMBIGUOUS': { name: string; refs: readonly string[] }
  'PROJECT.CLOSED': { ref: string; status: ProjectStatus }
  /** Only an archived project is restored. */
  'PROJECT.NOT_ARCHIVED': { ref: string; status: ProjectStatus }
  'PROJECT.NAME_TAKEN': { name: string; ref: string }
  'PROJECT.TOO_LONG': { maxYears: number }
  /** The group already works on another project. */
  'PROJECT.CHAT_BOUND': { ref: string }

  'DATE.REVERSED': { start: LocalDate; end: LocalDate }
  'DATE.PAST': { date: LocalDate; today: LocalDate }
  'DATE.TOO_FAR': { date: LocalDate; latest: LocalDate }
  /** A duration or a shift outside 1…`maxDays` working days. */
  'DATE.SPAN': { days: number; maxDays: number }

  'TASK.NOT_FOUND': { ref: string }
  'TASK.AMBIGUOUS': { title: string; refs: readonly string[] }
  'TASK.DONE_ALREADY': { ref: string }
  'TASK.NOT_YOURS': { ref: string; assigneeId?: string }
  'TASK.WRONG_STATE': { ref: string; state: TaskState; wanted: readonly TaskState[] }
  'TASK.PREDECESSOR_OPEN': { ref: string; refs: readonly string[] }
  /** The refs along the circle; the first is repeated at the end. */
  'TASK.CYCLE': { refs: readonly string[] }
  /** A dependency across project trees. */
  'TASK.OTHER_PROJECT': { ref: string; otherRef: string }
  'TASK.IS_MILESTONE': { ref: string }
  /** It cannot be shifted, having no date. */
  'TASK.NO_DATES': { ref: string }
  /** Start, due and the number of working days contradict each other. */
  'TASK.SPAN_MISMATCH': { start: LocalDate; due: LocalDate; workingDays: number; between: number }
  'TASK.NO_CHANGE': { ref: string }

  /** `suggestionMinutes`: what was probably meant (2.3 h for 23 h). */
  'HOURS.DAY_FULL': { date: LocalDate; wouldBeMinutes: number; suggestionMinutes?: number }
  'HOURS.FUTURE': { date: LocalDate; today: LocalDate }
  'HOURS.TOO_OLD': { date: LocalDate; earliest: LocalDate }
  'HOURS.NOT_POSITIVE': { minutes: number }
  /** No entry fits the day and the task (a task ref, if one was named). */
  'HOURS.NOT_FOUND': { ref?: string; date?: LocalDate }
  'HOURS.NOT_YOURS': { personId: string }
  'HOURS.REMOVED': { date: LocalDate; minutes: number }
  /** Neither a new time nor a new day was said. */
  'HOURS.NO_NEW_VALUE': None
  'HOURS.NO_CHANGE': { date: LocalDate; minutes: number }

  'APPROVAL.NOT_FOUND': { ref: string }
  'APPROVAL.NOT_YOUR_TURN': { ref: string; approverId: string }
  'APPROVAL.OWN_REQUEST': { ref: string }
  /** This person has voted; it is another one's turn now. */
  'APPROVAL.VOTED': { ref: string; at: Date; approverId: string }
  'APPROVAL.ALREADY_DECIDED': { ref: string; status: ApprovalStatus; byId: string; at: Date }
  'APPROVAL.WITHDRAWN': { ref: string; requesterId: string }
  'APPROVAL.REASON_REQUIRED': { ref: string }
  /** It holds no money that could be given back: not decided yet, or never a spend that was approved. */
  'APPROVAL.NOT_HOLDING': { ref: string; status: ApprovalStatus }
  /** What it held has been given back already. */
  'APPROVAL.RELEASED': { ref: string; byId: string; at: Date }
  /** Only the requester withdraws. */
  'APPROVAL.NOT_REQUESTER': { ref: string; requesterId: string }
  'APPROVAL.NO_APPROVER': { amount: Fen }
  /** The project's budget is being decided already. */
  'APPROVAL.PENDING': { ref: string }
  /** A bare 同意, and nothing waits for this person. */
  'APPROVAL.NONE_WAITING': None
  /** A bare 同意, and several wait. */
  'APPROVAL.SEVERAL_WAITING': { refs: readonly string[] }

  'BUDGET.NOT_APPROVED': { projectRef: string }
  'BUDGET.EXCEEDED': { available: Fen; shortBy: Fen }
  'BUDGET.NOT_POSITIVE': { amount: Fen }
  'BUDGET.TOO_LARGE': { amount: Fen; max: Fen }
  /** A budget below what is held and used already. */
  'BUDGET.BELOW_COMMITTED': { amount: Fen; committed: Fen }
  /** More than is held was to be released. */
  'BUDGET.NOT_HELD': { amount: Fen; held: Fen }

  'UNDO.NOTHING': None
  'UNDO.TOO_LATE': { objectRef: string; at: Date; limitMinutes: number }
  'UNDO.ALREADY': { objectRef: string; at: Date }
  'UNDO.CHANGED_SINCE': { objectRef: string }
  /** Money and approvals are reversed by a counter-entry instead. */
  'UNDO.NOT_POSSIBLE': { objectRef: string }

  'PROMPT.EXPIRED': None
  /** Only `personId` may answer. */
  'PROMPT.NOT_YOURS': { personId: string }
  'PROMPT.USED': None
  'PROMPT.NO_SUCH_CHOICE': { max: number }

  /** What was typed into a form field, or said, cannot be read as what the field holds. */
  'INPUT.UNREADABLE': { field: string; text: string }
  'INPUT.IMPOSSIBLE_DATE': { text: string }
  /** A plan names a day that has just passed: next year's, or a slip? */
  'INPUT.DATE_PASSED': { text: string }
  /** Work is logged on a day that is still to come. */
  'INPUT.DATE_NOT_YET': { text: string }
  /** Two days are meant equally often. */
  'INPUT.DATE_AMBIGUOUS': { text: string }
  /** The days off of that year are not announced. */
  'INPUT.HOLIDAY_UNKNOWN': { text: string }
  'INPUT.RANGE_REVERSED': { text: string }
  'INPUT.AMOUNT_TOO_PRECISE': { text: string }
  'INPUT.AMOUNT_TOO_LARGE': { text: string }
  /** A button of a card that is older than this version, or not ours. */
  'BUTTON.OUTDATED': None
  /** It arrived long after it was said, e.g. in a backlog after a reconnect. */
  'MESSAGE.TOO_OLD': { minutes: number }
  /** A kind of message nobody can read here, in the platform's word. */
  'MESSAGE.UNSUPPORTED': { kind: string }

  /** Nothing that people would say: too short, a number, or with signs in it. */
  'WORD.SHAPE': { spoken: string; min: number; max: number }
  /** It means something else already: an answer to the bot, a greeting, or somebody's name. */
  'WORD.RESERVED': { spoken: string }
  /** It is a declared verb, of the action whose first verb is `verb`. */
  'WORD.TAKEN': { spoken: string; verb: string }
  /** There is no such verb, or a line without any; `near` are some that exist. */
  'WORD.UNKNOWN_VERB': { meaning: string; near: readonly string[] }
  /** A shortcut that would lead to a shortcut. */
  'WORD.NESTED': { spoken: string; other: string }
  'WORD.NO_CHANGE': { spoken: string }
  'WORD.NOT_FOUND': { spoken: string }

  /** Nothing was said here before that could be explained. */
  'TURN.NONE': None
  'TURN.NOT_YOURS': None

  'TEXT.EMPTY': { field: TextField }
  'TEXT.TOO_LONG': { field: TextField; max: number }
}

export type RefusalCode = keyof RefusalParams

export type Refusal = {
  [C in RefusalCode]: { readonly refused: true; readonly code: C; readonly params: RefusalParams[C] }
}[RefusalCode]

export function refuse<C extends RefusalCode>(code: C, params: RefusalParams[C]): Refusal {
  // The compiler does not follow that one C ties code and params together.
  return { refused: true, code, params } as Refusal
}

export function isRefusal(x: unknown): x is Refusal {
  return typeof x === 'object' && x !== null && 'refused' in x && x.refused === true
}

/**
 * The text with white space collapsed and trimmed, 1 to `max` characters; otherwise TEXT.EMPTY or TEXT.TOO_LONG.
 * Characters are counted as people count them (code points), not in UTF-16 units.
 */
export function checkText(field: TextField, text: string, max: number): string | Refusal {
  const clean = text.replace(/\s+/g, ' ').trim()
  if (clean === '') return refuse('TEXT.EMPTY', { field })
  return [...clean].length > max ? refuse('TEXT.TOO_LONG', { field, max }) : clean
}
