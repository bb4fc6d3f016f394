/** 昨天那条改成2小时 · 把今天的工时改到昨天: every change of an entry keeps what was. */
import type { HourEntry } from '../../../domain/hours/hour-entry.ts'
import { reviseHours } from '../../../domain/hours/log-hours.ts'
import type { LocalDate } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import type { Button } from '../../card/card.ts'
import { tenths } from '../../i18n/numbers.ts'
import { plain } from '../../messenger.ts'
import { dayLines, dayWords, restDayClauses } from '../../views/hours-words.ts'
import { type ActionContext, declare, type Outcome, type Reverted } from '../action.ts'
import { type Args, encodeSlot, minutesOf, optional, required, type Span, type ValuesOf } from '../slot.ts'
import { findEntries, offerInstead, shownBy, type Wanted } from './shared.ts'

const wanted = {
  task: optional('task', { label: 'task' }),
  /** Set by buttons. */
  entry: optional('text', { label: 'number' }),
}

const slots = {
  ...wanted,
  /** The day whose entry is meant. */
  date: optional('date', { label: 'workDate' }),
  to: optional('span', {
    label: 'toHours',
    words: ['改成', '改为', '改到', '调成', '调为', '换成', '更正为', '应该是', '应为', '是', 'to', 'should be'],
  }),
  toDate: optional('date', {
    label: 'toDate',
    words: ['改到', '挪到', '移到', '调到', '换到', '记到', '记在', '改成', '改为', '是', 'to', 'should be'],
  }),
}

/** What was logged, as people call it. */
const ENTRY =
  /工时|(?:[那这上]|最后|最近|刚才)的?一?[条笔](?:记录)?|(?<=刚才|刚刚|我|[天日号一二三四五六])(?:登?记|填|报|录)的/
