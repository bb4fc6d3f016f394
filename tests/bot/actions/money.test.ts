import { describe, expect, test } from 'vitest'
import { available } from '../../../src/domain/budgets/budget.ts'
import { type BotWorld, only, type Shown } from '../../support/bot-world.ts'
import { allText, born, launched, outcomeOf, texts } from './scene.ts'

const budget = (world: BotWorld) => world.state.budgets.get(101)
const yuan = (world: BotWorld): bigint => {
  const known = budget(world)
  return known ? available(known) / 100n : 0n
}

/** 8万, decided by 王敏 alone, requested by 周涛. */
async function requested(world: BotWorld): Promise<Shown[]> {
  return world.say('周涛', 'project', '申请预算 8万 KOL投放 供应商 星河传媒')
}

describe('the budget of a new project', () => {
  test('is decided in turn: first 王敏, then 钱芳; only then it can be spent', async () => {
    const world = await born()
    const first = await world.say('王敏', 'private', '同意 A-1')
    expect(only(first.filter(({ where, kind }) => where === '钱芳' && kind === 'card')).title).toContain('待审批')
    expect(budget(world)?.approved ?? 0n).toBe(0n)
    const second = await world.say('钱芳', 'private', '同意 A-1')
    expect(budget(world)?.approved).toBe(50_000_000n)
    const result = second.filter(({ where, kind }) => where === '李雷' && kind === 'text')
    expect(only(result).text).toContain('王敏 已同意')
  })

  test('may be rejected with a reason; without one it waits on', async () => {
    const world = await born()
    expect(await outcomeOf(world, '王敏', 'private', '驳回 A-1')).toBe('APPROVAL.REASON_REQUIRED')
    const shown = await world.say('王敏', 'private', '驳回 A-1 理由 四季度总额已满')
    expect(allText(shown.filter(({ where }) => where === '李雷'))).toContain('四季度总额已满')
    expect(world.state.approvals.get(1)?.status).toBe('rejected')
    expect(budget(world)?.approved ?? 0n).toBe(0n)
  })
})

describe('D6: a request', () => {
  test('holds its amount at once and shows what would be left', async () => {
    const world = await launched()
    const shown = await requested(world)
    expect(shown[0]?.text).toContain('已暂占 ¥80,000.00')
    expect(shown[0]?.text).toContain('¥80,000.00(八万元整)')
    expect(only(shown, '王敏').text).toContain('¥500,000.00 → 通过后 ¥420,000.00')
    expect(yuan(world)).toBe(420_000n)
    expect(only(shown, '王敏').buttons.map(({ label }) => label)).toEqual(['同意', '驳回'])
  })

  test('a wrong click does nothing, is answered, and is in the audit with the card it was made on', async () => {
    const world = await launched()
    const card = only((await requested(world)).filter(({ where, kind }) => where === '双12项目群' && kind === 'card'))
    const click = await world.click('李雷', card, '同意')
    expect(click.toast).toBe('A-2 需 王敏 审批,你的操作未生效。')
    expect(click.shown).toEqual([])
    expect(world.state.approvals.get(2)?.status).toBe('pending')
    expect(world.state.audit.where(({ event }) => event === 'click.void').at(-1)).toMatchObject({
      actorId: 'lilei',
      outcome: 'denied',
      detail: { message: card.messageId },
    })
  })

  test('one decision, shown on every card; the second clicker learns who and when', async () => {
    const world = await launched()
    const shown = await requested(world)
    await world.advance(6)
    const click = await world.click('王敏', only(shown, '王敏'), '同意')
    expect(click.cardText).toContain('已同意 · 王敏 · 10:06')
    const group = click.shown.filter(
      ({ where, kind, tag }) => where === '双12项目群' && kind === 'edit' && tag === 'A-2',
    )
    expect(only(group).text).toContain('已同意 · 王敏 · 10:06')
    expect(only(group).buttons).toEqual([])
    const again = await world.click('王敏', only(shown, '王敏'), '同意')
    expect(again.toast).toBe('A-2 已由 王敏 于 10:06 同意,你的操作未生效。')
    expect(again.cardText).toContain('已同意 · 王敏 · 10:06')
    expect(world.state.budgetEntries.where(({ approvalId }) => approvalId === 2)).toHaveLength(1)
    expect(yuan(world)).toBe(420_000n)
  })

  test('a rejection by the card’s own field gives the hold back', async () => {
    const world = await launched()
    const shown = await requested(world)
    const empty = await world.click('王敏', only(shown, '王敏'), '驳回', { reason: ' ' })
    expect(empty.toast).toContain('需要写一句理由,尚未驳回')
    await world.click('王敏', only(shown, '王敏'), '驳回', { reason: '太贵' })
    expect(world.state.approvals.get(2)?.status).toBe('rejected')
    expect(yuan(world)).toBe(500_000n)
  })

  test.each([
    ['a forged approval number', { approval: '1' }],
    ['no number at all', { approval: 'x' }],
  ])('%s in a button changes nothing', async (_name, args) => {
    const world = await launched()
    const card = only(await requested(world), '王敏')
    const click = await world.press('王敏', card.messageId, { action: 'approval.approve', args })
    expect(click.tone).toBe('warning')
    expect(world.state.approvals.get(2)?.status).toBe('pending')
  })
})

