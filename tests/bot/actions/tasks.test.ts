import { describe, expect, test } from 'vitest'
import type { Task } from '../../../src/domain/tasks/task.ts'
import { type BotWorld, only } from '../../support/bot-world.ts'
import { allText, born, launched, outcomeOf, texts } from './scene.ts'

const task = (world: BotWorld, id: number): Task | undefined => world.state.tasks.get(id)

describe('new tasks', () => {
  test('the answer repeats title, person, days with weekdays; the assignee gets a card, the actor no notice', async () => {
    const world = await born()
    const shown = await world.say('李雷', 'project', '新建任务 主视觉设计 给赵倩 11.24-11.27')
    expect(texts(shown)[0]).toContain('2026-11-24(周二)—11-27(周五)')
    expect(shown.map(({ where }) => where)).toEqual(['双12项目群', '赵倩'])
    expect(only(shown, '赵倩').buttons.map(({ label }) => label)).toEqual(['接受', '有问题'])
    expect(task(world, 1)).toMatchObject({ title: '主视觉设计', assigneeId: 'zhaoqian', state: 'assigned' })
  })

  test('for oneself: accepted at once, and nobody is told', async () => {
    const world = await born()
    const shown = await world.say('李雷', 'project', '新建任务 写总结 给我 周五')
    expect(shown.map(({ where }) => where)).toEqual(['双12项目群'])
    expect(task(world, 1)?.state).toBe('accepted')
  })

  test('without a title a form asks for exactly that, and its fields are read like lines', async () => {
    const world = await born()
    const form = only(await world.say('李雷', 'project', '新建任务 给赵倩 周五'))
    expect(form.inputs).toEqual(['title'])
    const done = await world.click('李雷', form, '提交', { title: '主视觉设计' })
    expect(done.cardText).toContain('T-1 主视觉设计')
    expect(task(world, 1)).toMatchObject({ assigneeId: 'zhaoqian', due: '2026-11-27' })
  })

  test('somebody else’s submission has no effect', async () => {
    const world = await born()
    const form = only(await world.say('李雷', 'project', '新建任务'))
    expect((await world.click('赵倩', form, '提交', { title: '偷偷' })).toast).toContain('请由发起人 李雷 操作')
    expect(world.state.tasks.size).toBe(0)
  })

  test('a list: all or none', async () => {
    const world = await born()
    const code = await outcomeOf(world, '李雷', 'project', '拆任务: 海报 赵倩; 单页 给张三 派给张三; 横幅')
    expect(code).toBe('PERSON.NOT_FOUND')
    expect(world.state.tasks.size).toBe(0)
  })

  test('a list with a namesake is refused with the candidates', async () => {
    const world = await born()
    expect(allText(await world.say('李雷', 'project', '拆任务: 海报 小韩'))).toBe(
      '「小韩」有 2 位:韩梅、韩梅梅。请写全名。',
    )
  })

  test('a milestone has a day and nobody', async () => {
    const world = await born()
    await world.say('李雷', 'project', '新建里程碑 页面上线 12月3日')
    expect(task(world, 1)).toMatchObject({ kind: 'milestone', due: '2026-12-03', state: 'unassigned' })
  })

  test('a closed project takes no more work', async () => {
    const world = await born()
    const project = world.state.projects.get(101)
    if (project) world.state.projects.put(101, { ...project, status: 'closed' })
    expect(await outcomeOf(world, '李雷', 'project', '新建任务 海报')).toBe('PROJECT.CLOSED')
  })
})