const CHANGE = '改|修改|更正|修正|订正|调整?|更新|换'
/** Said right before what it is to be. */
const BECOMES = new RegExp(
  `(?:(?:${CHANGE})[成为到]|[挪移]到|[减降]到|变成|应该?[是为]|应该?记?[在到]|其实是|其实应该是|实际(?:上)?[是为]?|记[在到])`,
)
const WRONG = /(?:登?记|填|写|报|登|录|弄|搞|算)?(?:错|多|少|反)了|多[记填写报]了|少[记填写报]了|不对|有误|不准/
const IS = /(?:应该?|其实|实际上?)?[是为]|实际上?(?=[\d半一二两三四五六七八九十俩仨])/
const OLD = '[\\d.半一二两三四五六七八九十俩仨]{1,5} ?个?半?(?:小时|钟头|钟|分钟|天|h|hrs?|min)'
const NOT_BUT = new RegExp(`不是 ?${OLD}[,，。]? ?(?:而是|应该是|其实是|是)`)
const NOT = new RegExp(`[,，]? ?(?:而)?不是 ?${OLD}`)
const FROM_TO = new RegExp(`从 ?${OLD} ?(?:${CHANGE})[成为到]`)
/** 修正 昨天的**工时**: the verb stands before, where the day is not yet the new one. */
const ENTRY_CHANGED = new RegExp(
  `(?<=(?:${CHANGE})(?:一?下|掉)?.{0,16})(?:工时|[那这上]一?[条笔])(?:记录)?[为成到]?|(?:工时|[那这上]一?[条笔])(?:记录)?(?:修?改|更正|修正|调整?)一?下`,
)
const ENGLISH =
  /(?<=\b(?:hours?|entry|entries|time)\b.{0,40} )(?:to|should be|should have been|is actually|was actually|were|was)(?= (?:\d|an? |one|two|three|four|five|six|seven|eight|half|last|yesterday|today|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/
/** What else is said of an entry. */
const NOISE = new RegExp(
  [
    '工时|[那这上]一?[条笔]|(?:最后|最近)的?一?[条笔]|刚才|刚刚|登?记的|填的|报的|[多少][记填写]了|(?:登?记|填|写|报|登|录|弄|搞|算)?[错多少]了|不对|有误',
    '其实|实际|应该|日期|时间|时长|条|笔|的|我|一下|改|修改|更正|修正|订正|调整|更新',
    "\\b(?:hours?|entry|entries|time|to|for|on|from|my|last|the|should (?:be|have been)|change|fix|correct|revise|update|move|set|adjust)\\b|'s\\b",
  ].join('|'),
)

const moveSlots = { ...wanted, toDate: required('date', { label: 'toDate' }) }

const common = {
  area: 'hours',
  // Own entries, in whatever project they are: the entry itself is what is checked.
  scope: 'none',
  permission: 'talk',
  offeredWith: 'hours.log_own',
  confirm: 'none',
  undo: { revert },
} as const

export const reviseHoursAction = declare({
  ...common,
  name: 'hours.revise',
  about: {
    zh: '更正一条已登记的工时，保留修改记录。',
    en: 'Corrects hours that were logged; the former entry is kept on record.',
  },
  words: {
    zh: [
      ...['改工时', '修改工时', '更正工时', '修正工时', '订正工时', '调整工时', '工时改成', '工时改为', '工时改到'],
      ...['工时挪到', '工时调成', '那条改成', '那条改为', '那条改到', '那条挪到', '那笔改成', '工时…改成', '工时…改为'],
      ...['工时…改到', '工时…挪到', '工时…调成', '那条…改成', '那条…挪到', '工时…记错', '工时…应该是', '工时…其实是'],
      ...['记错了…改成', '记错了…应该是'],
    ],
    en: ['revise hours', 'correct hours', 'change hours', 'fix hours'],
  },
  ways: [
    { pieces: [ENTRY, BECOMES], needs: ['to|toDate'] },
    { pieces: [ENTRY, /改(?= ?[\d半一二两三四五六七八九十俩仨])/], needs: ['to'] },
    { pieces: [/(?:登?记|填|写|报|录)[错多少]了|[错多少][记填写报]了/, BECOMES], needs: ['to|toDate'] },
    { pieces: [ENTRY, WRONG, IS], needs: ['to|toDate'] },
    { pieces: [ENTRY, IS, NOT], needs: ['to'] },
    { pieces: [ENTRY, NOT_BUT], needs: ['to|toDate'] },
    { pieces: [ENTRY, BECOMES, NOT], needs: ['to|toDate'] },
    { pieces: [ENTRY, FROM_TO], needs: ['to|toDate'] },
    { pieces: [ENTRY_CHANGED], needs: ['to|toDate'] },
    { pieces: [ENGLISH], needs: ['to|toDate'] },
    { pieces: [/\b(?:move|shift)(?: my| the)? (?:hours|entry|time entry)\b/, / to(?= )/], needs: ['toDate'] },
    { pieces: [/\bmake(?= .{0,24}\b(?:entry|hours)\b)/], needs: ['to'] },
  ],
  noise: NOISE,
  corrects: ['hours.log', 'hours.revise'],
  examples: { zh: ['昨天那条改成2小时', '修改工时 T-1 昨天 2.5h'], en: ['revise hours T-1 yesterday 2h'] },
  slots,
  run,
})

/** What `改日期` of a rest day asks for: only the new day. */
export const moveHoursAction = declare({
  ...common,
  name: 'hours.move',
  about: {
    zh: '把一条工时改到另一天。',
    en: 'Moves hours that were logged to another day.',
  },
  words: { zh: ['改工时日期', '工时改日期'], en: ['move hours'] },
  examples: { zh: ['改工时日期 T-1 昨天'], en: ['move hours T-1 yesterday'] },
  slots: moveSlots,
  run: (context: ActionContext, values: ValuesOf<typeof moveSlots>) => run(context, values),
})

interface Change extends Wanted {
  to?: Span | undefined
  toDate?: LocalDate | undefined
}

async function run(context: ActionContext, change: Change): Promise<Outcome | Refusal> {
  if (change.to === undefined && change.toDate === undefined) return refuse('HOURS.NO_NEW_VALUE', {})
  const found = await findEntries(context, change)
  if (isRefusal(found)) return found
  const [entry, ...others] = found
  if (!entry) return refuse('HOURS.NOT_FOUND', {})
  return others.length > 0 ? whichOne(context, found, change) : revise(context, entry, change)
}

/** The button that changes this very entry as was said. */
function buttonArgs(entry: HourEntry, { to, toDate }: Change): Args {
  return {
    entry: entry.id,
    ...(to === undefined ? {} : { to: encodeSlot('span', to) }),
    ...(toDate === undefined ? {} : { toDate }),
  }
}

/** More buttons than that are no choice any more: the task or the day has to be said. */
const MOST_CHOICES = 9

async function whichOne(context: ActionContext, entries: readonly HourEntry[], change: Change): Promise<Outcome> {
  const { tx, speech } = context
  const shown = entries.slice(0, MOST_CHOICES)
  const buttons = await Promise.all(
    shown.map(async (entry): Promise<Button> => {
      const title = (await tx.tasks.byId(entry.taskId))?.title ?? ''
      const day = speech.t.hoursOfDay(dayWords(entry.workDate, context), tenths(entry.minutes))
      const label = `${taskRef(entry.taskId)} ${title} ${day}`
      return { label, action: 'hours.revise', args: buttonArgs(entry, change) }
    }),
  )
  const text = speech.t.whichHours(entries.length)
  const more = entries.length - shown.length
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text, tone: 'waiting', tag: speech.t.notYetDone },
        summary: text,
        blocks: [
          ...(more > 0 ? [{ kind: 'text' as const, markdown: speech.t.andMore(more), quiet: true }] : []),
          { kind: 'actions', buttons },
        ],
      },
    },
  }
}