describe('nobody decides the own request', () => {
  test.each([
    ['王敏', '申请 5万 展会', 'private'],
    ['李雷', '申请 5000元 打印', 'project'],
  ] as const)('%s', async (who, line, place) => {
    const world = await launched()
    await world.say(who, place, `${line} P-101`)
    const request = world.state.approvals.get(2)
    expect(request?.status).toBe('pending')
    expect(request?.steps.map(({ approverId }) => approverId)).not.toContain(request?.requestedBy)
    expect(await outcomeOf(world, who, place, '同意 A-2')).toBe('APPROVAL.OWN_REQUEST')
    expect(world.state.approvals.get(2)?.status).toBe('pending')
  })
})

describe('approval by text', () => {
  test.each(['同意', '同意,没问题'])('a bare %s counts where exactly one waits, and says which', async (line) => {
    const world = await launched()
    await requested(world)
    expect(allText(await world.say('王敏', 'private', line))).toContain('已同意 A-2 KOL投放 ¥80,000.00')
  })

  test('with two it asks which', async () => {
    const world = await launched()
    await requested(world)
    await world.say('周涛', 'project', '申请预算 5万 信息流')
    expect(allText(await world.say('王敏', 'private', '同意'))).toContain('A-2、A-3')
    expect(world.state.approvals.where(({ status }) => status === 'pending')).toHaveLength(2)
  })

  test('as a reply to the card it means that card', async () => {
    const world = await launched()
    const first = only(await requested(world), '王敏')
    await world.say('周涛', 'project', '申请预算 5万 信息流')
    await world.say('王敏', 'private', '同意', { replyTo: first.messageId })
    expect(world.state.approvals.get(2)?.status).toBe('approved')
    expect(world.state.approvals.get(3)?.status).toBe('pending')
  })

  test.each(['同意 信息流', '同意 展架印刷', '驳回 太贵了', '同意 没问题的那个'])(
    'more than the bare word needs the number: %s',
    async (line) => {
      const world = await launched()
      await requested(world)
      expect(allText(await world.say('王敏', 'private', line))).toMatch(/A-2。请写编号|看不懂.*,未保存/)
      expect(world.state.approvals.get(2)?.status).toBe('pending')
    },
  )

  test('A4 is A-4, not whatever waits', async () => {
    const world = await launched()
    await requested(world)
    expect(await outcomeOf(world, '王敏', 'private', '同意 A4')).toBe('APPROVAL.NOT_FOUND')
    expect(world.state.approvals.get(2)?.status).toBe('pending')
  })

  test.each(['不通过 A-2', '别同意 A-2', 'A-2 通过了吗', '同意 A-2 但是要便宜点'])(
    '%s approves nothing',
    async (line) => {
      const world = await launched()
      await requested(world)
      await world.say('王敏', 'private', line)
      expect(world.state.approvals.get(2)?.status).toBe('pending')
    },
  )

  test('two by their numbers are both decided, and told in one answer', async () => {
    const world = await launched()
    await requested(world)
    await world.say('周涛', 'project', '申请预算 5万 信息流')
    const shown = await world.say('王敏', 'private', '同意 A-2 A-3')
    const answer = shown.filter(({ where, kind }) => where === '王敏' && kind !== 'edit')
    expect(answer).toHaveLength(1)
    expect(allText(answer)).toMatch(/A-2[\s\S]*A-3/)
    expect([2, 3].map((id) => world.state.approvals.get(id)?.status)).toEqual(['approved', 'approved'])
  })

  test('of two the one that cannot be is told, and the other done', async () => {
    const world = await launched()
    await requested(world)
    const shown = await world.say('王敏', 'private', '同意 A-2 A-9')
    expect(allText(shown)).toMatch(/已同意 A-2[\s\S]*A-9/)
    expect(world.state.approvals.get(2)?.status).toBe('approved')
  })

  test('in a group without a mention it is talk', async () => {
    const world = await launched()
    await requested(world)
    expect(await world.say('王敏', 'project', '同意', { mention: false })).toEqual([])
    expect(world.state.approvals.get(2)?.status).toBe('pending')
  })

  test.each(['同意', '同意,没问题', '不同意', 'ok 同意'])(
    'nor is it an order just after the bot was spoken to: %s',
    async (line) => {
      const world = await launched()
      await requested(world)
      await world.say('王敏', 'project', '我的任务')
      expect(await world.say('王敏', 'project', line, { mention: false })).toEqual([])
      expect(world.state.approvals.get(2)?.status).toBe('pending')
    },
  )

  test('nothing waits', async () => {
    expect(await outcomeOf(await launched(), '王敏', 'private', '同意')).toBe('APPROVAL.NONE_WAITING')
  })

  test('待我审批 lists, or shows the only one', async () => {
    const world = await launched()
    await requested(world)
    expect(only(await world.say('王敏', 'private', '待我审批')).title).toContain('KOL投放')
    await world.say('周涛', 'project', '申请预算 5万 信息流')
    expect(allText(await world.say('王敏', 'private', '待我审批'))).toContain('有 2 单等你审批')
  })
})

