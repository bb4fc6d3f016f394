/** Simplified Chinese: the language everything is written in first. */

import type { ApprovalStatus } from '../../domain/approvals/approval.ts'
import type { Permission } from '../../domain/people/permissions.ts'
import type { Kpi, ProjectStatus, ProjectType, Stage } from '../../domain/projects/project.ts'
import type { SubProjectKind } from '../../domain/projects/project-types.ts'
import { formatDate } from '../../domain/shared/local-date.ts'
import type { TextField } from '../../domain/shared/refusal.ts'
import type { PlanWarning } from '../../domain/tasks/plan-rules.ts'
import type { TaskState } from '../../domain/tasks/task.ts'
import type { MessengerHealth } from '../actions/health.ts'
import type { SlotKind } from '../actions/slot.ts'
import { accountTextsZh } from './account-texts.ts'
import { chartLabelsZh } from './chart-labels.ts'
import { labelsZh } from './labels.ts'
import { planTextsZh } from './plan-texts.ts'
import { talkTextsZh } from './talk-texts.ts'
import { twinZh } from './twin.ts'

const permissions: Record<Permission, string> = {
  'project.create': '新建项目',
  'project.view': '查看项目',
  'project.close': '结项',
  'plan.edit': '编辑计划与派发任务',
  'task.update_own': '更新任务',
  'hours.log_own': '登记工时',
  'hours.view_others': '查看他人工时',
  'amounts.total': '查看预算总额',
  'amounts.lines': '查看金额明细',
  'budget.request': '申请预算',
  'budget.decide': '审批预算',
  'budget.release': '释放占用',
  'roles.manage': '管理成员与角色',
  'connectors.configure': '系统管理',
  'audit.read': '查看审计',
  talk: '使用助手',
}

const projectStatus: Record<ProjectStatus, string> = {
  planning: '筹备中',
  active: '进行中',
  closed: '已结项',
  archived: '已归档',
  cancelled: '已取消',
}
const projectTypes: Record<ProjectType, string> = {
  ecommerce_campaign: '电商大促',
  offline_event: '线下活动',
  content: '内容营销',
  general: '通用项目',
}
const stages: Record<Stage, string> = {
  research: '调研',
  planning: '策划',
  execution: '执行',
  monitoring: '监测',
  review: '复盘',
}
const subProjects: Record<SubProjectKind, string> = {
  online_promotion: '线上推广',
  offline_activity: '线下活动',
  content_creation: '内容创作',
}
const taskState: Record<TaskState, string> = {
  unassigned: '待指派',
  assigned: '待接受',
  accepted: '已接受',
  blocked: '有问题',
  done: '已完成',
  cancelled: '已取消',
}
const approvalStatus: Record<ApprovalStatus, string> = {
  pending: '待审批',
  approved: '同意',
  rejected: '驳回',
  withdrawn: '撤回',
  released: '释放',
}
const approvalTitle: Record<ApprovalStatus, string> = {
  pending: '待审批',
  approved: '已同意',
  rejected: '已驳回',
  withdrawn: '已撤回',
  released: '已释放占用',
}
const kpis: Record<Kpi['metric'], string> = {
  impressions: '曝光量',
  click_rate: '点击率',
  conversion_rate: '转化率',
  average_order_value: '客单价',
  gmv: 'GMV',
  visitors: '到场人数',
  leads: '线索数',
  reads: '阅读量',
  interactions: '互动量',
}
const textFields: Record<TextField, string> = {
  project_name: '项目名称',
  goal: '目标',
  task_title: '任务名称',
  problem: '问题说明',
  reason: '审批意见',
  purpose: '用途',
  vendor: '供应商',
  word: '词',
  macro_line: '快捷指令的内容',
}

function planWarning(warning: PlanWarning): string {
  switch (warning.kind) {
    case 'after_project':
      return `${warning.ref} 晚于项目结束 ${formatDate(warning.projectEnd)}`
    case 'before_predecessor':
      return `${warning.ref} 早于 ${warning.predecessorRefs.join('、')} 的完成,最早可从 ${formatDate(warning.earliest)} 开始`
    case 'followers_unmoved':
      return `后续任务 ${warning.followerRefs.join('、')} 没有联动`
  }
}

