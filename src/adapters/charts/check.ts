import {
  type Chart,
  ChartError,
  type GanttChart,
  type GanttRow,
  type ProgressChart,
} from '../../domain/ports/chart-renderer.ts'
import { diffDays, type LocalDate, parseLocalDate } from '../../domain/shared/local-date.ts'

const MAX_AXIS_DAYS = 3660

function refuse(field: string, problem: string): never {
  throw new ChartError('CHART.INVALID', `${field}: ${problem}`)
}

/** Branded types do not survive a queue, so dates are checked again here. */
function checkDate(field: string, date: LocalDate): void {
  if (parseLocalDate(date) === undefined) refuse(field, 'not a date (YYYY-MM-DD)')
}

function checkSpan(field: string, start: LocalDate, end: LocalDate): void {
  checkDate(`${field}.start`, start)
  checkDate(`${field}.end`, end)
  if (end < start) refuse(field, `ends on ${end}, before its start ${start}`)
}

function checkPercent(field: string, percent: number): void {
  if (!(percent >= 0 && percent <= 100)) refuse(field, `${percent} is not between 0 and 100`)
}

function checkCount(field: string, count: number): void {
  if (!Number.isInteger(count) || count < 0) refuse(field, `${count} is not a count`)
}

function checkGroup(field: string, row: Extract<GanttRow, { kind: 'group' }>): void {
  if (row.percent !== undefined) checkPercent(`${field}.percent`, row.percent)
  if ((row.start === undefined) !== (row.end === undefined)) refuse(field, 'has only one of start and end')
  if (row.start !== undefined && row.end !== undefined) checkSpan(field, row.start, row.end)
}

function checkTask(field: string, row: Extract<GanttRow, { kind: 'task' }>): void {
  checkSpan(`${field} (${row.ref})`, row.start, row.end)
  checkPercent(`${field}.percent`, row.percent)
}

function checkGanttRow(field: string, row: GanttRow): void {
  if (row.kind === 'group') checkGroup(field, row)
  else if (row.kind === 'milestone') checkDate(`${field}.date`, row.date)
  else checkTask(field, row)
}

function checkGantt(chart: GanttChart): void {
  checkDate('today', chart.today)
  checkDate('from', chart.from)
  checkDate('to', chart.to)
  if (chart.from > chart.to) refuse('from', `${chart.from} is after to, ${chart.to}`)
  if (diffDays(chart.from, chart.to) > MAX_AXIS_DAYS) refuse('to', 'the axis is longer than ten years')
  for (const [index, day] of chart.restDays.entries()) checkDate(`restDays[${index}]`, day.date)
  for (const [index, row] of chart.rows.entries()) checkGanttRow(`rows[${index}]`, row)
}

function checkProgress(chart: ProgressChart): void {
  checkPercent('overall.percent', chart.overall.percent)
  for (const [index, row] of chart.rows.entries()) {
    checkPercent(`rows[${index}].percent`, row.percent)
    for (const field of ['done', 'total', 'late'] as const) checkCount(`rows[${index}].${field}`, row[field])
  }
}

/** Throws ChartError CHART.INVALID, naming the field, for a chart that cannot be drawn truthfully. */
export function checkChart(chart: Chart): void {
  if (chart.kind === 'gantt') checkGantt(chart)
  else checkProgress(chart)
}