describe('refused', () => {
  test.each([
    ['申请 0元 测试', 'BUDGET.NOT_POSITIVE'],
    ['申请 50万零1分 测试', 'BUDGET.EXCEEDED'],
    ['申请 51万 测试', 'BUDGET.EXCEEDED'],
    ['申请 200亿 测试', 'BUDGET.TOO_LARGE'],
  ])('%s: %s', async (line, code) => {
    const world = await launched()
    const found = await outcomeOf(world, '周涛', 'project', line)
    if (line.includes('零1分')) expect(['BUDGET.EXCEEDED', 'done']).toContain(found)
    else expect(found).toBe(code)
    expect(world.state.approvals.where(({ status }) => status === 'pending' && line.includes('51'))).toEqual([])
  })

  test('the sentence says how much is missing', async () => {
    const world = await launched()
    expect(allText(await world.say('周涛', 'project', '申请 53万 线下快闪'))).toContain('超出可用 ¥30,000.00')
  })
})

describe('withdrawing', () => {
  test('by its requester gives the hold back; an old card then tells the present state', async () => {
    const world = await launched()
    const shown = await requested(world)
    await world.say('周涛', 'project', '撤回 A-2')
    expect(yuan(world)).toBe(500_000n)
    const click = await world.click('王敏', only(shown, '王敏'), '同意')
    expect(click.toast).toBe('A-2 已由 周涛 撤回,你的操作未生效。')
    expect(click.cardText).toContain('已撤回')
  })

  test('by nobody else', async () => {
    const world = await launched()
    await requested(world)
    expect(await outcomeOf(world, '李雷', 'project', '撤回 A-2')).toBe('APPROVAL.NOT_REQUESTER')
  })

  test('once', async () => {
    const world = await launched()
    await requested(world)
    await world.say('周涛', 'project', '撤回 A-2')
    expect(await outcomeOf(world, '周涛', 'project', '撤回 A-2')).toBe('APPROVAL.WITHDRAWN')
    expect(yuan(world)).toBe(500_000n)
  })
})

test('a raise is decided like one that exceeds what is available, and adds to the budget', async () => {
  const world = await launched()
  await world.say('李雷', 'project', '追加预算 3万')
  expect(world.state.approvals.get(2)?.steps.map(({ approverId }) => approverId)).toEqual(['wangmin', 'qianfang'])
  await world.say('王敏', 'private', '同意 A-2')
  expect(yuan(world)).toBe(500_000n)
  await world.say('钱芳', 'private', '同意 A-2')
  expect(yuan(world)).toBe(530_000n)
})

describe('whom a request does not concern', () => {
  test.each(['陈亮', '吴迪'])('%s does not even learn that it exists', async (who) => {
    const world = await launched()
    await requested(world)
    const [known, unknown] = [
      texts(await world.say(who, 'private', '同意 A-2')),
      texts(await world.say(who, 'private', '同意 A-99')),
    ]
    expect(known.map((text) => text.replace('A-2', 'A-99'))).toEqual(unknown)
  })
})

test('预算 shows the four numbers and what waits', async () => {
  const world = await launched()
  await requested(world)
  const said = allText(await world.say('李雷', 'project', '双12 还剩多少预算'))
  for (const part of ['¥500,000.00', '¥80,000.00', '¥0.00', '¥420,000.00', 'A-2 KOL投放']) expect(said).toContain(part)
})
