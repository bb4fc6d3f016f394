/** 登记工时 T-3 昨天 3小时,今天 2.5h */
import { type HourEntry, loggingRef } from '../../../domain/hours/hour-entry.ts'
import { logSeveral, minutesOf, removeHours } from '../../../domain/hours/log-hours.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { hours } from '../../i18n/numbers.ts'
import { plain } from '../../messenger.ts'
import { loggedWords } from '../../views/hours-words.ts'
import { type ActionContext, type Answer, declare, type Outcome, projectOf, type Reverted } from '../action.ts'
import { encodeSlot, optional, required, type ValuesOf, type Worked } from '../slot.ts'
import { findOwnTask } from '../tasks/shared.ts'
import { offerInstead, shownBy } from './shared.ts'

const slots = {
  task: required('task', { label: 'task' }),
  worked: required('worked', { label: 'hoursWorked' }),
  /** The id the first entry is to have; set by buttons, so that pressing one twice logs once. */
  entry: optional('text', { label: 'number' }),
}
type Values = ValuesOf<typeof slots>

/** What is still to be done, or was not, is no hour worked: 要做3小时, 没做. */
const DONE = '(?<![要需得会想能没不该再先去来])'
/** Work of any kind, as the time it took is told: 写了3小时, 花掉一刻钟. */
const WORK = new RegExp(
  `${DONE}(?:(?:做|写|搞|弄|忙|花|用|干|画|拍|剪|改|投)(?:掉了?|去了?|费了?|入了?|进去了?|了)?|(?:耗|费|修|调|校|审|赶|磨|整|弄|对|盯|跟|整理|处理|跟进|修改)(?:掉|费)?了)`,
)
/** 写文案写了, 忙它忙了: the verb is said twice. */
const WORK_AGAIN = new RegExp(`(?<=([\\p{Script=Han}]).{1,16})${DONE}\\1了`, 'u')
/** The weekend is no day of its own where the days are named. */
const OVERTIME =
  /(?:(?:周末|假期|放假)(?=加.{0,30}(?:周|星期|礼拜)[六日天]))?(?<![要得会想没不再])加(?:了个?|个)?班(?:做|写|搞|弄|赶|改)?了?/
const WRITE_DOWN = /(?:补|再|也|帮我)?(?:登?记|登|录|报|填|补|计)(?:上|入|到|进|在|了|一下|下|个|一[条笔]|录)*/
const ENGLISH =
  /\b(?:spent|worked(?: on)?|did|put(?: in)?|log(?:ged)?(?: time)?|book(?:ed)?|add(?:ed)?|record(?:ed)?|track(?:ed)?|clock(?:ed)?|enter(?:ed)?|charged?|report(?:ed)?)\b/
/** What people say around the time, beside the work itself. */
const NOISE = new RegExp(
  [
    '工时|上报|填报|登?记[上下]?|补记?|漏[了记填]?|忘[了记]?|录[上入]?|登上?|填上?|一下|一[条笔]',
    '整理|处理|跟进|修改|做|写|搞|弄|忙|花|用|干|画|拍|剪|改|投入?|修|赶|掉|费|耗时|用时|历时',
    '加班|周末|上午|下午|中午|晚上|早上|今日|往|头上|名下|在|上|里',
    '一共|总共|合计|共计|共|整整|足足|了|又|我|也|个|再|那|\\+',
    '\\b(?:spent|worked|working|work|did|do|on|in|of|for|from|at|this|that|some|into|against|and)\\b',
    '\\b(?:book|put|add|record|enter|to|the|hours?|time)\\b',
  ].join('|'),
)

