/** Lines as people type them, and what is understood. A line that is not understood is `-`: nothing is done then. */
import { describe, expect, test } from 'vitest'
import { read } from './reading.ts'

type Row = readonly [line: string, action: string, args?: Record<string, string>]

function table(name: string, rows: readonly Row[]): void {
  for (const [line, action, args = {}] of rows) {
    test(`${name}: ${line}`, () => {
      expect(read(line) ?? { action: '-', args: {} }).toEqual({ action, args })
    })
  }
}

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

describe('tasks', () => {
  const keyVisual = { title: '主视觉', assignee: 'zhaoqian', period: '2026-11-24/2026-11-27' }
  table('新建任务', [
    ['新建任务 主视觉 给赵倩 11.24-11.27', 'task.create', keyVisual],
    ['新建任务 给赵倩 主视觉 11.24-11.27', 'task.create', keyVisual],
    ['11.24-11.27 新建任务 主视觉 给赵倩', 'task.create', keyVisual],
    ['赵倩 新建任务 主视觉 11.24-11.27', 'task.create', keyVisual],
    ['新建任务　主视觉　给赵倩　１１．２４－１１．２７', 'task.create', keyVisual],
    ['新建任务 主视觉 给赵倩 11月24号到11月27号', 'task.create', keyVisual],
    ['新建任务 主视觉 派给赵倩 11.24-11.27', 'task.create', keyVisual],
    ['新建任务 主视觉 负责人:赵倩 11.24-11.27', 'task.create', keyVisual],
    ['NEW TASK 主视觉 to 赵倩 11.24-11.27', 'task.create', keyVisual],
    ['新建任务 海报延展 周五前', 'task.create', { title: '海报延展', due: '2026-11-27' }],
    ['新建任务 海报 3天', 'task.create', { title: '海报', duration: 'd3' }],
    [
      '新建任务 预热视频 3个工作日 依赖 主视觉设计',
      'task.create',
      { title: '预热视频', duration: 'd3', dependsOn: '1' },
    ],
    [
      '新建任务 预热视频 依赖 T-1、T-2 给周涛',
      'task.create',
      { title: '预热视频', dependsOn: '1,2', assignee: 'zhoutao' },
    ],
    [
      '新建任务 预热视频 接在主视觉设计 给周涛',
      'task.create',
      { title: '预热视频', dependsOn: '1', assignee: 'zhoutao' },
    ],
    ['新建任务 写文案 给我 明天', 'task.create', { title: '写文案', assignee: 'lilei', due: '2026-11-24' }],
    [
      '新建任务 双12大促 主视觉 赵倩 周五',
      'task.create',
      { title: '主视觉', project: '101', assignee: 'zhaoqian', due: '2026-11-27' },
    ],
    ['新建任务', 'task.create'],
  ])

  const friday = { assignee: 'zhaoqian', due: '2026-11-27' }
  table('titles keep what looks like a value, a verb or a name', [
    ['新建任务 3套KV 赵倩 周五', 'task.create', { ...friday, title: '3套KV' }],
    ['新建任务 双12大促主视觉 赵倩 周五', 'task.create', { ...friday, title: '双12大促主视觉' }],
    ['新建任务 新品发布会邀请函 赵倩 周五', 'task.create', { ...friday, title: '新品发布会邀请函' }],
    ['新建任务 新品 赵倩 周五', 'task.create', { ...friday, title: '新品' }],
    ['新建任务 618海报 赵倩 周五', 'task.create', { ...friday, title: '618海报' }],
    ['新建任务 满300减50海报 赵倩 周五', 'task.create', { ...friday, title: '满300减50海报' }],
    ['新建任务 99元福袋页面 赵倩 周五', 'task.create', { ...friday, title: '99元福袋页面' }],
    ['新建任务 11.11数据复盘 赵倩 周五', 'task.create', { ...friday, title: '11.11数据复盘' }],
    ['新建任务 12.12预热海报 赵倩', 'task.create', { title: '12.12预热海报', assignee: 'zhaoqian' }],
    ['新建任务 周五的直播脚本 给赵倩', 'task.create', { title: '周五的直播脚本', assignee: 'zhaoqian' }],
    ['新建任务 48小时快闪 给赵倩 周五', 'task.create', { ...friday, title: '48小时快闪' }],
    ['新建任务 拍2天视频 给赵倩 周五', 'task.create', { ...friday, title: '拍2天视频' }],
    ['新建任务 三天打卡活动 赵倩 周五', 'task.create', { ...friday, title: '三天打卡活动' }],
    ['新建任务 完成度报告 赵倩 周五', 'task.create', { ...friday, title: '完成度报告' }],
    ['新建任务 申请公众号 赵倩 周五', 'task.create', { ...friday, title: '申请公众号' }],
    ['新建任务 审批流程梳理 赵倩 周五', 'task.create', { ...friday, title: '审批流程梳理' }],
    ['新建任务 进度汇报PPT 赵倩 周五', 'task.create', { ...friday, title: '进度汇报PPT' }],
    ['新建任务 撤销页面改版 赵倩 周五', 'task.create', { ...friday, title: '撤销页面改版' }],
    ['新建任务 我的任务页面改版 赵倩 周五', 'task.create', { ...friday, title: '我的任务页面改版' }],
    ['新建任务 收到货后拍照 赵倩 周五', 'task.create', { ...friday, title: '收到货后拍照' }],
    ['新建任务 项目列表页设计 赵倩 周五', 'task.create', { ...friday, title: '项目列表页设计' }],
    ['新建任务 登记工时表单设计 赵倩 周五', 'task.create', { ...friday, title: '登记工时表单设计' }],
    ['新建任务 通过率分析 赵倩 周五', 'task.create', { ...friday, title: '通过率分析' }],
    ['新建任务 帮助文档 赵倩 周五', 'task.create', { ...friday, title: '帮助文档' }],
    ['新建任务 预算50万的拆分方案 给赵倩 周五', 'task.create', { ...friday, title: '预算50万的拆分方案' }],
    ['新建任务 T-3 的复查 给赵倩 周五', 'task.create', { ...friday, title: 'T-3 的复查' }],
    ['新建任务「完成 T-3 的复盘」 给赵倩 周五', 'task.create', { ...friday, title: '完成 T-3 的复盘' }],
    ['新建任务 赵倩生日会海报 给韩梅', 'task.create', { title: '赵倩生日会海报', assignee: 'hanmei' }],
    ['新建任务 赵倩生日会海报', 'task.create', { title: '赵倩生日会海报' }],
    ['新建任务 韩梅梅专访稿 给韩梅', 'task.create', { title: '韩梅梅专访稿', assignee: 'hanmei' }],
    ['新建任务 约 王敏 开会 给赵倩 周五', 'task.create', { ...friday, title: '约 王敏 开会' }],
    ['新建任务 给客户看的海报 周五', 'task.create', { title: '给客户看的海报', due: '2026-11-27' }],
    ['新建里程碑 页面上线 12月3日', 'milestone.create', { title: '页面上线', due: '2026-12-03' }],
    ['里程碑 页面上线 12.3', 'milestone.create', { title: '页面上线', due: '2026-12-03' }],
    ['新建里程碑 完成度报告提交 12月3日', 'milestone.create', { title: '完成度报告提交', due: '2026-12-03' }],
    ['新建里程碑 双12大促开卖 12月12日', 'milestone.create', { title: '双12大促开卖', due: '2026-12-12' }],
  ])

  const toZhaoqian = { task: '3', assignee: 'zhaoqian' }
  table('派给', [
    ['把 T-3 派给赵倩', 'task.assign', toZhaoqian],
    ['把T3派给赵倩', 'task.assign', toZhaoqian],
    ['T-3 派给赵倩', 'task.assign', toZhaoqian],
    ['派给赵倩 T-3', 'task.assign', toZhaoqian],
    ['任务 T-3 派给赵倩', 'task.assign', toZhaoqian],
    ['请把 T-3 指派给赵倩', 'task.assign', toZhaoqian],
    ['帮我把T-3交给赵倩', 'task.assign', toZhaoqian],
    ['将 T-3 转给 赵倩', 'task.assign', toZhaoqian],
    ['assign T-3 to 赵倩', 'task.assign', toZhaoqian],
    ['把 T-3 详情页文案 派给赵倩', 'task.assign', toZhaoqian],
    ['把详情页文案分配给赵倩', 'task.assign', toZhaoqian],
    ['把 详情页文案 派给赵倩 周五前', 'task.assign', { ...toZhaoqian, due: '2026-11-27' }],
    ['把 详情页文案 周五前 派给赵倩', 'task.assign', { ...toZhaoqian, due: '2026-11-27' }],
    ['把 完成度报告 派给周涛', 'task.assign', { task: '6', assignee: 'zhoutao' }],
    ['把 赵倩生日会海报 派给韩梅', 'task.assign', { task: '5', assignee: 'hanmei' }],
    ['把 3套KV 派给赵倩 周五', 'task.assign', { ...friday, task: '7' }],
    ['把 双12预热视频 派给周涛', 'task.assign', { task: '12', assignee: 'zhoutao' }],
    ['把「双12预热视频」派给周涛 12月3日', 'task.assign', { task: '12', assignee: 'zhoutao', due: '2026-12-03' }],
    // New titles, with verbs and names inside.
    ['把 新的文案 派给韩梅', 'task.assign', { title: '新的文案', assignee: 'hanmei' }],
    ['把「完成 T-3 的复盘」派给周涛', 'task.assign', { title: '完成 T-3 的复盘', assignee: 'zhoutao' }],
    ['把 完成情况汇总 派给周涛', 'task.assign', { title: '完成情况汇总', assignee: 'zhoutao' }],
    ['把 审批流程梳理 派给周涛', 'task.assign', { title: '审批流程梳理', assignee: 'zhoutao' }],
    ['把 进度汇报 派给周涛', 'task.assign', { title: '进度汇报', assignee: 'zhoutao' }],
    ['把 预算表 派给钱芳', 'task.assign', { title: '预算表', assignee: 'qianfang' }],
    ['把 项目复盘 派给钱芳', 'task.assign', { title: '项目复盘', assignee: 'qianfang' }],
    ['把 任务清单整理 派给周涛', 'task.assign', { title: '任务清单整理', assignee: 'zhoutao' }],
    ['把工时统计派给周涛', 'task.assign', { title: '工时统计', assignee: 'zhoutao' }],
    // Whose thing it is does not say who gets it.
    ['把 赵倩的海报 派给周涛', 'task.assign', { title: '赵倩的海报', assignee: 'zhoutao' }],
    ['把 T-3 派给', 'task.assign', { task: '3' }],
    ['派给赵倩', 'task.assign', { assignee: 'zhaoqian' }],
  ])

  table('改期', [
    ['T-1 改期到 12月1日', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['主视觉推迟到12月1日完成', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['主视觉设计 推迟到12月1日完成', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['把 T-1 改到12月1日完成', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['T-1 改到12.1', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['T-1 提前到明天', 'task.reschedule', { task: '1', due: '2026-11-24' }],
    ['推迟 T-1 2个工作日', 'task.reschedule', { task: '1', shift: 'd2' }],
    ['T-1 推迟2天', 'task.reschedule', { task: '1', shift: 'd2' }],
    ['T-1 延期3天', 'task.reschedule', { task: '1', shift: 'd3' }],
    ['把海报延展改到月底', 'task.reschedule', { task: '15', due: '2026-11-30' }],
    ['海报延展 改到 下周五', 'task.reschedule', { task: '15', due: '2026-12-04' }],
    ['把 T-15 改期到 11.30-12.2', 'task.reschedule', { task: '15', period: '2026-11-30/2026-12-02' }],
    ['双12预热视频 推迟到12月10日', 'task.reschedule', { task: '12', due: '2026-12-10' }],
    ['完成度报告 改期到 周五', 'task.reschedule', { task: '6', due: '2026-11-27' }],
    ['3套KV 改期到 12月4日', 'task.reschedule', { task: '7', due: '2026-12-04' }],
    ['赵倩生日会海报 推迟到12月1日', 'task.reschedule', { task: '5', due: '2026-12-01' }],
    ['T-1 改期到 12月1日 因为客户晚给素材', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['reschedule T-1 12-01', 'task.reschedule', { task: '1', due: '2026-12-01' }],
    ['推迟 T-1', 'task.reschedule', { task: '1' }],
  ])

  table('接受, 有问题, 完成', [
    ['接受 T-3', 'task.accept', { task: '3' }],
    ['收到 T-3', 'task.accept', { task: '3' }],
    ['T-3 收到', 'task.accept', { task: '3' }],
    ['接受 详情页文案', 'task.accept', { task: '3' }],
    ['接受 T-3 谢谢', 'task.accept', { task: '3' }],
    ['完成 T-3', 'task.complete', { task: '3' }],
    ['完成T-3', 'task.complete', { task: '3' }],
    ['t3完成', 'task.complete', { task: '3' }],
    ['T-3 完成了', 'task.complete', { task: '3' }],
    ['T-3 搞定了', 'task.complete', { task: '3' }],
    ['T-3 已经完成了', 'task.complete', { task: '3' }],
    ['T-3 已完成 谢谢大家', 'task.complete', { task: '3' }],
    ['我完成了 T-3', 'task.complete', { task: '3' }],
    ['主视觉设计做完了', 'task.complete', { task: '1' }],
    ['完成 主视觉设计', 'task.complete', { task: '1' }],
    ['完成主视觉设计', 'task.complete', { task: '1' }],
    ['完成 完成度报告', 'task.complete', { task: '6' }],
    ['完成度报告 完成了', 'task.complete', { task: '6' }],
    ['完成 T-1 主视觉设计', 'task.complete', { task: '1' }],
    ['done T-3', 'task.complete', { task: '3' }],
    ['搞定', 'task.complete'],
    ['有问题 T-3 缺产品图', 'task.problem', { task: '3', reason: '缺产品图' }],
    ['T-3 有问题 缺产品图', 'task.problem', { task: '3', reason: '缺产品图' }],
    ['T-3 有问题 因为 缺产品图', 'task.problem', { task: '3', reason: '缺产品图' }],
    ['T-3 有问题 预算不够 8万', 'task.problem', { task: '3', reason: '预算不够 8万' }],
    ['problem T-3 no photos yet', 'task.problem', { task: '3', reason: 'no photos yet' }],
  ])

  table('others', [
    ['加依赖 T-2 依赖 T-1', 'task.depend', { task: '2', dependsOn: '1' }],
    ['加依赖 主会场页面 依赖 主视觉设计', 'task.depend', { task: '2', dependsOn: '1' }],
    ['link T-2 on T-1', 'task.depend', { task: '2', dependsOn: '1' }],
    ['任务 T-3', 'task.show', { task: '3' }],
    ['查看任务 主视觉设计', 'task.show', { task: '1' }],
    ['我的任务', 'task.mine'],
    ['任务列表', 'task.mine'],
    ['待办', 'task.mine'],
    ['todo', 'task.mine'],
    [
      '拆任务:主视觉 赵倩 11.24-11.27；页面 周涛 3个工作日',
      'task.split',
      { items: '主视觉 赵倩 11.24-11.27;页面 周涛 3个工作日' },
    ],
  ])
})

describe('hours', () => {
  table('登记工时', [
    ['登记工时 T-1 3小时', 'hours.log', { task: '1', duration: 'm180' }],
    ['T-1 登记工时 3小时', 'hours.log', { task: '1', duration: 'm180' }],
    ['登记 3h T-1', 'hours.log', { task: '1', duration: 'm180' }],
    ['工时 T-1 3.5h', 'hours.log', { task: '1', duration: 'm210' }],
    ['记工时 T-1 半天', 'hours.log', { task: '1', duration: 'm240' }],
    ['登记工时 主视觉设计 昨天 2.5h', 'hours.log', { task: '1', duration: 'm150', date: '2026-11-22' }],
    ['昨天 主视觉设计 登记工时 2.5h', 'hours.log', { task: '1', duration: 'm150', date: '2026-11-22' }],
    ['登记工时 3套KV 2小时', 'hours.log', { task: '7', duration: 'm120' }],
    ['登记工时 双12预热视频 2小时', 'hours.log', { task: '12', duration: 'm120' }],
    ['log T-1 3h', 'hours.log', { task: '1', duration: 'm180' }],
    ['log hours T-1 3h yesterday', 'hours.log', { task: '1', duration: 'm180', date: '2026-11-22' }],
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
    ['驳回 A-2 与 A-1 重复', 'approval.reject', { approval: '2', reason: '与 A-1 重复' }],
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
