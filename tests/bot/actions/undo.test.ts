import { describe, expect, test } from 'vitest'
import { only } from '../../support/bot-world.ts'
import { allText, launched, outcomeOf } from './scene.ts'

/** Each change of tasks, and the task it shows in. */
const CHANGES = [
  ['李雷', '新建任务 海报 给赵倩', 5],
  ['李雷', '新建里程碑 上线 12月3日', 5],
  ['李雷', '拆任务: 海报; 单页', 5],
  ['李雷', 'T-3 派给周涛', 3],
  ['李雷', 'T-3 改期到 12月4日', 3],
  ['李雷', '加依赖 T-4 依赖 T-3', 4],
  ['韩梅', '接受 T-3', 3],
  ['韩梅', '有问题 T-3 缺图', 3],
  ['韩梅', '完成 T-3', 3],
] as const

describe.each(CHANGES)('%s: %s', (who, line, id) => {
  test('within two minutes', async () => {
    const world = await launched()
    const before = world.state.tasks.get(id)
    await world.say(who, 'project', line)
    expect(world.state.tasks.get(id)).not.toEqual(before)
    await world.advance(2)
    expect(allText(await world.say(who, 'project', '撤销'))).toContain('已撤销')
    if (before) expect(world.state.tasks.get(id)).toEqual(before)
    else expect(world.state.tasks.get(id)?.state).toBe('cancelled')
  })

  test('not later, and the refusal says what can be done instead', async () => {
    const world = await launched()
    await world.say(who, 'project', line)
    const after = world.state.tasks.get(id)
    await world.advance(2.1)
    expect(allText(await world.say(who, 'project', '撤销'))).toContain('已超过 2 分钟,不能撤销。可以直接再改一次')
    expect(world.state.tasks.get(id)).toEqual(after)
  })

  test('not after somebody changed it since', async () => {
    const world = await launched()
    await world.say(who, 'project', line)
    const changed = world.state.tasks.get(id)
    if (changed) world.state.tasks.put(id, { ...changed, title: '改过的标题' })
    expect(await outcomeOf(world, who, 'project', '撤销')).toBe('UNDO.CHANGED_SINCE')
    expect(world.state.tasks.get(id)?.title).toBe('改过的标题')
  })
})

test('once', async () => {
  const world = await launched()
  await world.say('韩梅', 'private', '接受 T-3')
  await world.say('韩梅', 'private', '撤销')
  expect(await outcomeOf(world, '韩梅', 'private', '撤销')).toBe('UNDO.ALREADY')
})

test('the own change, not somebody else’s', async () => {
  const world = await launched()
  await world.say('韩梅', 'project', '接受 T-3')
  expect(await outcomeOf(world, '赵倩', 'project', '撤销')).toBe('UNDO.NOTHING')
  expect(world.state.tasks.get(3)?.state).toBe('accepted')
})

test('whoever was given something and loses it is told', async () => {
  const world = await launched()
  await world.say('李雷', 'project', '新建任务 海报 给赵倩')
  const shown = await world.say('李雷', 'project', '撤销')
  expect(allText(shown.filter(({ where, kind }) => where === '赵倩' && kind === 'text'))).toContain('不再由你负责')
})

describe('whoever came to the project by what is undone', () => {
  test('sees it no longer', async () => {
    const world = await launched()
    await world.say('李雷', 'private', 'T-3 派给陈亮')
    expect(await outcomeOf(world, '陈亮', 'private', '项目 P-101')).toBe('done')
    await world.say('李雷', 'private', '撤销')
    expect(await outcomeOf(world, '陈亮', 'private', '项目 P-101')).toBe('PROJECT.NOT_FOUND')
  })

  test('stays for other work there', async () => {
    const world = await launched()
    await world.say('李雷', 'private', 'T-3 派给陈亮')
    await world.say('李雷', 'project', 'T-2 派给陈亮')
    await world.say('李雷', 'private', '撤销')
    expect(world.state.tasks.get(3)?.assigneeId).toBe('hanmei')
    expect(await outcomeOf(world, '陈亮', 'private', '项目 P-101')).toBe('done')
  })
})

test('a completion is not taken back from under a follower that is done', async () => {
  const world = await launched()
  await world.say('赵倩', 'private', '完成 T-1')
  await world.say('周涛', 'private', '完成 T-2')
  expect(await outcomeOf(world, '赵倩', 'private', '撤销')).toBe('UNDO.CHANGED_SINCE')
  expect(world.state.tasks.get(1)?.state).toBe('done')
})

describe('money is not undone, and nothing older is undone in its stead', () => {
  test('after a request', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '新建任务 海报')
    await world.say('李雷', 'project', '申请 8万 KOL投放')
    expect(allText(await world.say('李雷', 'project', '撤销'))).toContain('A-2 的这次操作不能撤销')
    expect(world.state.tasks.get(5)?.state).toBe('unassigned')
    expect(world.state.approvals.get(2)?.status).toBe('pending')
  })

  test('after a decision by a click', async () => {
    const world = await launched()
    const shown = await world.say('周涛', 'project', '申请 8万 KOL投放')
    await world.click('王敏', only(shown, '王敏'), '同意')
    expect(await outcomeOf(world, '王敏', 'private', '撤销')).toBe('UNDO.NOT_POSSIBLE')
    expect(world.state.approvals.get(2)?.status).toBe('approved')
  })
})

test('撤销 T-3 is not carried out on whatever came last', async () => {
  const world = await launched()
  await world.say('韩梅', 'private', '接受 T-3')
  expect(allText(await world.say('韩梅', 'private', '撤销 T-1'))).toContain('看不懂「撤销」里的「T-1」')
  expect(world.state.tasks.get(3)?.state).toBe('accepted')
})

test('a question about undoing undoes nothing', async () => {
  const world = await launched()
  await world.say('韩梅', 'private', '接受 T-3')
  await world.say('韩梅', 'private', '撤销了吗')
  expect(world.state.tasks.get(3)?.state).toBe('accepted')
})
