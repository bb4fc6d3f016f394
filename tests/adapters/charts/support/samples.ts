import type { ChartLabels, GanttChart, GanttRow, ProgressChart } from '../../../../src/domain/ports/chart-renderer.ts'
import { addDays, type LocalDate, localDate, weekday } from '../../../../src/domain/shared/local-date.ts'

export const labels: ChartLabels = {
  today: '今天',
  moreRows: '还有 {n} 项未显示',
  empty: '还没有任务,发一句「新建任务 主视觉设计 周五前」就有了',
  year: '{y}年',
  month: '{m}月',
  yearMonth: '{y}年{m}月',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  states: { todo: '未开始', doing: '进行中', blocked: '受阻', done: '已完成', late: '逾期' },
  milestone: '里程碑',
  dependency: '先后依赖',
  restDay: '休息日',
  lateDays: '逾期 {n} 天',
  lateCount: '逾期 {n}',
  overall: '总体进度',
  ganttAlt: '{title}:{tasks} 项任务,完成 {done},逾期 {late},里程碑 {milestones},{from} 至 {to}',
  progressAlt: '{title}:总体 {percent}%({rule}),当前阶段 {stage},逾期 {late}',
}

/** Weekends of a span, with named days over them. */
export function restDaysOf(
  from: LocalDate,
  to: LocalDate,
  holidays: Record<string, string> = {},
): GanttChart['restDays'] {
  const days: GanttChart['restDays'] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const name = holidays[date]
    if (name !== undefined) days.push({ date, name })
    else if (weekday(date) >= 6) days.push({ date })
  }
  return days
}

export type TaskRow = Extract<GanttRow, { kind: 'task' }>

export const task = (ref: string, label: string, start: string, end: string, more: Partial<TaskRow> = {}): TaskRow => ({
  kind: 'task',
  ref,
  label,
  start: localDate(start),
  end: localDate(end),
  percent: 0,
  state: 'todo',
  dependsOn: [],
  ...more,
})

export const milestone = (
  ref: string,
  label: string,
  date: string,
  state: 'todo' | 'done' | 'late' = 'todo',
  dependsOn: string[] = [],
): GanttRow => ({
  kind: 'milestone',
  dependsOn,
  ref,
  label,
  date: localDate(date),
  state,
})

export const group = (label: string, start: string, end: string, percent: number): GanttRow => ({
  kind: 'group',
  label,
  start: localDate(start),
  end: localDate(end),
  percent,
})

export function gantt(
  from: string,
  to: string,
  today: string,
  rows: GanttRow[],
  holidays?: Record<string, string>,
): GanttChart {
  return {
    kind: 'gantt',
    title: '双十二大促 · 甘特图',
    subtitle: 'P-101 · 数据截至 2026-11-24 10:00',
    today: localDate(today),
    from: localDate(from),
    to: localDate(to),
    restDays: restDaysOf(localDate(from), localDate(to), holidays),
    rows,
    labels,
  }
}

/** A campaign as it looks in its second week: every state, groups, milestones, dependencies. */
export const campaign = (): GanttChart =>
  gantt('2026-11-16', '2026-12-13', '2026-11-24', [
    group('策划', '2026-11-16', '2026-11-27', 62),
    task('T-1', '人群与竞品调研', '2026-11-16', '2026-11-18', { owner: '李雷', percent: 100, state: 'done' }),
    task('T-2', '活动方案与预算测算', '2026-11-19', '2026-11-20', {
      owner: '王敏',
      percent: 80,
      state: 'late',
      dependsOn: ['T-1'],
    }),
    milestone('M-1', '方案定稿', '2026-11-25'),
    group('创意制作', '2026-11-24', '2026-12-04', 18),
    task('T-3', '主视觉设计', '2026-11-24', '2026-11-27', {
      owner: '韩梅梅',
      percent: 40,
      state: 'doing',
      dependsOn: ['T-2'],
    }),
    task('T-4', '短视频脚本×3 与拍摄排期确认', '2026-11-24', '2026-11-30', {
      owner: '赵小刚',
      percent: 20,
      state: 'blocked',
      dependsOn: ['T-2'],
    }),
    task('T-5', '主会场页面', '2026-11-30', '2026-12-02', { owner: '周涛', dependsOn: ['T-3'] }),
    task('T-6', '短视频拍摄', '2026-12-01', '2026-12-04', { owner: '赵小刚', dependsOn: ['T-4', 'T-3'] }),
    milestone('M-2', '页面上线', '2026-12-03', 'todo', ['T-5']),
    group('投放', '2026-12-03', '2026-12-12', 0),
    task('T-7', '抖音信息流预热', '2026-12-03', '2026-12-08', { owner: '周涛', dependsOn: ['M-2'] }),
    task('T-8', 'KOL 种草 (小红书 12 位)', '2026-12-05', '2026-12-10', { owner: '陈晓', dependsOn: ['T-6'] }),
    task('T-9', '百度品专上线', '2026-12-07', '2026-12-12', { owner: '周涛', dependsOn: ['M-2'] }),
    task('T-10', '爆发期加投', '2026-12-11', '2026-12-12', { owner: '周涛', dependsOn: ['T-7', 'T-8'] }),
    milestone('M-3', '大促当天', '2026-12-12'),
    task('T-11', '素材存档', '2026-11-23', '2026-11-23', { owner: 'Alice', percent: 100, state: 'done' }),
    task('T-12', '复盘报告', '2026-12-13', '2026-12-13', { owner: '王敏', dependsOn: ['T-10'] }),
  ])

export const progress = (): ProgressChart => ({
  kind: 'progress',
  title: '双十二大促 · 进度',
  subtitle: 'P-101 · 数据截至 2026-11-24 10:00',
  stages: [
    { label: '调研', state: 'done' },
    { label: '策划', state: 'done' },
    { label: '预算分配', state: 'current' },
    { label: '资源调度', state: 'todo' },
    { label: '执行', state: 'todo' },
    { label: '绩效', state: 'todo' },
  ],
  overall: { percent: 37, rule: '按任务数' },
  rows: [
    { label: '线上推广', done: 6, total: 13, late: 2, percent: 46, owner: '周涛' },
    { label: '线下活动', done: 1, total: 8, late: 0, percent: 12.5, owner: '陈晓' },
    { label: '内容创作', done: 9, total: 9, late: 0, percent: 100, owner: '韩梅梅' },
    { label: '供应商与物料准备工作一览', done: 0, total: 4, late: 1, percent: 0, owner: '王敏' },
  ],
  figures: [
    { label: '任务', value: '16 / 34' },
    { label: '逾期', value: '3' },
    { label: '工时', value: '126.5 h' },
    { label: '预算已用', value: '¥128,400' },
    { label: '距大促', value: '18 天' },
  ],
  labels,
})
