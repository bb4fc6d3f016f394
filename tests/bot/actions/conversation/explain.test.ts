/** `解释`: how the asker's own last line was read. Turns are written as the pipeline writes them. */
import { describe, expect, test } from 'vitest'
import { explainAction } from '../../../../src/bot/actions/conversation/explain.ts'
import { ACTIONS } from '../../../../src/bot/actions/registry.ts'
import { toText } from '../../../../src/bot/card/to-text.ts'
import { baseContext } from '../../../../src/bot/pipeline/base-context.ts'
import { perform } from '../../../../src/bot/pipeline/perform.ts'
import type { Turn } from '../../../../src/domain/conversations/turn.ts'
import { BotWorld } from '../../../support/bot-world.ts'

const LINE = 'T-1 派给周涛 12月3日 尽快'

function assigned(world: BotWorld, more: Partial<Turn> = {}): Turn {
  return {
    traceId: 'trace-1',
    personId: 'lilei',
    conversation: world.conversation('project', '李雷'),
    at: world.now,
    line: LINE,
    action: 'task.assign',
    args: { task: '1', assignee: 'zhoutao', due: '2026-12-03' },
    outcome: 'done',
    objectRef: 'T-1',
    understood: [
      { text: 'T-1', as: { kind: 'slot', slot: 'task', value: '1' } },
      { text: '派给', as: { kind: 'verb', action: 'task.assign' } },
      { text: '周涛', as: { kind: 'slot', slot: 'assignee', value: 'zhoutao' } },
      { text: '12月3日', as: { kind: 'slot', slot: 'due', value: '2026-12-03' } },
      { text: '尽快', as: { kind: 'unread' } },
    ],
    ...more,
  }
}

/** What 李雷, or somebody else, is told in the project's group. */
async function explained(
  world: BotWorld,
  turns: readonly Turn[],
  { who = '李雷', quotedTrace, traceId = 'trace-now' }: { who?: string; quotedTrace?: string; traceId?: string } = {},
): Promise<string> {
  return world.environment.unitOfWork.run(async (tx) => {
    for (const turn of turns) await tx.turns.save(turn)
    const person = { ...world.person(who) }
    const conversation = world.conversation('project', who)
    const asking = { person, account: 'feishu/x', conversation, source: 'message' as const, traceId }
    const base = await baseContext(world.environment, tx, asking, world.now)
    const performed = await perform({ ...base, ...(quotedTrace ? { quotedTrace } : {}) }, explainAction, {}, false)
    if (performed.kind === 'refused') return performed.refusal.code
    if (performed.kind !== 'done' || performed.outcome.answer.kind !== 'card') throw new Error(performed.kind)
    return toText(performed.outcome.answer.card)
  })
}

describe('the last line', () => {
  test('piece by piece, in words, with what was not read and what came of it', async () => {
    const world = await BotWorld.open()
    const text = await explained(world, [assigned(world)])
    expect(text).toContain(LINE)
    expect(text).toContain('「派给」→')
    expect(text).toContain('周涛')
    expect(text).toContain('「12月3日」→ 2026-12-03(周四)')
    expect(text).toMatch(/没读懂.尽快/)
    expect(text).toContain('已执行 · T-1')
  })

  test('values that nobody typed are told as such', async () => {
    const world = await BotWorld.open()
    const turn = assigned(world, { args: { task: '1', assignee: 'zhoutao', project: '101' } })
    expect(await explained(world, [turn])).toContain('P-101(你没有说,按当时的上下文)')
  })

  test('without a verb', async () => {
    const world = await BotWorld.open()
    const { action: _, ...nothing } = assigned(world, { outcome: 'unknown', args: {}, understood: [], line: '哈哈' })
    const text = await explained(world, [nothing])
    expect(text).toContain('没有找到动词')
    expect(text).toContain('没有听懂,什么都没有做')
  })

  test('is not the explanation itself, nor one before it', async () => {
    const world = await BotWorld.open()
    const before = assigned(world, { traceId: 'trace-2', action: 'explain', line: '解释', args: {}, understood: [] })
    const now = { ...before, traceId: 'trace-now' }
    expect(await explained(world, [assigned(world), before, now])).toContain(LINE)
  })

  test('there is none', async () => {
    expect(await explained(await BotWorld.open(), [])).toBe('TURN.NONE')
  })

  test('of somebody else is none of one’s own', async () => {
    const world = await BotWorld.open()
    expect(await explained(world, [assigned(world, { personId: 'zhaoqian' })])).toBe('TURN.NONE')
  })
})

describe('the answer replied to', () => {
  test('is explained, however old', async () => {
    const world = await BotWorld.open()
    const later = assigned(world, {
      traceId: 'trace-2',
      line: '我的任务',
      action: 'task.mine',
      understood: [],
      args: {},
    })
    expect(await explained(world, [assigned(world), later], { quotedTrace: 'trace-1' })).toContain(LINE)
  })

  test('to somebody else is not', async () => {
    const world = await BotWorld.open()
    expect(await explained(world, [assigned(world)], { who: '赵倩', quotedTrace: 'trace-1' })).toBe('TURN.NOT_YOURS')
  })
})

test('every action can be explained in both languages', () => {
  for (const { name, about } of ACTIONS) {
    expect(about.zh, name).toMatch(/\p{Script=Han}.*。$/u)
    expect(about.en, name).toMatch(/^[A-Z][^\p{Script=Han}]*\.$/u)
    expect(Math.max(about.zh.length, about.en.length / 2), name).toBeLessThan(50)
  }
})
