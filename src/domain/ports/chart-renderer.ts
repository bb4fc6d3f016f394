import type { LocalDate } from '../shared/local-date.ts'

/**
 * Charts as images. A chart is plain data (JSON-serialisable, so it can wait in a queue); whoever fulfils the
 * port knows how to draw and holds no language: every word on the picture comes with the chart.
 */

/** What a task's bar says. `late` = not finished and past its end; it wins over `doing`. */
export type TaskState = 'todo' | 'doing' | 'blocked' | 'done' | 'late'

/**
 * The words of a drawing. `{…}` are filled in by the renderer: whole numbers, or dates as MM-DD.
 * Weekdays start on Monday.
 */
export interface ChartLabels {
  /** 今天 */
  today: string
  /** 还有 {n} 项未显示 */
  moreRows: string
  /** 还没有任务: shown instead of rows. */
  empty: string
  /** {y}年 */
  year: string
  /** {m}月 */
  month: string
  /** {y}年{m}月 */
  yearMonth: string
  /** 一 … 日 */
  weekdays: readonly [string, string, string, string, string, string, string]
  /** 未开始 进行中 受阻 已完成 逾期 */
  states: Record<TaskState, string>
  /** 里程碑 */
  milestone: string
  /** 先后依赖 */
  dependency: string
  /** 休息日 */
  restDay: string
  /** 逾期 {n} 天 */
  lateDays: string
  /** 逾期 {n} */
  lateCount: string
  /** 总体进度 */
  overall: string
  /** {title}: {tasks} 项任务,完成 {done},逾期 {late},里程碑 {milestones},{from} 至 {to} */
  ganttAlt: string
  /** {title}: 总体 {percent}%({rule}),当前阶段 {stage},逾期 {late} */
  progressAlt: string
}

/** A row of a Gantt chart; `start` and `end` are both inclusive, percent is 0–100. */
export type GanttRow =
  | { kind: 'group'; label: string; start?: LocalDate; end?: LocalDate; percent?: number }
  | {
      kind: 'task'
      /** T-1 */
      ref: string
      label: string
      owner?: string
      start: LocalDate
      end: LocalDate
      percent: number
      state: TaskState
      /** Refs that must finish first; a ref that is not among the drawn rows has no arrow. */
      dependsOn: string[]
    }
  | {
      kind: 'milestone'
      ref: string
      label: string
      date: LocalDate
      state: 'todo' | 'done' | 'late'
      dependsOn: string[]
    }

export interface GanttChart {
  kind: 'gantt'
  title: string
  /** P-101 · 数据截至 2026-11-24 10:00 */
  subtitle: string
  today: LocalDate
  /** First and last day of the axis, both drawn. */
  from: LocalDate
  to: LocalDate
  /** Weekends and holidays; a name only for holidays. */
  restDays: { date: LocalDate; name?: string }[]
  rows: GanttRow[]
  labels: ChartLabels
}

export interface ProgressChart {
  kind: 'progress'
  title: string
  subtitle: string
  stages: { label: string; state: 'done' | 'current' | 'todo' }[]
  /** `rule` says how the percentage is counted: 按任务数 or 按工时. */
  overall: { percent: number; rule: string }
  /** One per sub-project or person; done, total and late are counts. */
  rows: { label: string; done: number; total: number; late: number; percent: number; owner?: string }[]
  figures: { label: string; value: string }[]
  labels: ChartLabels
}

export type Chart = GanttChart | ProgressChart

export interface ChartImage {
  /** At most 1 MB. */
  png: Uint8Array
  /** Pixels; 1724, twice the 862 that a chat shows at most. */
  width: number
  /** Pixels, 520–2400, as the content needs. */
  height: number
  /** The key figures in one line, for those who cannot see the picture. */
  alt: string
}

export type ChartFault =
  /** A date that does not exist, an end before its start, a percentage outside 0–100, a count below 0, an axis over ten years. */
  | 'CHART.INVALID'
  /** The image stayed above 1 MB at the strongest compression. */
  | 'CHART.TOO_LARGE'
  /** The drawing failed, or its thread died twice. */
  | 'CHART.FAILED'
  /** `close` was called. */
  | 'CHART.CLOSED'

/** Why there is no image. `message` names the offending field and is for logs, not for chats. */
export class ChartError extends Error {
  override readonly name = 'ChartError'
  readonly code: ChartFault
  constructor(code: ChartFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export interface ChartRenderer {
  /**
   * Draws off the calling thread; the same chart gives the same bytes. Rows that do not fit into 2400 px are
   * counted in one last line. Characters without a glyph become `·`.
   * @throws {ChartError} as a rejection
   */
  render(chart: Chart): Promise<ChartImage>
  /** Waits for the charts under way, then ends every thread. */
  close(): Promise<void>
}
