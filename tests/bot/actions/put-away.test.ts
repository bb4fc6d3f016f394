/** 归档, 恢复, 删除: projects out of sight, never lost. */
import { describe, expect, test } from 'vitest'
import type { BotWorld } from '../../support/bot-world.ts'
import { only } from '../../support/bot-world.ts'
import { allText, born, launched, outcomeOf } from './scene.ts'

const statuses = (world: BotWorld) => world.state.projects.where().map(({ id, status }) => `${id} ${status}`)
const TREE = [101, 102, 103, 104]
const all = (status: string) => TREE.map((id) => `${id} ${status}`)

/** Today, by a form's button: how lines of hours are read is tested elsewhere. */
const log = (world: BotWorld, who: string, task: number, minutes: number) =>
  world.press(who, 'om_form', { action: 'hours.log', args: { task: String(task), worked: `2026-11-23:${minutes}` } })

async function archived(): Promise<BotWorld> {
  const world = await launched()
  await world.click('李雷', only(await world.say('李雷', 'project', '归档')), '归档')
  return world
}

/** P-105, without money, hours or requests. */
async function empty(): Promise<BotWorld> {
  const world = await launched()
  await world.click('李雷', only(await world.say('李雷', 'private', '新建项目 新品 12月1日到12月20日')), '创建')
  await world.say('李雷', 'private', '新建任务 海报 给赵倩 P-105')
  return world
}

/** 20万 of P-101 are held by A-2, which is approved. */
async function held(): Promise<BotWorld> {
  const world = await launched()
  await world.say('周涛', 'project', '申请预算 20万 KOL投放')
  await world.say('王敏', 'private', '同意 A-2')
  await log(world, '韩梅', 3, 120)
  return world
}

describe('archiving', () => {
  test('asks with the numbers, then hides and closes the whole tree', async () => {
    const world = await held()
    const asked = only(await world.say('李雷', 'project', '归档'))
    expect(asked.text).toContain('将归档并隐藏 P-101 双12大促(任务 4(未完成 4)、工时 2h、占用 ¥200,000.00、审批单 2)')
    expect(statuses(world)).toEqual(all('planning'))
    const { cardText } = await world.click('李雷', asked, '归档')
    expect(statuses(world)).toEqual(all('archived'))
    expect(cardText).toContain('已归档 P-101 双12大促')
    expect(world.state.audit.where(({ event }) => event === 'project.archive').at(-1)).toMatchObject({
      outcome: 'success',
      objectRef: 'P-101',
      projectId: 101,
    })
  })

  test('takes it from the lists and the open tasks', async () => {
    const world = await archived()
    expect(allText(await world.say('李雷', 'private', '项目列表'))).not.toContain('双12大促')
    expect(allText(await world.say('韩梅', 'private', '我的任务'))).toBe('你名下没有未完成的任务。')
  })

  test('leaves it readable by its number', async () => {
    const world = await archived()
    const card = only(await world.say('李雷', 'private', '项目 P-101'))
    expect([card.tag, card.buttons]).toEqual(['已归档', []])
    expect(only(await world.say('李雷', 'private', '甘特图 P-101')).card?.blocks[0]?.kind).toBe('image')
    expect(allText(await world.say('李雷', 'private', '任务 T-3'))).toContain('详情页文案')
  })

  test.each([
    ['李雷', '新建任务 海报'],
    ['李雷', 'T-3 派给周涛'],
    ['李雷', 'T-3 改期到 12月2日'],
    ['李雷', 'T-3 改名为 新文案'],
    ['李雷', '取消任务 T-3'],
    ['李雷', '加依赖 T-4 依赖 T-3'],
    ['韩梅', '接受 T-3'],
    ['韩梅', '有问题 T-3 缺图'],
    ['韩梅', '完成 T-3'],
    ['周涛', '申请预算 1万 KOL'],
    ['李雷', '追加预算 1万'],
    ['李雷', '归档'],
  ])('lets nothing be changed: %s: %s', async (who, line) => {
    const world = await archived()
    const before = JSON.stringify(world.state.tasks.where())
    expect(await outcomeOf(world, who, 'project', line)).toBe('PROJECT.CLOSED')
    expect(JSON.stringify(world.state.tasks.where())).toBe(before)
  })

  test('a request that waits can still be turned down, but not approved', async () => {
    const world = await launched()
    await world.say('周涛', 'project', '申请预算 8万 KOL投放')
    await world.click('李雷', only(await world.say('李雷', 'project', '归档')), '归档')
    expect(await outcomeOf(world, '王敏', 'private', '同意 A-2')).toBe('PROJECT.CLOSED')
    expect(world.state.budgets.get(101)?.held).toBe(8_000_000n)
    expect(await outcomeOf(world, '王敏', 'private', '驳回 A-2 项目已归档')).toBe('done')
    expect(world.state.budgets.get(101)?.held).toBe(0n)
  })

  test('is undone within two minutes, unless it was restored meanwhile', async () => {
    const world = await archived()
    expect(allText(await world.say('李雷', 'project', '撤销'))).toContain('已撤销,P-101 已恢复')
    expect(statuses(world)).toEqual(all('planning'))
    const again = await archived()
    await again.say('孙浩', 'private', '恢复项目 P-101')
    expect(allText(await again.say('李雷', 'project', '撤销'))).toContain('P-101 之后又有变化')
  })

  test('a change of a task cannot be undone in it', async () => {
    const world = await launched()
    await world.say('韩梅', 'project', '接受 T-3')
    await world.click('李雷', only(await world.say('李雷', 'project', '归档')), '归档')
    expect(await outcomeOf(world, '韩梅', 'project', '撤销')).toBe('PROJECT.CLOSED')
    expect(world.state.tasks.get(3)?.state).toBe('accepted')
  })

  test('by an administrator shows neither money nor hours, and the manager hears of it', async () => {
    const world = await held()
    const asked = only(await world.say('孙浩', 'private', '归档 P-101'))
    expect(asked.text).toContain('任务 4')
    expect(asked.text).not.toMatch(/¥|工时/)
    const { shown } = await world.click('孙浩', asked, '归档')
    expect(only(shown, '李雷').text).toBe('孙浩 归档了 P-101 双12大促')
  })

  test('in a group that is not the project’s own shows no money', async () => {
    const world = await held()
    expect(only(await world.say('李雷', 'management', '归档 P-101')).text).not.toContain('¥')
  })
})

