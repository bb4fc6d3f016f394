/** Lines as people type them, and exactly what is understood. */
import { describe } from 'vitest'
import { table } from './table.ts'

const double12 = { name: '双12大促', period: '2026-12-01/2026-12-20' }

describe('projects', () => {
  table('新建项目', [
    ['新建项目 双12大促 12月1日到12月20日', 'project.create', double12],
    [
      '新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万',
      'project.create',
      { ...double12, budget: '50000000', goal: 'GMV300万' },
    ],
    [
      '新建项目 12月1日到12月20日 双12大促 目标GMV300万 预算50万',
      'project.create',
      { ...double12, budget: '50000000', goal: 'GMV300万' },
    ],
    ['预算50万 新建项目 双12大促 12月1日到12月20日', 'project.create', { ...double12, budget: '50000000' }],
    ['12月1日到12月20日 新建项目 双12大促', 'project.create', double12],
    ['新建项目 双12大促 12月1日到12月20日 50万', 'project.create', { ...double12, budget: '50000000' }],
    ['帮我新建项目 双12大促 12月1日到12月20日', 'project.create', double12],
    ['请帮我新建项目 双12大促 12月1日到12月20日', 'project.create', double12],
    ['/新建项目 双12大促 12月1日到12月20日', 'project.create', double12],
    ['请新建项目双12大促 12月1日到12月20日', 'project.create', double12],
    ['新建项目　双１２大促　１２月１日到１２月２０日', 'project.create', double12],
    [
      '立项 年货节 12.5-12.18 负责人王敏 预算8万',
      'project.create',
      { name: '年货节', period: '2026-12-05/2026-12-18', owner: 'wangmin', budget: '8000000' },
    ],
    [
      '新建项目「预算管理培训 12月1日」 12月3日到12月5日',
      'project.create',
      { name: '预算管理培训 12月1日', period: '2026-12-03/2026-12-05' },
    ],
    [
      '新建项目 年货节 2027年1月5日至2027年2月1日 预算1200000元',
      'project.create',
      { name: '年货节', period: '2027-01-05/2027-02-01', budget: '120000000' },
    ],
    [
      'new project Double12 12-01~12-20 budget ¥500,000 goal GMV300万',
      'project.create',
      { name: 'Double12', period: '2026-12-01/2026-12-20', budget: '50000000', goal: 'GMV300万' },
    ],
    // Amounts and dates inside a name are the name's.
    ['新建项目 618大促 12月1日到12月20日', 'project.create', { ...double12, name: '618大促' }],
    ['新建项目 百万红包活动 12月1日到12月20日', 'project.create', { ...double12, name: '百万红包活动' }],
    ['新建项目 百亿补贴 12月1日到12月20日', 'project.create', { ...double12, name: '百亿补贴' }],
    ['新建项目 9.9元包邮专场 12月1日到12月20日', 'project.create', { ...double12, name: '9.9元包邮专场' }],
    [
      '新建项目 99元秒杀 12月1日到12月20日 预算5万',
      'project.create',
      { ...double12, name: '99元秒杀', budget: '5000000' },
    ],
    ['新建项目 双12大促', 'project.create', { name: '双12大促' }],
    ['新建项目', 'project.create'],
  ])

  table('looking at projects', [
    ['项目', 'project.show'],
    ['项目 P-101', 'project.show', { project: '101' }],
    ['项目 双12大促', 'project.show', { project: '101' }],
    ['项目列表', 'project.list'],
    ['我的项目', 'project.list'],
    ['projects', 'project.list'],
    ['甘特图', 'project.gantt'],
    ['看看甘特图', 'project.gantt'],
    ['甘特图 P-101', 'project.gantt', { project: '101' }],
    ['双12大促 甘特图', 'project.gantt', { project: '101' }],
    ['双12大促的甘特图', 'project.gantt', { project: '101' }],
    ['双12 甘特图', 'project.gantt', { project: '101' }],
    ['gantt P-101', 'project.gantt', { project: '101' }],
    ['进度图', 'project.progress'],
    ['进度怎么样', 'project.progress'],
    ['进度图 新品发布会', 'project.progress', { project: '105' }],
    ['绑定项目 P-101', 'project.bind', { project: '101' }],
    ['绑定 双12大促', 'project.bind', { project: '101' }],
    ['绑定项目 新品', 'project.bind', { project: '105' }],
  ])
})

describe('hours', () => {
  table('登记工时', [
    ['登记工时 T-1 3小时', 'hours.log', { task: '1', worked: '2026-11-23:180' }],
    ['T-1 登记工时 3小时', 'hours.log', { task: '1', worked: '2026-11-23:180' }],
    ['登记 3h T-1', 'hours.log', { task: '1', worked: '2026-11-23:180' }],
    ['工时 T-1 3.5h', 'hours.log', { task: '1', worked: '2026-11-23:210' }],
    ['记工时 T-1 半天', 'hours.log', { task: '1', worked: '2026-11-23:240' }],
    ['登记工时 主视觉设计 昨天 2.5h', 'hours.log', { task: '1', worked: '2026-11-22:150' }],
    ['昨天 主视觉设计 登记工时 2.5h', 'hours.log', { task: '1', worked: '2026-11-22:150' }],
    ['登记工时 3套KV 2小时', 'hours.log', { task: '7', worked: '2026-11-23:120' }],
    ['登记工时 双12预热视频 2小时', 'hours.log', { task: '12', worked: '2026-11-23:120' }],
    ['log T-1 3h', 'hours.log', { task: '1', worked: '2026-11-23:180' }],
    ['log hours T-1 3h yesterday', 'hours.log', { task: '1', worked: '2026-11-22:180' }],
    ['登记工时 T-1', 'hours.log', { task: '1' }],
    ['工时', 'hours.log'],
    ['我的工时', 'hours.mine'],
    ['看 我的工时', 'hours.mine'],
    ['本周工时', 'hours.mine'],
    ['my hours', 'hours.mine'],
  ])
})

