import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { changes } from '../../../src/bot/understand/verbs.ts'
import { allText, launched } from './scene.ts'

describe('what was not understood is no part of a name', () => {
  test.each([
    ['新建任务 海报 周五前 加急', '加急'],
    ['新建任务 海报 给赵倩 顺便改文案', '顺便改文案'],
    ['新建项目 双旦促销 12月20日到1月3日 目标GMV300万 转化率4%', '转化率4%'],
    ['新建项目 亏本 12月20日到1月3日 预算-5万', '预算-5万'],
  ])('%s', async (line, unread) => {
    const world = await launched()
    const before = [world.state.tasks.size, world.state.prompts.size]
    expect(allText(await world.say('李雷', 'project', line))).toContain(`「${unread}」,未保存`)
    expect([world.state.tasks.size, world.state.prompts.size]).toEqual(before)
  })

  test.each(['新建任务 主会场页面 给波哥 周五前', '新建任务 短信文案 给张三'])(
    '%s: nobody is called that',
    async (line) => {
      const world = await launched()
      expect(allText(await world.say('李雷', 'project', line))).toMatch(/没有找到叫「(?:波哥|张三)」的人,未执行/)
    },
  )

  test('涛哥 is 周涛 where nobody else is called so', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '新建任务 主会场页面 给涛哥 周五前')
    expect(world.state.tasks.get(5)).toMatchObject({ title: '主会场页面', assigneeId: 'zhoutao' })
  })

  test('the second of two people is not dropped in silence', async () => {
    const world = await launched()
    const before = world.state.tasks.size
    expect(allText(await world.say('李雷', 'project', '新建任务 海报 给赵倩和韩梅 周五前'))).toContain('韩梅')
    expect(world.state.tasks.size).toBe(before)
  })

  test('a date that starts something is no deadline', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '新建任务 落地页 负责人赵倩 12月1日开始 3天')
    const made = [...world.state.tasks.where(({ title }) => title === '落地页')]
    expect(made).toMatchObject([{ start: '2026-12-01', due: '2026-12-03', assigneeId: 'zhaoqian' }])
  })

  test.each(['别完成 T-1', '千万别取消 T-1', '别删除项目 P-101', '谁的任务快到期了'])(
    '%s: no button offers the opposite',
    async (line) => {
      const world = await launched()
      const [shown] = await world.say('李雷', 'project', line)
      const offered = shown?.buttons.map(({ action }) => action) ?? []
      expect(offered.filter((name) => ACTIONS.some((action) => action.name === name && changes(action)))).toEqual([])
    },
  )

  test.each([
    ['取消 T-1', 'prompt.confirm'],
    ['删除项目 P-102', 'prompt.confirm'],
    ['删除项目 P-101', 'project.archive'],
  ])('%s is shown before it is done, and offers %s', async (line, action) => {
    const world = await launched()
    const kept = () =>
      JSON.stringify(
        [world.state.tasks.get(1), world.state.projects.get(101), world.state.projects.get(102)],
        (_, value) => (typeof value === 'bigint' ? `${value}` : value),
      )
    const before = kept()
    const [shown] = await world.say('李雷', 'project', line)
    expect(shown?.buttons.map((button) => button.action)).toContain(action)
    expect(kept()).toBe(before)
  })
})

test('a list that is refused in its last line leaves no task, no member and no gap in the numbers', async () => {
  const world = await launched()
  const kept = () => [world.state.tasks.where(), world.state.members.where(), world.state.sequences.get('task')]
  const before = structuredClone(kept())
  const said = allText(await world.say('李雷', 'project', '拆任务: 海报 给韩梅梅; 单页 给张三'))
  expect(said).toContain('没有找到叫「张三」的人')
  expect(kept()).toEqual(before)
})
