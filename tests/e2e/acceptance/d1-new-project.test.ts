/** D1 立项 of the acceptance dialogues, in Feishu, through the simulator's HTTP API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Seen } from '../support/client.ts'
import { again, field, labels, press } from '../support/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const GROUP = '双12项目群'

describe('D1: a project in one sentence', () => {
  let world: World
  let draft: Seen | undefined
  let request: Seen | undefined

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.close())

  test('the draft repeats everything that was understood, with weekdays and the amount in words', async () => {
    const answers = await world.ask(
      GROUP,
      '李雷',
      '@营销助手 新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万',
    )
    expect(answers).toHaveLength(1)
    draft = answers[0]
    expect(draft?.title).toContain('双12大促')
    expect(field(draft, '起止')).toBe('2026-12-01(周二)—12-20(周日)')
    expect(field(draft, '预算')).toBe('¥500,000.00(五十万元整)')
    expect(field(draft, '负责人')).toBe('李雷(默认)')
    expect(field(draft, '类型')).toBe('电商大促')
    expect(field(draft, 'KPI')).toMatch(/^曝光量 \/ 点击率 \/ 转化率 \/ 客单价/)
    expect(field(draft, '子项目')).toBe('线上推广、线下活动、内容创作(预算未拆分)')
    expect(labels(draft)).toEqual(['创建', '修改', '取消'])
  })

  test('somebody else’s 创建 has no effect and does not alter the card', async () => {
    expect(await press(world.client, draft, '赵倩', '创建')).toBe('请由发起人 李雷 操作,你的操作未生效。')
    expect((await again(world.client, draft)).editedAt).toBeUndefined()
    expect(await world.client.botMessages('王敏')).toHaveLength(0)
    const [list] = await world.ask('李雷', '李雷', '项目列表')
    expect(list?.text).toContain('还没有项目')
  })

  test('its author’s 创建 makes P-101 out of the same message', async () => {
    await press(world.client, draft, '李雷', '创建')
    const created = await again(world.client, draft)
    expect(created.title).toBe('P-101 双12大促')
    expect(created.text).toContain('筹备中')
    expect(field(created, '预算')).toContain('待 王敏 审批(A-1)')
    expect(field(created, '预算')).toContain('审批前不可占用')
    expect(field(created, '目标')).toBe('GMV300万')
    expect(field(created, 'KPI')).toBe('曝光量 · 点击率 · 转化率 · 客单价 · GMV 目标 300万')
    expect(field(created, '子项目')).toBe('P-102 线上推广\nP-103 线下活动\nP-104 内容创作')
    expect(await world.client.botMessages(GROUP, draft?.id)).toHaveLength(0)
  })

  test('a second 创建 on an old copy makes no second project', async () => {
    const clicked = await world.client.click(draft?.id ?? '', '李雷', 'b_0').catch((error: Error) => error.message)
    expect(clicked).toBeDefined()
    await world.client.idle()
    const [list] = await world.ask('李雷', '李雷', '项目列表')
    expect(list?.text.match(/双12大促/g)).toHaveLength(1)
  })

  test('the request A-1 reaches 王敏 in private, and nobody else', async () => {
    const received = await world.client.botMessages('王敏')
    expect(received).toHaveLength(1)
    request = received[0]
    expect(request?.title).toContain('待审批')
    expect(field(request, '金额')).toBe('¥500,000.00(五十万元整)')
    expect(field(request, '审批流程')).toBe('待审批 · 王敏\n随后会签 · 钱芳')
    expect(labels(request)).toEqual(['同意', '驳回'])
    expect(await world.client.botMessages('钱芳')).toHaveLength(0)
  })

  test('before the approval nothing can be spent', async () => {
    const [refusal] = await world.ask(GROUP, '李雷', '@营销助手 申请预算 8万 KOL投放 供应商 星河传媒')
    expect(refusal?.text).toBe('未提交:P-101 的预算还没有通过审批,审批前不可占用。')
    const [budget] = await world.ask(GROUP, '李雷', '@营销助手 预算')
    expect(budget?.fields).toMatchObject([
      { label: '预算', value: '¥0.00' },
      { label: '占用', value: '¥0.00' },
      { label: '已用', value: '¥0.00' },
      { label: '可用', value: '¥0.00' },
      { label: '待审批', value: 'A-1 双12大促 预算 ¥500,000.00' },
    ])
  })

  test('the void click is in the audit, with its actor', async () => {
    const [audit] = await world.ask(GROUP, '李雷', '@营销助手 审计')
    expect(audit?.text).toContain('project.create P-101')
    const [verified] = await world.ask(GROUP, '李雷', '@营销助手 审计 校验')
    expect(verified?.text).toMatch(/^审计链完整: \d+ 条/)
  })

  test('both approvers decide, in turn; then, and only then, the budget exists', async () => {
    expect(await press(world.client, request, '王敏', '驳回')).toContain('需要写一句理由')
    expect(await press(world.client, request, '王敏', '同意', { reason: '注意节奏' })).toContain('接下来待 钱芳 会签')
    const [pending] = await world.ask(GROUP, '李雷', '@营销助手 预算')
    expect(field(pending, '可用')).toBe('¥0.00')
    const [early] = await world.ask('王敏', '王敏', '同意 A-1')
    expect(early?.text).toMatch(/你已于 \d\d:\d\d 同意 A-1,现在待 钱芳 会签/)
    const [decided] = await world.ask('钱芳', '钱芳', '同意')
    expect(decided?.text).toContain('已同意 A-1')
    const old = await again(world.client, request)
    expect(old.title).toContain('已同意')
    expect(labels(old)).toEqual([])
    const [late] = await world.ask('王敏', '王敏', '驳回 A-1 理由 太多')
    expect(late?.text).toMatch(/A-1 已由 钱芳 于 \d\d:\d\d 同意/)
    const [budget] = await world.ask(GROUP, '李雷', '@营销助手 预算')
    expect(budget?.fields.map(({ value }) => value)).toEqual(['¥500,000.00', '¥0.00', '¥0.00', '¥500,000.00'])
    const told = await world.client.botMessages('李雷')
    expect(told.filter(({ text }) => text.includes('A-1') && text.includes('已同意'))).toHaveLength(1)
  })
})
