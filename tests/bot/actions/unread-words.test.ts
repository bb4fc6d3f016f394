import { describe, expect, test } from 'vitest'
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

  test.each(['新建任务 主会场页面 给涛哥 周五前', '新建任务 短信文案 给张三'])(
    '%s: nobody is called that',
    async (line) => {
      const world = await launched()
      expect(allText(await world.say('李雷', 'project', line))).toMatch(/没有找到叫「(?:涛哥|张三)」的人,未执行/)
    },
  )

  test('the second of two people is not dropped in silence', async () => {
    const world = await launched()
    const before = world.state.tasks.size
    expect(allText(await world.say('李雷', 'project', '新建任务 海报 给赵倩和韩梅 周五前'))).toContain('和韩梅')
    expect(world.state.tasks.size).toBe(before)
  })

  test('a date that starts something is no deadline', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '新建任务 落地页 负责人赵倩 12月1日开始 3天')
    const made = [...world.state.tasks.where(({ title }) => title === '落地页')]
    expect(made).toMatchObject([{ start: '2026-12-01', due: '2026-12-03', assigneeId: 'zhaoqian' }])
  })

  test.each(['取消 T-1', '别完成 T-1', '删除项目 P-101', '关闭项目 双12大促', '谁的任务快到期了'])(
    '%s: no button offers the opposite',
    async (line) => {
      const world = await launched()
      const [shown] = await world.say('李雷', 'project', line)
      expect(shown?.buttons.map(({ action }) => action) ?? []).toEqual(['help'])
    },
  )
})

test('a list that is refused in its last line leaves no task, no member and no gap in the numbers', async () => {
  const world = await launched()
  const kept = () => [world.state.tasks.where(), world.state.members.where(), world.state.sequences.get('task')]
  const before = structuredClone(kept())
  const said = allText(await world.say('李雷', 'project', '拆任务: 海报 给韩梅梅; 单页 给张三'))
  expect(said).toContain('没有找到叫「张三」的人')
  expect(kept()).toEqual(before)
})
