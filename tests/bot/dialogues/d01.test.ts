/** D1 立项: a project in one sentence. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Shown } from '../../support/bot-world.ts'
import { type Chosen, choicesOf, fieldOf, MODES, newIn, posted, Talk, told } from './talk.ts'

/** In the group, with a mention. */
const LINE = '新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万'

describe.each(MODES)('D1 $mode', ({ textOnly }) => {
  let talk: Talk
  let draft: Shown
  let created: Chosen

  beforeAll(async () => {
    talk = await Talk.open(textOnly)
    draft = await talk.answer('李雷', 'project', LINE)
  })

  test('the draft repeats what was understood, the amount in words, the days with their weekdays', () => {
    expect(draft.kind).toBe(textOnly ? 'text' : 'card')
    expect(draft.text).toContain('项目草案 · 双12大促** [未执行]')
    expect(fieldOf(draft, '起止')).toBe('2026-12-01(周二)—12-20(周日)')
    expect(fieldOf(draft, '预算')).toBe('¥500,000.00(五十万元整)')
    expect(fieldOf(draft, '负责人')).toBe('李雷(默认)')
    expect(fieldOf(draft, '类型')).toBe('电商大促')
    expect(fieldOf(draft, 'KPI')).toBe('曝光量 / 点击率 / 转化率 / 客单价 / GMV 目标 300万')
    expect(fieldOf(draft, '子项目')).toBe('线上推广、线下活动、内容创作(预算未拆分)')
    expect(choicesOf(draft)).toEqual(['创建', '修改', '取消'])
    expect(talk.world.state.projects.size).toBe(0)
  })

  test('of others a number that quotes nothing, and the word, are talk among people', async () => {
    expect(await talk.goOn('赵倩', '1')).toEqual([])
    expect(await talk.goOn('赵倩', '创建')).toEqual([])
    expect(talk.world.state.projects.size).toBe(0)
  })

  test('赵倩’s 创建 is recorded and has no effect', async () => {
    const refused = await talk.choose('赵倩', 'project', draft, '创建', true)
    expect(refused.answer).toBe('请由发起人 李雷 操作,你的操作未生效。')
    // A click is answered to whoever clicked; words can only be answered where they were said.
    expect(told(refused.shown)).toEqual(textOnly ? ['双12项目群'] : [])
    expect(refused.shown.filter(({ kind }) => kind === 'edit')).toEqual([])
    expect(talk.world.state.projects.size).toBe(0)
    expect(talk.world.state.approvals.size).toBe(0)
    expect(talk.audit('赵倩').at(-1)).toMatchObject({
      outcome: 'denied',
      event: textOnly ? 'prompt.void_answer' : 'click.void',
      detail: { code: 'PROMPT.NOT_YOURS' },
    })
  })

  test('李雷’s 创建 makes P-101, whose budget waits for 王敏 as A-1', async () => {
    created = await talk.choose('李雷', 'project', draft, '创建')
    expect(created.answer).toContain('P-101 双12大促** [筹备中]')
    expect(created.answer).toContain('待 王敏 审批(A-1),随后 钱芳 会签,审批前不可占用')
    expect(told(created.shown)).toEqual(textOnly ? ['双12项目群', '王敏'] : ['王敏'])
    const { projects, kpis, budgets, approvals } = talk.world.state
    expect(projects.get(101)).toMatchObject({
      name: '双12大促',
      status: 'planning',
      ownerId: 'lilei',
      start: '2026-12-01',
      end: '2026-12-20',
    })
    expect(projects.where(({ parentId }) => parentId === 101).map(({ name }) => name)).toEqual([
      '线上推广',
      '线下活动',
      '内容创作',
    ])
    expect(kpis.where().map(({ metric, target }) => [metric, target])).toEqual([
      ['impressions', undefined],
      ['click_rate', undefined],
      ['conversion_rate', undefined],
      ['average_order_value', undefined],
      ['gmv', 300_000_000n],
    ])
    expect(approvals.get(1)).toMatchObject({
      kind: 'project_budget',
      status: 'pending',
      amount: 50_000_000n,
      steps: [{ approverId: 'wangmin' }, { approverId: 'qianfang' }],
    })
    expect(budgets.get(101)?.approved ?? 0n).toBe(0n)
  })

  test('a second 创建 makes no second project', async () => {
    if (textOnly) await talk.goOn('李雷', '1', { replyTo: draft.messageId })
    else expect((await talk.choose('李雷', 'project', draft, '创建')).answer).toContain('已经')
    expect(talk.world.state.projects.size).toBe(4)
    expect(talk.world.state.approvals.size).toBe(1)
  })

  test('before the approval nothing can be spent', async () => {
    const shown = await talk.say('李雷', 'project', '申请预算 8万 KOL投放 供应商 星河传媒 用于 双12')
    expect(posted(shown).map(({ text }) => text)).toEqual(['未提交:P-101 的预算还没有通过审批,审批前不可占用。'])
    expect(talk.world.state.approvals.size).toBe(1)
    expect(talk.world.state.budgetEntries.size).toBe(0)
  })

  test('王敏 and then 钱芳 approve; only then the budget exists, and 李雷 is told once', async () => {
    const request = newIn(created.shown, '王敏')
    expect(fieldOf(request, '金额')).toBe('¥500,000.00(五十万元整)')
    const first = await talk.choose('王敏', 'private', request, '同意')
    expect(talk.world.state.budgets.get(101)?.approved ?? 0n).toBe(0n)
    const second = await talk.choose('钱芳', 'private', newIn(first.shown, '钱芳'), '同意')
    expect(talk.world.state.budgets.get(101)).toMatchObject({ approved: 50_000_000n, held: 0n, used: 0n })
    expect(told([...first.shown, ...second.shown]).filter((where) => where === '李雷')).toHaveLength(1)
  })
})

describe.each(MODES)('D1 $mode: the other ways on from the draft', ({ textOnly }) => {
  test('修改 asks for what may be changed, and shows the draft again', async () => {
    const talk = await Talk.open(textOnly)
    const draft = await talk.answer('李雷', 'project', LINE)
    const form = (await talk.choose('李雷', 'project', draft, '修改')).next()
    const values = { name: '双12大促', period: '12月1日到12月20日', budget: '40万', goal: 'GMV300万', owner: '' }
    const filled = await talk.fill('李雷', 'project', form, values, '3=40万')
    expect(filled.answer).toContain('¥400,000.00(四十万元整)')
    expect(filled.answer).toContain('2026-12-01(周二)—12-20(周日)')
    expect(talk.world.state.projects.size).toBe(0)
    await talk.choose('李雷', 'project', filled.next(), '创建')
    expect(talk.world.state.projects.get(101)?.name).toBe('双12大促')
    expect(talk.world.state.approvals.get(1)?.amount).toBe(40_000_000n)
  })

  test('取消 leaves nothing', async () => {
    const talk = await Talk.open(textOnly)
    const cancelled = await talk.choose('李雷', 'project', await talk.answer('李雷', 'project', LINE), '取消')
    expect(cancelled.answer).toContain('已取消,什么都没有改')
    expect(talk.world.state.projects.size).toBe(0)
  })
})
