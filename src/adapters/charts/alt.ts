import type { GanttChart, GanttRow, ProgressChart } from '../../domain/ports/chart-renderer.ts'
import { fill } from './text/fit.ts'

const countState = (rows: readonly GanttRow[], state: string): number =>
  rows.filter((row) => row.kind === 'task' && row.state === state).length

/** The key figures of a Gantt chart in one line, over all rows, drawn or not. */
export function ganttAlt(chart: GanttChart): string {
  return fill(chart.labels.ganttAlt, {
    title: chart.title,
    tasks: chart.rows.filter((row) => row.kind === 'task').length,
    done: countState(chart.rows, 'done'),
    late: countState(chart.rows, 'late'),
    milestones: chart.rows.filter((row) => row.kind === 'milestone').length,
    from: chart.from,
    to: chart.to,
  })
}

/** The key figures of a progress chart in one line. */
export function progressAlt(chart: ProgressChart): string {
  const stage = chart.stages.find(({ state }) => state === 'current') ?? chart.stages.at(-1)
  return fill(chart.labels.progressAlt, {
    title: chart.title,
    percent: Math.round(chart.overall.percent),
    rule: chart.overall.rule,
    stage: stage?.label ?? '—',
    late: chart.rows.reduce((sum, row) => sum + row.late, 0),
  })
}
