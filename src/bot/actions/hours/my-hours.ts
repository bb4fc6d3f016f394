/** 我的工时: day by day with totals, this week unless other days are named. */
import type { HourEntry } from '../../../domain/hours/hour-entry.ts'
import { minutesOf } from '../../../domain/hours/log-hours.ts'
import { formatDate, formatRange, type LocalDate, startOfIsoWeek } from '../../../domain/shared/local-date.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { tenths } from '../../i18n/numbers.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { optional, type ValuesOf } from '../slot.ts'

const slots = { period: optional('range', { label: 'period' }) }

const WRITTEN = /(?:记|填|报|登记?|录|补|干|做|忙|花|加)(?:了|过|的)/

export const myHoursAction = declare({
  name: 'hours.mine',
  area: 'hours',
  about: {
    zh: '列出你登记的工时，默认是本周。',
    en: 'Lists the hours you logged, this week unless you say otherwise.',
  },
  words: {
    zh: [
      ...[
        '我的工时',
        '本周工时',
        '工时汇总',
        '工时统计',
        '工时记录',
        '工时明细',
        '工时情况',
        '工时表',
        '查工时',
        '看工时',
      ],
      ...['查…工时', '看…工时', '翻…工时', '列…工时', '汇总…工时', '统计…工时', '我…的工时'],
    ],
    en: ['my hours', 'hours', 'my timesheet', 'my time sheet', 'my time entries'],
  },
  ways: [
    { pieces: [/看看?|查查?|翻翻?|列|汇总|统计/, /工时(?:记录|明细|表)?/], needs: [] },
    { pieces: [/我|本周|这周/, /工时(?:情况|汇总|统计|明细|记录|报表|表)/], needs: [] },
    { pieces: [/工时.{0,4}(?:记了没|记了吗|填了没|填了吗|报了没|报了吗|登了没|登了吗|多少)/], needs: [] },
    { pieces: [WRITTEN, /工时/], needs: [] },
    { pieces: [/我/, WRITTEN, /多少|几个?|哪些|多久|哪几天/, /小时|钟头|工时|时间/], needs: [] },
    { pieces: [/我/, /(?:记|填|报|登|录)(?:了|过)?/, /工时了?(?:吗|没有?|么)/], needs: [] },
    { pieces: [/(?<!(?:大家|所有人|全员|团队|部门|全组).{0,8})工时/], needs: ['period'] },
    { pieces: [/\bhow (?:many hours|much time)\b/, /\b(?:have|did|do) i\b/], needs: [] },
    { pieces: [/\bwhat (?:have|did) i\b/, /\blog(?:ged)?\b/], needs: [] },
    { pieces: [/\bmy (?:logged )?(?:hours|time)\b|\btime ?sheet\b|\btime entries\b/], needs: [] },
    { pieces: [/\bdid i\b/, /\blog\b/, /\bhours\b/], needs: [] },
  ],
  noise:
    /我|名下|哪些|哪几天|这周|本周|今天|昨天|前天|一共|总共|都|的|记录?|填|报|登|过|来着|小时|加班|数据|还|到底|\b(?:have|i|so far|logged|this week|did|do|work(?:ed)?|log|list|show|me|in total|hours|today|yesterday)\b/,
  examples: { zh: ['我的工时', '工时汇总 11月1日到11月15日'], en: ['my hours'] },
  slots,
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run,
})

async function run(context: ActionContext, { period }: ValuesOf<typeof slots>): Promise<Outcome> {
  const { t, locale } = context.speech
  const { start, end } = period ?? { start: startOfIsoWeek(context.today), end: context.today }
  const days = formatRange(start, end, locale)
  const entries = await context.tx.hours.ofPerson(context.person.id, start, end)
  if (entries.length === 0) return { answer: { kind: 'text', markdown: period ? t.noHoursIn(days) : t.noHours } }
  const title = period ? t.hoursIn(context.person.name, days) : t.hoursThisWeek(context.person.name)
  const total = `${tenths(minutesOf(entries))}h`
  const rows = await Promise.all([...byDay(entries)].map(([date, ofDay]) => dayRow(context, date, ofDay)))
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: title, tone: 'info', tag: total },
        summary: title,
        blocks: [
          {
            kind: 'table',
            columns: [t.labels.workDate, t.labels.task, t.labels.hours],
            rows: [...rows, [`**${t.total}**`, '', `**${total}**`]],
          },
        ],
      },
    },
  }
}

function byDay(entries: readonly HourEntry[]): ReadonlyMap<LocalDate, readonly HourEntry[]> {
  return Map.groupBy(entries, ({ workDate }) => workDate)
}

async function dayRow({ tx, speech }: ActionContext, date: LocalDate, entries: readonly HourEntry[]) {
  const named = await Promise.all(
    entries.map(async ({ taskId, minutes }) => {
      const title = (await tx.tasks.byId(taskId))?.title ?? ''
      return `${taskRef(taskId)} ${plain(title)}${entries.length > 1 ? ` ${tenths(minutes)}h` : ''}`
    }),
  )
  const mark = entries.some(({ overtime }) => overtime) ? ` ${speech.t.overtimeMark}` : ''
  return [`${formatDate(date, speech.locale)}${mark}`, speech.t.list(named), `${tenths(minutesOf(entries))}h`]
}