export const logHoursAction = declare({
  name: 'hours.log',
  area: 'hours',
  about: {
    zh: '登记工时，可以一次记几天。',
    en: 'Logs hours worked, on one or several days.',
  },
  words: {
    zh: [
      ...['登记工时', '记工时', '报工时', '填工时', '填报工时', '录工时', '录入工时', '登工时', '上报工时', '提交工时'],
      ...['补工时', '补记工时', '工时登记', '工时填报', '工时', '登记', '补记', '再记', '记一下'],
    ],
    en: ['log hours', 'log', 'log time', 'book hours', 'add hours', 'track time', 'track'],
  },
  ways: [
    { pieces: [], needs: ['task', 'worked'] },
    { pieces: [WORK], needs: ['task', 'worked'] },
    { pieces: [WORK_AGAIN], needs: ['task', 'worked'] },
    { pieces: [OVERTIME], needs: ['worked'] },
    { pieces: [WRITE_DOWN], needs: ['worked'] },
    { pieces: [WRITE_DOWN, /工时/], needs: [] },
    { pieces: [/加(?:上|个)?/, /工时/], needs: ['worked'] },
    { pieces: [/(?:算|挂|归|计)(?:到|在|入|进|给)/], needs: ['task', 'worked'] },
    { pieces: [/(?:工时|耗时|用时|历时|时长)(?:登记|记|填|报|录)?(?:上|一下|下)?/], needs: ['worked'] },
    { pieces: [/工时(?:登记|记|填|报|录)(?:上|一下|下)?/], needs: [] },
    { pieces: [ENGLISH], needs: ['worked'] },
  ],
  noise: NOISE,
  examples: {
    zh: ['登记工时 T-1 3小时', '登记工时 主视觉设计 昨天 2.5h', '登记工时 T-1 昨天3小时,今天2.5h'],
    en: ['log hours T-1 3h', 'log hours T-1 yesterday 3h, today 2.5h'],
  },
  slots,
  scope: 'subject',
  permission: 'hours.log_own',
  confirm: 'none',
  undo: { revert },
  run,
})

async function run(context: ActionContext, values: Values): Promise<Outcome | Refusal> {
  const { tx, person, now, today, calendar } = context
  const task = await findOwnTask(context, values.task)
  if (isRefusal(task)) return task
  if (values.entry !== undefined && (await tx.hours.byId(values.entry))) return refuse('PROMPT.USED', {})
  const ids = values.worked.map((_, index) => (index === 0 ? values.entry : undefined) ?? context.ids.next())
  const days = values.worked.map(({ date, minutes }) => ({ workDate: date, minutes }))
  const entries = await entriesOfDays(context, values.worked)
  const logged = logSeveral({ person, task, days }, { entries, calendar, today, now, ids })
  if (isRefusal(logged)) return instead(context, values, logged)
  for (const entry of logged) await tx.hours.save(entry)
  const objectRef = taskRef(task.id)
  return {
    answer: await answer(context, task, logged),
    record: { objectRef, projectId: projectOf(context).id, after: logged },
    undo: { objectRef, payload: { entryIds: logged.map(({ id }) => id) } },
    changed: [objectRef],
  }
}

async function entriesOfDays({ tx, person }: ActionContext, worked: readonly Worked[]): Promise<HourEntry[]> {
  const dates = new Set(worked.map(({ date }) => date))
  return (await Promise.all([...dates].map((date) => tx.hours.ofDay(person.id, date)))).flat()
}

/** A rest day comes as a card, which asks about it; else a sentence says it all. */
async function answer(context: ActionContext, task: Task, logged: readonly HourEntry[]): Promise<Answer> {
  const asked = logged.find(({ overtime }) => overtime)
  if (asked) return { kind: 'object', ref: loggingRef(asked), view: 'hours' }
  const { heading, below } = await loggedWords(context, { ...task, title: plain(task.title) }, logged)
  return { kind: 'text', markdown: [heading, ...below].join('\n') }
}

/** 23 hours on top of 2.5: the whole of what was said is offered again, with 2.3 in their place. */
async function instead(context: ActionContext, values: Values, refusal: Refusal): Promise<Outcome | Refusal> {
  if (refusal.code !== 'HOURS.DAY_FULL') return refusal
  const { date, suggestionMinutes } = refusal.params
  const slip = values.worked.find((one) => one.date === date && one.minutes === (suggestionMinutes ?? 0) * 10)
  if (suggestionMinutes === undefined || !slip) return refusal
  const worked = values.worked.map((one) => (one === slip ? { date, minutes: suggestionMinutes } : one))
  const args = {
    task: String(values.task),
    worked: encodeSlot('worked', worked),
    entry: context.ids.next(),
  }
  return offerInstead(context, refusal, suggestionMinutes, { action: 'hours.log', args })
}

async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { entryIds } = payload as { entryIds: readonly string[] }
  const removed: HourEntry[] = []
  for (const id of entryIds) {
    const entry = await context.tx.hours.byId(id)
    if (!entry) return refuse('HOURS.NOT_FOUND', {})
    const result = removeHours(entry, context.person.id, { today: context.today, now: context.now })
    if (isRefusal(result)) return result
    await context.tx.hours.save(result.entry)
    await context.tx.hours.saveRevision(result.revision)
    removed.push(entry)
  }
  const [first] = removed
  if (!first) return refuse('HOURS.NOT_FOUND', {})
  const sentence = context.speech.t.hoursTakenBack(taskRef(first.taskId), hours(minutesOf(removed)))
  return { sentence, changed: shownBy(first) }
}