describe('money', () => {
  table('申请预算', [
    [
      '申请预算 8万 KOL投放 供应商 星河传媒 用于 双12',
      'budget.request',
      { amount: '8000000', purpose: 'KOL投放', vendor: '星河传媒', project: '101' },
    ],
    ['申请 13万 线下快闪', 'budget.request', { amount: '13000000', purpose: '线下快闪' }],
    ['KOL投放 申请8万', 'budget.request', { amount: '8000000', purpose: 'KOL投放' }],
    ['申请预算8万5 KOL投放', 'budget.request', { amount: '8500000', purpose: 'KOL投放' }],
    ['申请费用 ¥80,000.00 展架印刷', 'budget.request', { amount: '8000000', purpose: '展架印刷' }],
    ['申请 3套KV制作费 2万', 'budget.request', { amount: '2000000', purpose: '3套KV制作费' }],
    ['申请 采购100元礼品卡50张 5000元', 'budget.request', { amount: '500000', purpose: '采购100元礼品卡50张' }],
    ['申请 5000元 采购100元礼品卡50张', 'budget.request', { amount: '500000', purpose: '采购100元礼品卡50张' }],
    ['申请 采购100元礼品卡', 'budget.request', { purpose: '采购100元礼品卡' }],
    ['申请 8万 KOL投放 P-101', 'budget.request', { amount: '8000000', purpose: 'KOL投放', project: '101' }],
    ['申请 1万', 'budget.request', { amount: '1000000' }],
    ['申请预算 KOL投放', 'budget.request', { purpose: 'KOL投放' }],
  ])

  table('预算', [
    ['预算', 'budget.show'],
    ['预算 P-101', 'budget.show', { project: '101' }],
    ['双12大促 预算', 'budget.show', { project: '101' }],
    ['双12 还剩多少预算', 'budget.show', { project: '101' }],
    ['预算还剩多少', 'budget.show'],
    ['budget P-101', 'budget.show', { project: '101' }],
    ['追加预算 3万', 'budget.raise', { amount: '3000000' }],
    ['申请追加 3万 P-101', 'budget.raise', { amount: '3000000', project: '101' }],
    ['申请 5万 追加素材', 'budget.request', { amount: '5000000', purpose: '追加素材' }],
  ])

  table('approvals', [
    ['同意 A-1', 'approval.approve', { approval: '1' }],
    ['同意A-1', 'approval.approve', { approval: '1' }],
    ['同意 Ａ－１', 'approval.approve', { approval: '1' }],
    ['A-1 同意', 'approval.approve', { approval: '1' }],
    ['批准 a-12', 'approval.approve', { approval: '12' }],
    ['approve A-1', 'approval.approve', { approval: '1' }],
    ['同意 A-1 理由 可以', 'approval.approve', { approval: '1', reason: '可以' }],
    ['同意', 'approval.approve'],
    // A4 is a size of paper elsewhere; here it must not become "the one that happens to wait".
    ['同意 A4', 'approval.approve', { approval: '4' }],
    ['同意A4', 'approval.approve', { approval: '4' }],
    ['驳回 A-1 理由 超出季度额度', 'approval.reject', { approval: '1', reason: '超出季度额度' }],
    ['驳回 A-1 超出季度额度', 'approval.reject', { approval: '1', reason: '超出季度额度' }],
    ['驳回A-8 四季度总额已满', 'approval.reject', { approval: '8', reason: '四季度总额已满' }],
    ['驳回 A-2 理由 与 A-1 重复', 'approval.reject', { approval: '2', reason: '与 A-1 重复' }],
    ['不同意 A-1', 'approval.reject', { approval: '1' }],
    ['我不同意 A-1', 'approval.reject', { approval: '1' }],
    ['A-1 不同意 太贵了', 'approval.reject', { approval: '1', reason: '太贵了' }],
    ['拒绝 A-1 预算50万太高', 'approval.reject', { approval: '1', reason: '预算50万太高' }],
    ['reject A-1 too expensive', 'approval.reject', { approval: '1', reason: 'too expensive' }],
    ['待我审批', 'approval.waiting'],
    ['审批 A-1', 'approval.waiting', { approval: '1' }],
    ['撤回 A-7', 'approval.withdraw', { approval: '7' }],
    ['撤回申请 A-7', 'approval.withdraw', { approval: '7' }],
  ])
})

describe('the rest', () => {
  table('words', [
    ['撤销', 'undo'],
    ['撤消', 'undo'],
    ['undo', 'undo'],
    ['帮助', 'help'],
    ['帮助 工时', 'help', { topic: '工时' }],
    ['帮助 新建任务', 'help', { topic: '新建任务' }],
    ['help hours', 'help', { topic: 'hours' }],
    ['演示', 'demo'],
    ['审计 校验', 'audit.verify'],
    ['审计', 'audit.list'],
    ['审计 P-101', 'audit.list', { project: '101' }],
    ['自检', 'self_check'],
  ])
})