describe('D3: a nickname of two', () => {
  test('is a question that only its asker answers', async () => {
    const world = await launched()
    const question = only(await world.say('李雷', 'project', '把 预热文案 派给小韩 周五前'))
    expect(question.text).toContain('回复序号：1 韩梅(文案)　2 韩梅梅(客服)　3 取消')
    expect(await world.say('赵倩', 'project', '2', { mention: false })).toEqual([])
    const quoted = await world.say('赵倩', 'project', '2', { mention: false, replyTo: question.messageId })
    expect(allText(quoted)).toContain('请由发起人 李雷 操作')
    expect((await world.click('赵倩', question, '2 韩梅梅(客服)')).toast).toContain('请由发起人 李雷 操作')
    expect(task(world, 5)).toBeUndefined()
    const shown = await world.say('李雷', 'project', '1', { mention: false })
    expect(task(world, 5)).toMatchObject({ title: '预热文案', assigneeId: 'hanmei', due: '2026-11-27' })
    expect(only(shown, '韩梅').buttons.map(({ label }) => label)).toEqual(['接受', '有问题'])
  })

  test('a number that is not offered changes nothing, and the question stays open', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '把 预热文案 派给小韩')
    expect(allText(await world.say('李雷', 'project', '5', { mention: false }))).toBe('请回复 1–2 之间的序号。')
    await world.say('李雷', 'project', '2', { mention: false })
    expect(task(world, 5)?.assigneeId).toBe('hanmeimei')
  })

  test('the number of the last button cancels', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '把 预热文案 派给小韩')
    expect(allText(await world.say('李雷', 'project', '3', { mention: false }))).toContain('已取消')
    expect(task(world, 5)).toBeUndefined()
  })

  test('her acceptance edits the card in the group and adds no message there', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '把 预热文案 派给小韩')
    const shown = await world.say('李雷', 'project', '1', { mention: false })
    const click = await world.click('韩梅', only(shown, '韩梅'), '接受')
    expect(click.cardText).toContain('已接受')
    const group = click.shown.filter(({ where }) => where === '双12项目群')
    expect(group.map(({ kind }) => kind)).toEqual(['edit'])
    expect(group[0]?.text).toContain('已接受')
    expect(texts(click.shown.filter(({ where }) => where === '李雷'))).toEqual(['李雷: 韩梅 已接受 T-5 预热文案'])
  })
})

describe('assigning', () => {
  test('to somebody else: both hear of it', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', 'T-3 派给周涛')
    expect(only(shown, '周涛').kind).toBe('card')
    const former = shown.filter(({ where }) => where === '韩梅')
    expect(former.map(({ kind }) => kind)).toEqual(['edit', 'text'])
    expect(former[0]?.buttons).toEqual([])
    expect(former[1]?.text).toContain('不再由你负责')
    expect(task(world, 3)).toMatchObject({ assigneeId: 'zhoutao', state: 'assigned' })
  })

  test('a vendor who no longer has a task sees nothing more of it', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', 'T-4 派给周涛')
    expect(shown.filter(({ where }) => where === '吴迪').map(({ kind }) => kind)).toEqual(['text'])
    const later = await world.say('李雷', 'project', 'T-4 改期到 12月7日')
    expect(later.filter(({ where }) => where === '吴迪')).toEqual([])
  })

  test.each([
    ['T-3 派给韩梅', 'TASK.NO_CHANGE'],
    ['T-99 派给韩梅', 'TASK.NOT_FOUND'],
  ])('%s: %s', async (line, code) => {
    expect(await outcomeOf(await launched(), '李雷', 'project', line)).toBe(code)
  })

  test('a date beside the assignee moves the task alone and names what waits for it', async () => {
    const world = await launched()
    const said = allText(await world.say('李雷', 'project', 'T-1 派给周涛 12月1日'))
    expect(task(world, 1)).toMatchObject({ assigneeId: 'zhoutao', due: '2026-12-01', baselineDue: '2026-11-27' })
    expect(said).toMatch(/⚠.*T-2/)
    expect(task(world, 2)?.start).toBe('2026-11-30')
  })

  test('a date before the start beside the assignee leaves no task that ends before it begins', async () => {
    const world = await launched()
    await world.say('李雷', 'project', 'T-1 派给周涛 11月23日')
    const { start = '', due = '' } = task(world, 1) ?? {}
    expect([due, start <= due]).toEqual(['2026-11-23', true])
  })

  test('a day that has passed is none to be given a task for', async () => {
    const world = await launched()
    expect(allText(await world.say('李雷', 'project', 'T-3 派给周涛 2026-11-20'))).toMatch(/11-20.*已经过去,未保存/)
    expect(task(world, 3)).toMatchObject({ assigneeId: 'hanmei', due: '2026-12-01' })
  })

  test('a person nobody knows is no title', async () => {
    const world = await launched()
    expect(allText(await world.say('李雷', 'project', '把 海报 派给张三'))).toContain('没有找到叫「张三」的人,未执行')
    expect(world.state.tasks.size).toBe(4)
  })

  test('several tasks at once are all done, and told in one answer', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', '把 T-1 T-3 派给周涛')
    const answer = shown.filter(({ where, kind }) => where === '双12项目群' && kind !== 'edit')
    expect(answer.map(({ title }) => title)).toEqual(['已处理 2 条'])
    expect(answer[0]?.text).toMatch(/T-1 已派给 周涛[\s\S]*T-3 已派给 周涛/)
    expect([1, 3].map((id) => task(world, id)?.assigneeId)).toEqual(['zhoutao', 'zhoutao'])
  })

  test('whoever ordered several reads the answer before anybody reads a notice of it', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', '把 T-1 T-3 派给周涛')
    expect(shown[0]?.title).toBe('已处理 2 条')
    expect(shown.filter(({ where }) => where === '周涛')).toHaveLength(2)
  })

  test('several of which one is refused are no plain success', async () => {
    const world = await launched()
    const tones = async (line: string) =>
      (await world.say('李雷', 'project', line)).flatMap(({ title, card }) =>
        title === '已处理 2 条' ? [card?.header.tone] : [],
      )
    expect(await tones('把 T-1 T-3 派给周涛')).toEqual(['success'])
    expect(await tones('把 T-1 T-4 派给周涛')).toEqual(['warning'])
  })

  test('of several with one that nobody knows, none is done', async () => {
    const world = await launched()
    await world.say('李雷', 'project', 'T-1 派给周涛; T-3 派给张三')
    await world.say('李雷', 'project', '把 T-1、火箭海报 派给周涛')
    expect([1, 3].map((id) => task(world, id)?.assigneeId)).toEqual(['zhaoqian', 'hanmei'])
    expect(world.state.tasks.size).toBe(4)
  })
})

