/**
 * D1, D3, D4 and D12 of the acceptance dialogues in one world, over HTTP, with the language model off: once with cards
 * and once in words only, where every choice is a number.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Seen } from '../support/client.ts'
import { again } from '../support/seen.ts'
import { choicesOf, GROUP, read, Talk } from './talk.ts'

const MODES = [
  { mode: 'with cards', textOnly: false },
  { mode: 'in words only', textOnly: true },
] as const

describe.each(MODES)('the acceptance dialogues $mode', ({ textOnly }) => {
  let talk: Talk
  let answer: Seen | undefined
  const group = async (from: string, line: string) => {
    answer = (await talk.inGroup(from, line))[0]
    return read(answer)
  }
  const privately = async (from: string, line: string) => {
    answer = (await talk.privately(from, line))[0]
    return read(answer)
  }

  beforeAll(async () => {
    talk = await Talk.open(textOnly)
  })
  afterAll(() => talk.close())

  test('D1: the draft, and 赵倩’s 创建 that has no effect', async () => {
    const draft = await group('李雷', '@营销助手 新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万')
    expect(answer?.kind).toBe(textOnly ? 'text' : 'card')
    for (const fact of [
      '起止：2026-12-01(周二)—12-20(周日)',
      '预算：¥500,000.00(五十万元整)',
      '负责人：李雷(默认)',
      '类型：电商大促',
      'KPI：曝光量 / 点击率 / 转化率 / 客单价 / GMV 目标 300万',
      '子项目：线上推广、线下活动、内容创作(预算未拆分)',
    ])
      expect(draft).toContain(fact)
    expect(choicesOf(answer)).toEqual(['创建', '修改', '取消'])
    const asked = answer
    const told = await talk.toldBy(async () => {
      expect(await talk.choose(asked, '赵倩', '创建', true)).toContain('请由发起人 李雷 操作,你的操作未生效。')
    })
    expect(told).toEqual(textOnly ? [GROUP] : [])
    expect(await privately('李雷', '项目列表')).toContain('还没有项目')
    answer = asked
  })

  test('D1: 李雷’s 创建 makes P-101; A-1 reaches 王敏; nothing can be spent', async () => {
    const draft = answer
    const told = await talk.toldBy(async () => {
      const created = await talk.choose(draft, '李雷', '创建')
      expect(created).toContain('P-101 双12大促')
      expect(created).toContain('筹备中')
      expect(created).toContain('待 王敏 审批(A-1),随后 钱芳 会签,审批前不可占用')
      expect(created).toContain('P-102 线上推广\nP-103 线下活动\nP-104 内容创作')
    })
    expect(told).toEqual(textOnly ? [GROUP, '王敏'] : ['王敏'])
    expect(await group('李雷', '@营销助手 申请预算 8万 KOL投放 供应商 星河传媒 用于 双12')).toBe(
      '未提交:P-101 的预算还没有通过审批,审批前不可占用。',
    )
    expect(await group('李雷', '@营销助手 预算')).toContain('可用：¥0.00')
  })

  test('D1: both approvers decide in turn, then the budget exists', async () => {
    const request = await talk.latest('王敏')
    expect(read(request)).toContain('金额：¥500,000.00(五十万元整)')
    await talk.choose(request, '王敏', '同意')
    expect(await group('李雷', '@营销助手 预算')).toContain('可用：¥0.00')
    await talk.choose(await talk.latest('钱芳'), '钱芳', '同意')
    expect(await group('李雷', '@营销助手 预算')).toContain('可用：¥500,000.00')
  })

  test('D3: 小韩 are two; only 李雷’s number counts; 韩梅 alone is told and accepts', async () => {
    await group('李雷', '@营销助手 拆任务: 主视觉设计 赵倩 11.24-11.27; 主会场页面 周涛 3个工作日 依赖 主视觉设计')
    expect(await group('李雷', '@营销助手 把 详情页文案 派给小韩 周五前')).toContain('「小韩」有 2 个')
    expect(choicesOf(answer)).toEqual(['韩梅(文案)', '韩梅梅(客服)', '取消'])
    expect(await talk.toldBy(() => group('赵倩', '2'))).toEqual([])
    const told = await talk.toldBy(async () => {
      const assigned = await group('李雷', '1')
      for (const fact of ['T-3 详情页文案', '待接受', '负责人：韩梅', '时间：截止 2026-11-27(周五)'])
        expect(assigned).toContain(fact)
    })
    expect(told).toEqual([GROUP, '韩梅'])
    const card = answer
    const notice = await talk.latest('韩梅')
    expect(choicesOf(notice)).toEqual(['接受', '有问题'])
    const toldAfter = await talk.toldBy(async () => {
      expect(await talk.choose(notice, '韩梅', '接受')).toContain('已接受')
    })
    expect(toldAfter).toEqual(textOnly ? ['李雷', '韩梅'] : ['李雷'])
    if (!textOnly) expect(read(await again(talk.world.client, card))).toContain('已接受')
    expect(await group('李雷', '@营销助手 任务 T-3')).toContain('已接受')
  })

  test('D4: two days in one line, a correction, and 23 hours that were 2.3', async () => {
    await talk.world.client.clock({ now: '2026-11-23T18:30:00+08:00' })
    const logged = await privately('韩梅', '昨天详情页文案3小时,今天2.5h')
    expect(logged).toContain('已记 2 条: 11-22(周日) 3.0h、11-23 2.5h')
    expect(logged).toContain('11-22 是休息日,按加班记录?')
    expect(choicesOf(answer)).toEqual(['是', '改日期'])
    expect(await privately('韩梅', '昨天那条改成2小时')).toContain('已改 3.0→2.0h(保留修改记录)')
    const offer = await privately('韩梅', '今天再记23小时')
    expect(offer).toContain('未保存:11-23(周一) 合计将为 25.5h,超过 24h。是否想记 2.3h?')
    expect(choicesOf(answer)).toEqual(['记 2.3h'])
    expect(await group('韩梅', '@营销助手 任务 T-3')).toContain('工时：4.5h')
  })

  test('before D12: twelve tasks less one, 96 h and ¥200,000 held', async () => {
    await group(
      '李雷',
      '@营销助手 拆任务: 直播脚本 韩梅 12月5日; 客服话术 韩梅梅 12月8日; 信息流素材 赵倩 11.26-11.27; 投放计划 周涛 12月7日',
    )
    await group(
      '李雷',
      '@营销助手 拆任务: 短信文案 韩梅 12月9日; 优惠券配置 韩梅梅 12月10日; 数据看板 周涛 12月11日; 复盘模板 韩梅梅 12月18日',
    )
    await privately('李雷', '新建项目 年货节 2027年1月4日到1月20日')
    await talk.choose(answer, '李雷', '创建')
    for (const title of ['年货选品', '年货海报', '年货直播']) await privately('李雷', `新建任务 ${title} P-105`)
    await group('周涛', '@营销助手 申请预算 20万 KOL投放 供应商 星河传媒 用于 双12')
    await talk.choose(await talk.latest('王敏'), '王敏', '同意')
    for (const [who, task, friday] of [
      ['赵倩', 'T-1', '8'],
      ['周涛', 'T-2', '8'],
      ['韩梅', 'T-3', '3.5'],
    ] as const)
      expect(
        await privately(who, `登记工时 ${task} 11-17 8小时,11-18 8小时,11-19 8小时,11-20 ${friday}小时`),
      ).toContain('已记 4 条')
    expect(await privately('李雷', '任务 T-14')).toContain('年货直播')
  })

  test('D12: 新见任务 is asked about; its choice makes T-15', async () => {
    expect(await group('李雷', '@营销助手 新见任务 海报延展 明天')).toContain('没有「新见任务」,是「新建任务」吗?')
    expect(choicesOf(answer)).toEqual(['新建任务 海报延展 2026-11-24(周二)'])
    const created = await talk.choose(answer, '李雷', '新建任务 海报延展 2026-11-24(周二)')
    expect(created).toContain('T-15 海报延展')
    expect(created).toContain('时间：截止 2026-11-24(周二)')
  })

  test('D12: 删除项目 says why not, with every number and the ways out', async () => {
    const said = await group('李雷', '@营销助手 删除项目 双12大促')
    expect(said).toContain('P-101 双12大促(任务 12(未完成 12)、工时 96h、占用 ¥200,000.00、审批单 2)')
    expect(said).toContain('不能删除,什么都没有改')
    expect(choicesOf(answer)).toEqual(['查看占用', '释放 A-2 ¥200,000.00', '归档'])
    expect(await talk.choose(answer, '李雷', '查看占用')).toContain('占用：¥200,000.00')
    expect(await group('李雷', '@营销助手 项目')).toContain('筹备中')
  })

  test('D12: 把海报延展改到月底, and 撤销', async () => {
    expect(await group('李雷', '@营销助手 把海报延展改到月底')).toContain('截止 2026-11-30(周一)')
    expect(await privately('李雷', '任务 T-15')).toContain('时间：截止 2026-11-30(周一)')
    expect(await group('李雷', '@营销助手 撤销')).toContain('T-15 已恢复')
    expect(await privately('李雷', '任务 T-15')).toContain('时间：截止 2026-11-24(周二)')
  })

  test('D12: who is too busy is a table, and nobody’s work moves', async () => {
    const told = await talk.toldBy(async () => {
      const table = await group('李雷', '@营销助手 帮我看看这周谁太忙,顺便把赵倩的活分一点出去')
      expect(table).toContain('本周负载 · 2026-11-23(周一)—11-29(周日)')
      expect(table).toContain('48h/40h 超负荷')
      expect(choicesOf(answer)).toEqual([])
    })
    expect(told).toEqual([GROUP])
    expect(await privately('赵倩', '我的任务')).toMatch(/T-1[\s\S]*T-6/)
    expect(await privately('李雷', '任务 T-15')).toContain('未指派')
  })

  test('after all of it the audit chain is whole and nothing waits', async () => {
    expect(await group('李雷', '@营销助手 审计 校验')).toContain('审计链完整')
    const health = await (await fetch(`${talk.world.address}/healthz`)).json()
    expect(health).toMatchObject({ status: 'ok', outbox: { waiting: 0, dead: 0 }, inboxWaiting: 0 })
  })
})