describe('restoring', () => {
  test('in its group, with its parts', async () => {
    const world = await archived()
    expect(allText(await world.say('李雷', 'project', '恢复项目'))).toContain('已恢复 P-101 双12大促(筹备中)')
    expect(statuses(world)).toEqual(all('planning'))
    expect(await outcomeOf(world, '韩梅', 'project', '接受 T-3')).toBe('done')
    expect(allText(await world.say('李雷', 'private', '项目列表'))).toContain('双12大促')
  })

  test('offers what is archived where none is named', async () => {
    const world = await archived()
    const offer = only(await world.say('李雷', 'private', '取消归档'))
    expect(offer.buttons.map(({ label }) => label)).toEqual(['P-101 双12大促'])
    await world.click('李雷', offer, 'P-101 双12大促')
    expect(statuses(world)).toEqual(all('planning'))
    expect(allText(await world.say('李雷', 'private', '取消归档'))).toBe('没有已归档的项目,什么都没有改。')
  })

  test('is undone: archived again', async () => {
    const world = await archived()
    await world.say('李雷', 'project', '恢复项目')
    await world.say('李雷', 'project', '撤销')
    expect(statuses(world)).toEqual(all('archived'))
  })

  test('is for who may close it', async () => {
    const world = await archived()
    expect(await outcomeOf(world, '赵倩', 'project', '恢复项目')).toBe('PERMISSION.DENIED')
    expect(await outcomeOf(world, '陈亮', 'private', '恢复项目 P-101')).toBe('PROJECT.NOT_FOUND')
    expect(statuses(world)).toEqual(all('archived'))
  })

  test('of a part alone only while its parent is there', async () => {
    const world = await archived()
    expect(await outcomeOf(world, '李雷', 'private', '恢复项目 P-102')).toBe('PROJECT.CLOSED')
  })
})

