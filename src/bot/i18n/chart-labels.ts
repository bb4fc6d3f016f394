import type { ChartLabels } from '../../domain/ports/chart-renderer.ts'

export const chartLabelsZh: ChartLabels = {
  today: '今天',
  moreRows: '还有 {n} 项未显示',
  empty: '还没有任务',
  year: '{y}年',
  month: '{m}月',
  yearMonth: '{y}年{m}月',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  states: { todo: '未开始', doing: '进行中', blocked: '有问题', done: '已完成', late: '逾期' },
  milestone: '里程碑',
  dependency: '先后依赖',
  restDay: '休息日',
  lateDays: '逾期 {n} 天',
  lateCount: '逾期 {n}',
  overall: '总体进度',
  ganttAlt: '{title}: {tasks} 项任务,完成 {done},逾期 {late},里程碑 {milestones},{from} 至 {to}',
  progressAlt: '{title}: 总体 {percent}%({rule}),当前阶段 {stage},逾期 {late}',
}

export const chartLabelsEn: ChartLabels = {
  today: 'Today',
  moreRows: '{n} more not shown',
  empty: 'No tasks yet',
  year: '{y}',
  month: '{m}/',
  yearMonth: '{y}-{m}',
  weekdays: ['M', 'T', 'W', 'T', 'F', 'S', 'S'],
  states: { todo: 'To do', doing: 'Doing', blocked: 'Blocked', done: 'Done', late: 'Late' },
  milestone: 'Milestone',
  dependency: 'Dependency',
  restDay: 'Rest day',
  lateDays: '{n} d late',
  lateCount: '{n} late',
  overall: 'Overall',
  ganttAlt: '{title}: {tasks} tasks, {done} done, {late} late, {milestones} milestones, {from} to {to}',
  progressAlt: '{title}: {percent}% overall ({rule}), stage {stage}, {late} late',
}