describe('the assignee’s words', () => {
  test('accept, problem with a reason, go on, complete', async () => {
    const world = await launched()
    await world.say('赵倩', 'private', '接受 T-1')
    expect(task(world, 1)?.state).toBe('accepted')
    const blocked = await world.say('赵倩', 'private', '有问题 T-1 缺产品图')
    expect(task(world, 1)).toMatchObject({ state: 'blocked', problem: '缺产品图' })
    expect(allText(blocked.filter(({ where }) => where === '李雷'))).toContain('缺产品图')
    await world.say('赵倩', 'private', '接受 T-1')
    const done = await world.say('赵倩', 'private', 'T-1 搞定了')
    expect(task(world, 1)?.state).toBe('done')
    // 周涛 was waiting for it, and can begin.
    expect(done.filter(({ where, kind }) => where === '周涛' && kind === 'card')).toHaveLength(1)
  })

  test('a problem without a reason is asked for', async () => {
    const world = await launched()
    const shown = await world.say('赵倩', 'private', '任务 T-1')
    const click = await world.click('赵倩', only(shown), '有问题')
    expect(task(world, 1)?.state).toBe('assigned')
    const form = click.shown.find(({ inputs }) => inputs.includes('reason'))
    if (!form) throw new Error('no form')
    await world.click('赵倩', form, '提交', { reason: '缺产品图' })
    expect(task(world, 1)).toMatchObject({ state: 'blocked', problem: '缺产品图' })
  })

  test('a gate holds: T-2 waits for T-1', async () => {
    const world = await launched()
    expect(allText(await world.say('周涛', 'private', '完成 T-2'))).toBe('T-2 要等 T-1 完成后才能完成,未更改。')
  })

  test('half done is not done', async () => {
    const world = await launched()
    await world.say('赵倩', 'private', '接受 T-1')
    expect(allText(await world.say('赵倩', 'private', 'T-1 完成 80%'))).toBe('看不懂「完成」里的「80%」,未保存。')
    expect(task(world, 1)?.state).toBe('accepted')
  })

  test('a reply to the task’s card means that task', async () => {
    const world = await launched()
    const card = only(await world.say('赵倩', 'private', '任务 T-1'))
    await world.say('赵倩', 'private', '搞定', { replyTo: card.messageId })
    expect(task(world, 1)?.state).toBe('done')
  })

  test('talk in reply to a card in a group is ignored', async () => {
    const world = await launched()
    const card = only(await world.say('李雷', 'project', '任务 T-1'))
    const before = task(world, 1)
    for (const talk of ['辛苦了', '好的', '这个颜色不错', '大概周五完成', '1', 'T-1 快完成了', '这个先放放', '明天给'])
      expect(await world.say('赵倩', 'project', talk, { mention: false, replyTo: card.messageId }), talk).toEqual([])
    expect(task(world, 1)).toEqual(before)
  })
})