export const zhCN = {
  /** Items named one after the other. */
  list: (items: readonly string[]): string => items.join('、'),
  labels: labelsZh,
  chart: chartLabelsZh,
  plan: planTextsZh,
  twin: twinZh,
  talk: talkTextsZh,
  accounts: accountTextsZh,
  permissions,
  projectStatus,
  projectTypes,
  stages,
  subProjects,
  taskState,
  approvalStatus,
  approvalTitle,
  kpis,
  textFields,
  planWarning,
  outcomes: { success: '成功', denied: '拒绝', failure: '失败' },
  decided: { approved: '已同意', rejected: '已驳回' },
  buttons: {
    accept: '接受',
    approve: '同意',
    cancel: '取消',
    changeDay: '改日期',
    changeDayOf: (day: string) => `改日期 ${day}`,
    complete: '完成',
    confirm: '确认',
    create: '创建',
    demo: '看演示',
    edit: '修改',
    gantt: '甘特图',
    logInstead: (amount: string) => `记 ${amount}h`,
    goOn: '已解决,继续',
    help: '帮助',
    more: (n: number) => `更多(${n})`,
    moveAll: '确认联动',
    newProject: '新建项目',
    newTask: '新建任务',
    onlyThis: (ref: string) => `只改${ref}`,
    problem: '有问题',
    progress: '进度图',
    project: '项目',
    resend: '重发失败消息',
    reject: '驳回',
    submit: '提交',
    yes: '是',
  },
  placeholders: {
    amount: '如 8万、8.5w、¥80,000',
    range: '如 12月1日到12月20日',
    span: '如 3小时、3个工作日',
    task: '如 T-12',
    tasks: '如 T-1 T-2',
    approval: '如 A-7',
  } as Partial<Record<SlotKind, string>>,
  demo: {
    project: (name: string) => `演示·新品上市(${name})`,
    goal: '熟悉营销助手',
    tasks: ['竞品调研', '主视觉设计', '详情页制作', '投放素材审核', '预热文案'],
    milestone: '新品上线',
    hint: (ref: string) =>
      `这是一个演示项目 ${ref},任务都在你名下。可以试试「我的任务」「完成」「改期」;两分钟内「撤销」可移除。`,
  },

  someone: '(未知)',
  nobody: '未指派',
  several: (n: number) => `已处理 ${n} 条`,
  notYetCarriedOut: (n: number) => `后面的 ${n} 条还没有执行,请在回答之后再发。`,
  done: '已完成',
  closed: '已关闭',
  notYetDone: '未执行',
  late: '逾期',
  milestone: '里程碑',
  restDay: '休息日',
  target: '目标',
  reason: '意见',
  reasonHint: '驳回必填,写一句理由',
  byDefault: '(默认)',
  byTasks: '按任务数',
  noBudget: '未填写',
  noDates: '未定',
  gantt: '甘特图',
  progressTitle: '进度图',
  projectList: '项目列表',
  waitingFor: '待审批',
  thenBy: '随后会签',
  notAsked: '未到此步',
  moreTopic: '更多',

  cancelled: '已取消,什么都没有改。',
  promptUsed: '已处理。',
  promptExpired: '已过 10 分钟,自动作废,什么都没有改。',
  seeNewCard: '已发在下方',
  clickedTwice: '正在处理,请勿重复点击',
  stillWorking: '正在处理,稍后更新这张卡片',
  notUnderstood: '没有听懂,什么都没有做',
  onlyInGroups: '「绑定项目」只在群里有效,未更改。',
  noProjects: '你还没有项目。发送「新建项目 名称 起止日期」就能开始。',
  noProjectsYet: '你还没有参与的项目。被派到任务后就会出现在这里。',
  amountsElsewhere: '金额只在该项目自己的群里或私聊中显示。请私聊我再问一次。',
  noTasks: '你名下没有未完成的任务。',
  noHours: '本周还没有登记工时。发送「登记工时 T-1 3小时」即可。',
  rescheduled: '已改期',
  answerByNumber: '回复序号也可以;10 分钟内有效,仅发起人可选',
  whichProject: '是哪个项目?',
  selfCheck: '自检',
  messengerStates: { ok: '正常', starting: '连接中', failing: '异常' } as Record<MessengerHealth['state'], string>,
  quotaUsed: (used: number, granted: number) => `本月已用 ${used}/${granted} 次`,
  healthy: '正常',
  attention: '需要处理',
  auditTitle: '审计记录',
  budgetNotSplit: '(预算未拆分)',

  bug: (code: string) => `出了点问题,这条没有执行,数据没有改动。请稍后再试;若再次出现,请把编号 ${code} 告诉管理员。`,
  which: (spoken: string, count: number) => `「${spoken}」有 ${count} 个,是哪一个?`,
  didYouMean: (typed: string, word: string) => `没有「${typed}」,是「${word}」吗?`,
  formTitle: (action: string) => `${action}:请补充`,
  draftOf: (name: string) => `项目草案 · ${name}`,
  previewOf: (ref: string, title: string) => `改期预览 · ${ref} ${title}`,
  workingDays: (n: number) => `${n} 个工作日`,
  dueBy: (date: string) => `截止 ${date}`,
  startingOn: (date: string) => `${date} 开始`,
  andMore: (n: number) => `还有 ${n} 项未显示`,
  dataUntil: (ref: string, at: string) => `${ref} · 数据截至 ${at}`,
  progressLine: (done: number, total: number, percent: number, late: number) =>
    total === 0 ? '还没有任务' : `${done}/${total} 项完成(${percent}%,按任务数)${late > 0 ? `,逾期 ${late}` : ''}`,
  budgetOf: (name: string) => `${name} 预算`,
  budgetLine: (approved: string, held: string, used: string, available: string) =>
    `${approved} · 占用 ${held} · 已用 ${used} · 可用 ${available}`,
  budgetPending: (amount: string, who: string, ref: string, then: readonly string[]) =>
    `${amount} 待 ${who} 审批(${ref})${then.length > 0 ? `,随后 ${then.join('、')} 会签` : ''},审批前不可占用`,
  availableAfter: (before: string, after: string) => `${before} → 通过后 ${after}`,
  raiseRequested: (amount: string) => `已申请追加预算 ${amount},审批通过前不计入可用`,
  held: (amount: string) => `已暂占 ${amount}`,
  withdrawn: (ref: string) => `${ref} 已撤回`,
  votedOn: (ref: string, purpose: string, amount: string, decision: 'approved' | 'rejected') =>
    `${decision === 'approved' ? '已同意' : '已驳回'} ${ref} ${purpose} ${amount}`,
  nowWaitingFor: (name: string) => `接下来待 ${name} 会签`,
  approvalResult: (ref: string, purpose: string, amount: string, status: ApprovalStatus, votes: readonly string[]) =>
    `${ref} ${purpose} ${amount} ${approvalTitle[status]}\n${votes.join('\n')}`,
  approvalsWaiting: (n: number) => `有 ${n} 单等你审批,回复「同意 编号」或「驳回 编号 理由」:`,
  created: (ref: string) => `已创建 ${ref}`,
  willCreate: (n: number) => `将创建 ${n} 个任务`,
  createdTasks: (n: number) => `已创建 ${n} 个任务`,
  assumedProject: (project: string) => `已默认归入 ${project}`,
  afterTasks: (refs: string) => `(接在 ${refs} 后)`,
  assigned: (ref: string, name: string) => `${ref} 已派给 ${name}`,
  accepted: (ref: string) => `已接受 ${ref}`,
  completed: (ref: string) => `${ref} 已完成,辛苦了`,
  problemNoted: (ref: string) => `已标记 ${ref} 有问题,并告知负责人`,
  acceptedBy: (name: string, ref: string, title: string) => `${name} 已接受 ${ref} ${title}`,
  completedBy: (name: string, ref: string, title: string) => `${name} 已完成 ${ref} ${title}`,
  problemFrom: (name: string, ref: string, title: string, reason: string) =>
    `${name} 反馈 ${ref} ${title} 有问题: ${reason}`,
  takenBack: (ref: string, title: string, by: string) => `${ref} ${title} 已由 ${by} 调整,不再由你负责`,
  changeUndone: (ref: string, title: string, by: string) => `${by} 撤销了对 ${ref} ${title} 的更改,已恢复原样`,
  movedBy: (by: string) => `${by} 调整了计划:`,
  linked: (ref: string, others: string) => `${ref} 现在依赖 ${others}`,
  milestoneLate: (ref: string, title: string, date: string, days: number) =>
    `晚于里程碑 ${ref}「${title}」${date} ${days} 天`,
  hoursLogged: (ref: string, title: string, day: string) => `已记 ${ref} ${title} ${day}`,
  hoursLoggedSeveral: (n: number, days: readonly string[]) =>
    `已记 ${n} 条${days.length > 0 ? `: ${days.join('、')}` : ''}`,
  hoursOfDay: (day: string, amount: string, total?: string) =>
    `${day} ${amount}h${total === undefined ? '' : `(当日合计 ${total}h)`}`,
  asOvertime: (days: readonly string[]) => `${days.join('、')},按加班记录?`,
  isRestDay: (dates: readonly string[], name: string) => `${dates.join('、')} 是${name}`,
  overtime: (day: string) => `${day},已按加班记录`,
  overtimeConfirmed: (dates: readonly string[]) => `${dates.join('、')} 按加班记录,已确认`,
  hoursRevised: (amounts: string, day?: string) =>
    `已改${amounts === '' ? '' : ` ${amounts}h`}${day === undefined ? '' : `${amounts === '' ? '' : ','}到 ${day}`}(保留修改记录)`,
  hoursRestored: (ref: string, day: string, amount: string) => `已撤销,${ref} 恢复为 ${day} ${amount}h(保留修改记录)`,
  whichHours: (n: number) => `有 ${n} 条工时,改哪一条?`,
  loggingTakenBack: '这些工时已撤回(保留记录)',
  hoursTakenBack: (ref: string, amount: string) => `已撤回 ${ref} 的 ${amount}h(保留记录)`,
  hoursThisWeek: (name: string) => `${name} 本周工时`,
  hoursIn: (name: string, days: string) => `${name} 工时 ${days}`,
  noHoursIn: (days: string) => `${days} 没有登记工时。`,
  total: '合计',
  overtimeMark: '加班',
  tasksOf: (name: string) => `${name} 的任务`,
  undone: (refs: string) => `已撤销,${refs} 已恢复`,
  undoneNew: (refs: string) => `已撤销,${refs} 已取消`,
  bound: (ref: string, name: string) => `本群已绑定 ${ref} ${name},之后的指令默认指这个项目`,
  resent: (revived: number, left: number) =>
    `${revived} 条失败消息将重新发送${left > 0 ? `;另有 ${left} 条可能已经送达,为免重复没有重发` : ''}`,
  outboxLine: (waiting: number, dead: number) => `等待 ${waiting} · 失败 ${dead}`,
  auditIntact: (entries: number, hash: string) => `审计链完整: ${entries} 条,末尾校验值 ${hash}`,
  auditBroken: (at: number, entries: number) => `⚠ 审计链在第 ${at} 条断开(共 ${entries} 条),请立即联系审计员`,
  helpTitle: (bot: string) => `${bot} · 你在这里可以`,
  helpHint: (bot: string) => `群里先 @${bot};私聊直接说。动词、对象、时间、金额顺序随意。「帮助 工时」可查一类。`,
  forExample: (example: string) => `如: ${example}`,
  welcomeTitle: (bot: string) => `大家好,我是${bot}`,
  welcomeLines: (bot: string) => [
    `@${bot} 说一句话,就能建项目、派任务、记工时、走预算审批、看甘特图。`,
    '试试: 新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万',
    '我只处理 @我 的消息和对我卡片的回复,操作会留审计记录。',
  ],
  tooMany: (n: number, most: number) => `${n} 行(一次最多 ${most} 行)`,
  digest: (late: readonly string[], today: readonly string[], approvals: readonly string[]) =>
    [
      '早上好,今天需要你处理:',
      ...(late.length > 0 ? ['**已逾期**', ...late] : []),
      ...(today.length > 0 ? ['**今天到期**', ...today] : []),
      ...(approvals.length > 0 ? ['**等你审批**', ...approvals] : []),
    ].join('\n'),
  figures: { tasks: '完成', late: '逾期', hours: '工时', available: '可用预算' },
}

export type Texts = typeof zhCN