interface Facts {
  workDate: LocalDate
  minutes: number
}
const factsOf = ({ workDate, minutes }: HourEntry): Facts => ({ workDate, minutes })

async function store(context: ActionContext, entry: HourEntry, to: Partial<Facts>): Promise<HourEntry | Refusal> {
  const { tx, person, calendar, today, now } = context
  const entriesOfDay = await tx.hours.ofDay(person.id, to.workDate ?? entry.workDate)
  const revised = reviseHours(entry, { personId: person.id, ...to }, { entriesOfDay, calendar, today, now })
  if (isRefusal(revised)) return revised
  await tx.hours.save(revised.entry)
  await tx.hours.saveRevision(revised.revision)
  return revised.entry
}

async function revise(context: ActionContext, entry: HourEntry, change: Change): Promise<Outcome | Refusal> {
  const after = await store(context, entry, {
    ...(change.toDate === undefined ? {} : { workDate: change.toDate }),
    ...(change.to === undefined ? {} : { minutes: minutesOf(change.to) }),
  })
  if (isRefusal(after)) return instead(context, entry, change, after)
  const objectRef = taskRef(entry.taskId)
  return {
    answer: { kind: 'text', markdown: await sentence(context, entry, after) },
    record: { objectRef, projectId: entry.projectId, before: entry, after },
    undo: { objectRef, payload: { entryId: entry.id, before: factsOf(entry), after: factsOf(after) } },
    changed: shownBy(entry),
  }
}

async function instead(
  context: ActionContext,
  entry: HourEntry,
  change: Change,
  refusal: Refusal,
): Promise<Outcome | Refusal> {
  const minutes = refusal.code === 'HOURS.DAY_FULL' ? refusal.params.suggestionMinutes : undefined
  if (refusal.code !== 'HOURS.DAY_FULL' || minutes === undefined) return refusal
  const args = buttonArgs(entry, { ...change, to: { minutes } })
  return offerInstead(context, refusal, minutes, { action: 'hours.revise', args })
}

/** 已改 3.0→2.0h(保留修改记录), and below it which entry that is now. */
async function sentence(context: ActionContext, before: HourEntry, after: HourEntry): Promise<string> {
  const { t } = context.speech
  const amounts = before.minutes === after.minutes ? '' : `${tenths(before.minutes)}→${tenths(after.minutes)}`
  const moved = before.workDate === after.workDate ? undefined : dayWords(after.workDate, context)
  const title = (await context.tx.tasks.byId(after.taskId))?.title ?? ''
  const rest = moved === undefined ? [] : restDayClauses(context, [after]).map(t.overtime)
  const now = [taskRef(after.taskId), plain(title), ...(await dayLines(context, [after]))].join(' ')
  return [t.hoursRevised(amounts, moved), now, ...rest].join('\n')
}

/** Puts the former time and day back, which is one more revision. */
async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { entryId, before, after } = payload as { entryId: string; before: Facts; after: Facts }
  const entry = await context.tx.hours.byId(entryId)
  if (!entry) return refuse('HOURS.NOT_FOUND', {})
  const objectRef = taskRef(entry.taskId)
  if (entry.workDate !== after.workDate || entry.minutes !== after.minutes)
    return refuse('UNDO.CHANGED_SINCE', { objectRef })
  const restored = await store(context, entry, before)
  if (isRefusal(restored)) return restored
  const day = dayWords(restored.workDate, context)
  return {
    sentence: context.speech.t.hoursRestored(objectRef, day, tenths(restored.minutes)),
    changed: shownBy(entry),
  }
}
