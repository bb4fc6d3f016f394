/** 取消任务 and 改名. */
import { describe, expect, test } from 'vitest'
import { only } from '../../support/bot-world.ts'
import { allText, launched, outcomeOf } from './scene.ts'

describe('cancelling', () => {
  test('somebody else’s task asks; then the assignee hears of it once, and it is in no list', async () => {
    const world = await launched()
    const asked = only(await world.say('李雷', 'project', '取消任务 T-3'))
    expect(asked.text).toContain('负责人 韩梅 会收到通知')
    expect(world.state.tasks.get(3)?.state).toBe('assigned')
    const { shown } = await world.click('李雷', asked, '取消任务')
    expect(world.state.tasks.get(3)?.state).toBe('cancelled')
    const told = shown.filter(({ where, kind }) => where === '韩梅' && kind === 'text')
    expect(only(told).text).toBe('李雷 取消了 T-3 详情页文案,不用再做了')
    expect(shown.filter(({ kind }) => kind === 'edit').map(({ tag }) => tag)).toContain('已取消')
    expect(allText(await world.say('韩梅', 'private', '我的任务'))).toBe('你名下没有未完成的任务。')
  })

  test('what waits for it is named first, and waits no longer', async () => {
    const world = await launched()
    await world.say('赵倩', 'project', '接受 T-1')
    const asked = only(await world.say('赵倩', 'project', '取消任务 T-1'))
    expect(asked.text).toContain('T-2 主会场页面 不再等它')
    await world.click('赵倩', asked, '取消任务')
    await world.say('周涛', 'project', '接受 T-2')
    expect(await outcomeOf(world, '周涛', 'project', '完成 T-2')).toBe('done')
  })

  test('one’s own task that nothing waits for goes at once', async () => {
    const world = await launched()
    expect(allText(await world.say('韩梅', 'project', '取消任务 T-3'))).toContain('已取消 T-3 详情页文案')
    expect(world.state.tasks.get(3)?.state).toBe('cancelled')
  })

  test('is undone, and the assignee hears of that, too', async () => {
    const world = await launched()
    const before = world.state.tasks.get(3)
    await world.click('李雷', only(await world.say('李雷', 'project', '取消任务 T-3')), '取消任务')
    const shown = await world.say('李雷', 'project', '撤销')
    expect(world.state.tasks.get(3)).toEqual(before)
    expect(only(shown.filter(({ where, kind }) => where === '韩梅' && kind === 'text')).text).toContain(
      '李雷 撤销了对 T-3',
    )
  })

  test.each([
    ['韩梅', '完成 T-3', 'TASK.DONE_ALREADY'],
    ['韩梅', '取消任务 T-3', 'TASK.NO_CHANGE'],
  ])('not what is over: after %s: %s', async (who, line, code) => {
    const world = await launched()
    await world.say(who, 'project', line)
    expect(await outcomeOf(world, '李雷', 'project', '取消任务 T-3')).toBe(code)
  })

  test('hours that were logged are kept, and said so', async () => {
    const world = await launched()
    const button = { action: 'hours.log', args: { task: '3', worked: '2026-11-23:150' } }
    await world.press('韩梅', 'om_form', button)
    expect(only(await world.say('李雷', 'project', '取消任务 T-3')).text).toContain('已登记的 2.5h 保留')
  })
})

describe('renaming', () => {
  test('changes the title, on the cards and in the audit; the assignee hears of it', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', 'T-3 改名为 双12详情页')
    expect(world.state.tasks.get(3)?.title).toBe('双12详情页')
    expect(shown[0]?.text).toBe('T-3 已改名为「双12详情页」')
    const told = shown.filter(({ where, kind }) => where === '韩梅' && kind === 'text')
    expect(only(told).text).toBe('李雷 把 T-3「详情页文案」改名为「双12详情页」')
    expect(shown.filter(({ kind }) => kind === 'edit').map(({ title }) => title)).toContain('T-3 双12详情页')
    expect(world.state.audit.where(({ event }) => event === 'task.rename').at(-1)).toMatchObject({
      objectRef: 'T-3',
      before: [{ title: '详情页文案' }],
      after: [{ title: '双12详情页' }],
    })
  })

  test('is undone', async () => {
    const world = await launched()
    const before = world.state.tasks.get(3)
    await world.say('李雷', 'project', 'T-3 改名为 双12详情页')
    await world.say('李雷', 'project', '撤销')
    expect(world.state.tasks.get(3)).toEqual(before)
  })

  test('asks for the title where none was said', async () => {
    expect(await outcomeOf(await launched(), '李雷', 'project', '重命名 T-3')).toBe('form')
  })

  test('not to nothing, nor to what it is called already', async () => {
    const world = await launched()
    const long = { action: 'task.rename', args: { task: '3', title: '长'.repeat(81) } }
    expect((await world.press('李雷', 'om_form', long)).toast).toContain('80')
    await world.say('李雷', 'project', `T-3 改名为 ${'长'.repeat(81)}`)
    expect(world.state.tasks.get(3)?.title).toBe('详情页文案')
    const same = { action: 'task.rename', args: { task: '3', title: '详情页文案' } }
    expect((await world.press('李雷', 'om_form', same)).toast).toContain('T-3 没有变化')
  })
})