describe('D2: moving', () => {
  const move = '主视觉推迟到12月1日完成'

  test('what follows is shown first; nothing has moved', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '新建里程碑 页面上线 12月3日 ')
    const preview = only(await world.say('李雷', 'project', move))
    expect(preview.text).toContain('T-2 主会场页面')
    expect(preview.text).toContain('2026-12-02(周三)—12-04(周五)')
    expect(preview.text).toContain('晚于里程碑 T-5「页面上线」')
    expect(preview.buttons.map(({ label }) => label)).toEqual(['确认联动', '只改T-1', '取消'])
    expect(task(world, 1)?.due).toBe('2026-11-27')
  })

  test.each([
    ['确认', '2026-12-04'],
    ['1', '2026-12-04'],
    ['2', '2026-12-02'],
  ])('%s does what its button says', async (word, followerDue) => {
    const world = await launched()
    await world.say('李雷', 'project', move)
    const shown = await world.say('李雷', 'project', word, { mention: false })
    expect(task(world, 1)).toMatchObject({ due: '2026-12-01', baselineDue: '2026-11-27' })
    expect(task(world, 2)?.due).toBe(followerDue)
    expect(shown.filter(({ where, kind }) => where === '李雷' && kind !== 'edit')).toEqual([])
    const notices = shown.filter(({ where, kind }) => kind === 'text' && ['赵倩', '周涛'].includes(where))
    expect(notices.map(({ where }) => where)).toEqual(word === '2' ? ['赵倩'] : ['赵倩', '周涛'])
  })

  test.each(['确认联动', '只改T-1', '取消'])('the button %s', async (label) => {
    const world = await launched()
    const preview = only(await world.say('李雷', 'project', move))
    await world.click('李雷', preview, label)
    expect(task(world, 1)?.due).toBe(label === '取消' ? '2026-11-27' : '2026-12-01')
    expect(task(world, 2)?.due).toBe(label === '确认联动' ? '2026-12-04' : '2026-12-02')
  })

  test('with nothing behind it no question is asked', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '把详情页文案改到12月4日')
    expect(task(world, 3)?.due).toBe('2026-12-04')
  })

  test.each([
    ['T-3 改期到 2026年11月20日', /已经过去,未保存/],
    ['推迟 T-3', /T-3 没有变化/],
    ['T-3 推迟到2月30日', /不是有效的日期,未保存/],
  ])('%s', async (line, sentence) => {
    const world = await launched()
    const before = task(world, 3)
    const shown = await world.say('李雷', 'project', line)
    expect(allText(shown)).toMatch(sentence)
    expect(task(world, 3)).toEqual(before)
  })
})

describe('dependencies', () => {
  test('in a circle are refused', async () => {
    expect(await outcomeOf(await launched(), '李雷', 'project', '加依赖 T-1 依赖 T-2')).toBe('TASK.CYCLE')
  })

  test('are told to both cards', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', '加依赖 T-4 依赖 T-3')
    expect(task(world, 4)?.dependsOn).toEqual([3])
    expect(shown.filter(({ kind }) => kind === 'edit').map(({ where }) => where)).toEqual(['吴迪', '韩梅'])
  })
})

describe('what is asked before it is done', () => {
  test('six tasks at once are shown first', async () => {
    const world = await launched()
    const before = world.state.tasks.size
    const lines = Array.from({ length: 6 }, (_, index) => `海报${index + 1}`).join('; ')
    const preview = only(await world.say('李雷', 'project', `拆任务: ${lines}`))
    expect(preview.title).toBe('将创建 6 个任务')
    expect(world.state.tasks.size).toBe(before)
    await world.click('李雷', preview, '创建')
    expect(world.state.tasks.size).toBe(before + 6)
  })

  test('a date beyond the project’s end', async () => {
    const world = await launched()
    const preview = only(await world.say('李雷', 'project', 'T-3 改期到 2027年11月20日'))
    expect(preview.title).toContain('改期预览')
    expect(preview.text).toContain('2027-11-20')
    expect(task(world, 3)?.due).toBe('2026-12-01')
  })

  test('a day just passed is neither that day nor next year’s: it is asked about', async () => {
    const world = await launched()
    const before = task(world, 3)
    expect(allText(await world.say('李雷', 'project', 'T-3 改期到 11月20日'))).toMatch(/「11月20日」.*未(?:保存|执行)/)
    expect(task(world, 3)).toEqual(before)
  })
})

test('a refused milestone uses up no number', async () => {
  const world = await launched()
  expect(allText(await world.say('李雷', 'project', '新建里程碑 上线 2026-11-20'))).toMatch(/11-20.*已经过去,未保存/)
  expect(task(world, 5)).toBeUndefined()
  await world.say('李雷', 'project', '新建里程碑 上线 12月3日')
  expect(task(world, 5)?.title).toBe('上线')
})