describe('D12: deleting', () => {
  test('is impossible with money held: says why with numbers and offers the ways out', async () => {
    const world = await held()
    const said = only(await world.say('李雷', 'project', '删除项目'))
    expect(said.text).toContain('P-101 双12大促(任务 4(未完成 4)、工时 2h、占用 ¥200,000.00、审批单 2)')
    expect(said.text).toContain('有占用、工时、审批单,不能删除,什么都没有改。')
    expect(said.buttons.map(({ label }) => label)).toEqual(['查看占用', '释放 A-2 ¥200,000.00', '归档'])
    expect(statuses(world)).toEqual(all('planning'))
    expect(world.state.audit.where(({ event }) => event === 'project.delete').at(-1)).toMatchObject({
      outcome: 'failure',
      detail: { code: 'PROJECT.IN_USE' },
    })
  })

  test('every way out leads on', async () => {
    const world = await held()
    const said = only(await world.say('李雷', 'project', '删除项目'))
    expect(allText((await world.click('李雷', said, '查看占用')).shown)).toContain('占用：¥200,000.00')
    const release = only((await world.click('李雷', said, '释放 A-2 ¥200,000.00')).shown)
    await world.click('李雷', release, '释放占用')
    expect(world.state.budgets.get(101)?.held).toBe(0n)
    const asked = only((await world.click('李雷', said, '归档')).shown)
    await world.click('李雷', asked, '归档')
    expect(statuses(world)).toEqual(all('archived'))
  })

  test('offers to withdraw the own request that waits', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '申请预算 8万 KOL投放')
    const said = only(await world.say('李雷', 'project', '删除项目'))
    expect(said.buttons.map(({ label }) => label)).toEqual(['查看占用', '撤回 A-2', '归档'])
    await world.click('李雷', said, '撤回 A-2')
    expect(world.state.budgets.get(101)?.held).toBe(0n)
  })

  test('tells an administrator nothing of amounts', async () => {
    const world = await held()
    const said = only(await world.say('孙浩', 'private', '删除项目 P-101'))
    expect(said.text).not.toMatch(/¥|2h/)
    expect(said.buttons.map(({ label }) => label)).toEqual(['归档'])
  })

  test('of an empty project asks, then cancels and hides it', async () => {
    const world = await empty()
    const asked = only(await world.say('李雷', 'private', '删除项目 P-105'))
    expect(asked.text).toContain('将取消并隐藏 P-105 新品(任务 1(未完成 1)')
    expect(world.state.projects.get(105)?.status).toBe('planning')
    await world.click('李雷', asked, '删除')
    expect(world.state.projects.get(105)?.status).toBe('cancelled')
    expect(allText(await world.say('李雷', 'private', '项目列表'))).not.toContain('新品')
    expect(allText(await world.say('赵倩', 'private', '我的任务'))).not.toContain('海报')
  })

  test('is undone within two minutes', async () => {
    const world = await empty()
    await world.click('李雷', only(await world.say('李雷', 'private', '删除项目 P-105')), '删除')
    await world.say('李雷', 'private', '撤销')
    expect(world.state.projects.get(105)?.status).toBe('planning')
    expect(allText(await world.say('赵倩', 'private', '我的任务'))).toContain('海报')
  })

  test('is decided again when it is confirmed', async () => {
    const world = await empty()
    const asked = only(await world.say('李雷', 'private', '删除项目 P-105'))
    await log(world, '赵倩', 5, 60)
    const { cardText } = await world.click('李雷', asked, '删除')
    expect(cardText).toContain('有工时,不能删除')
    expect(world.state.projects.get(105)?.status).toBe('planning')
  })
})

test('a group whose project is put away takes the next one that is born in it', async () => {
  const world = await born()
  await world.click('李雷', only(await world.say('李雷', 'project', '归档')), '归档')
  await world.click('李雷', only(await world.say('李雷', 'project', '新建项目 新品 12月1日到12月20日')), '创建')
  expect(only(await world.say('李雷', 'project', '项目')).title).toBe('P-105 新品')
})
