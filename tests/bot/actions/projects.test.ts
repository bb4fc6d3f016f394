import { describe, expect, test } from 'vitest'
import { BotWorld, only } from '../../support/bot-world.ts'
import { allText, born, CREATE, launched, outcomeOf, texts } from './scene.ts'

describe('D1: a project in one sentence', () => {
  test('the draft repeats all that was understood, and nothing exists yet', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    for (const part of [
      '双12大促',
      '2026-12-01(周二)—12-20(周日)',
      '¥500,000.00(五十万元整)',
      '李雷(默认)',
      '电商大促',
      'GMV300万',
      '曝光量 / 点击率 / 转化率 / 客单价',
      '线上推广、线下活动、内容创作(预算未拆分)',
    ])
      expect(draft.text).toContain(part)
    expect(draft.buttons.map(({ label }) => label)).toEqual(['创建', '修改', '取消'])
    expect(world.state.projects.size).toBe(0)
    expect(world.state.approvals.size).toBe(0)
  })

  test('somebody else’s click has no effect, is told so, and is audited; the card stays', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    const click = await world.click('赵倩', draft, '创建')
    expect(click.toast).toBe('请由发起人 李雷 操作,你的操作未生效。')
    expect(click.card).toBeUndefined()
    expect(click.shown).toEqual([])
    expect(world.state.projects.size).toBe(0)
    expect(world.state.audit.where(({ actorId }) => actorId === 'zhaoqian')).toEqual(
      expect.arrayContaining([expect.objectContaining({ outcome: 'denied' })]),
    )
  })

  test('the author’s click creates P-101 with its parts, its goals and A-1 for 王敏, once', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    const click = await world.click('李雷', draft, '创建')
    expect(click.cardText).toContain('P-101 双12大促')
    expect(click.cardText).toContain('待 王敏 审批(A-1)')
    expect(texts(click.shown)).toEqual([expect.stringMatching(/^王敏: \*\*待审批/)])
    expect(world.state.projects.where().map(({ id, parentId }) => [id, parentId])).toEqual([
      [101, undefined],
      [102, 101],
      [103, 101],
      [104, 101],
    ])
    const again = await world.click('李雷', draft, '创建')
    expect(again.toast).toBe('这张卡片已经处理过了,没有重复执行。')
    expect(world.state.projects.size).toBe(4)
    expect(world.state.approvals.size).toBe(1)
  })

  test('before the approval nothing can be reserved', async () => {
    const world = await born()
    expect(await outcomeOf(world, '李雷', 'project', '申请 1万 KOL投放')).toBe('BUDGET.NOT_APPROVED')
    expect(world.state.approvals.size).toBe(1)
  })

  test('the group of its birth is its group from then on', async () => {
    const world = await born()
    expect(await outcomeOf(world, '赵倩', 'project', '项目')).toBe('done')
    expect(world.state.chats.where(({ projectId }) => projectId === 101)).toHaveLength(1)
  })
})

describe('the draft', () => {
  test('may be edited: the form is filled in, what was emptied is gone, and it is shown again', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    const form = await world.click('李雷', draft, '修改')
    const inputs = form.card?.blocks.flatMap((block) => (block.kind === 'form' ? block.inputs : [])) ?? []
    expect(inputs.map(({ name, initial }) => [name, initial])).toEqual([
      ['name', '双12大促'],
      ['period', '2026-12-01~2026-12-20'],
      ['budget', '500000.00'],
      ['goal', 'GMV300万'],
      ['owner', undefined],
    ])
    const buttons = form.card?.blocks.flatMap((block) => (block.kind === 'form' ? block.buttons : [])) ?? []
    const preview = await world.click('李雷', { messageId: draft.messageId, buttons }, '提交', {
      name: '双十二大促',
      period: '12月2日到12月20日',
      budget: '',
      goal: 'GMV300万',
      owner: '',
    })
    expect(preview.cardText).toContain('双十二大促')
    expect(preview.cardText).toContain('2026-12-02(周三)—12-20(周日)')
    expect(preview.cardText).toContain('未填写')
    expect(preview.cardText).not.toContain('500,000')
    expect(world.state.projects.size).toBe(0)
  })

  test('a field that cannot be read is refused by its label, and the form stays open', async () => {
    const world = await BotWorld.open()
    const form = only(await world.say('李雷', 'project', '新建项目 双12大促'))
    expect(form.inputs).toEqual(['period'])
    const bad = await world.click('李雷', form, '提交', { period: '很快' })
    expect(bad.toast).toBe('看不懂「起止」里的「很快」,未保存。')
    const good = await world.click('李雷', form, '提交', { period: '12月1日到12月20日' })
    expect(good.cardText).toContain('项目草案 · 双12大促')
  })

  test('a form without the missing field asks again', async () => {
    const world = await BotWorld.open()
    const form = only(await world.say('李雷', 'project', '新建项目 双12大促'))
    const again = await world.click('李雷', form, '提交', { period: '  ' })
    expect(again.cardText).toContain('新建项目:请补充')
    expect(world.state.projects.size).toBe(0)
  })

  test.each([
    ['取消', '已取消,什么都没有改。'],
    ['3', '已取消,什么都没有改。'],
  ])('is dropped by %s', async (word, answer) => {
    const world = await BotWorld.open()
    await world.say('李雷', 'project', CREATE)
    const shown = await world.say('李雷', 'project', word, { mention: false })
    expect(shown[0]?.text).toBe(answer)
    expect(allText(await world.say('李雷', 'project', '确认'))).toContain('没有听懂')
    expect(world.state.projects.size).toBe(0)
  })

  test.each(['确认', '创建', '1'])('is confirmed by %s, too', async (word) => {
    const world = await BotWorld.open()
    await world.say('李雷', 'project', CREATE)
    const shown = await world.say('李雷', 'project', word, { mention: false })
    expect(allText(shown)).toContain('P-101 双12大促')
    expect(world.state.projects.size).toBe(4)
  })

  test('2 opens the form, as its number says', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    expect(draft.text).toContain('1 创建　2 修改　3 取消')
    const shown = await world.say('李雷', 'project', '2', { mention: false })
    expect(shown[0]?.inputs).toContain('budget')
    expect(world.state.projects.size).toBe(0)
  })

  test('talk among people does not confirm it: 好的 counts only if it is said to the bot', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    for (const word of ['好', '好的', '可以', '是', 'ok'])
      expect(await world.say('李雷', 'project', word, { mention: false })).toEqual([])
    expect(world.state.projects.size).toBe(0)
    await world.say('李雷', 'project', '好的', { mention: false, replyTo: draft.messageId })
    expect(world.state.projects.size).toBe(4)
  })

  test('after ten minutes it is void', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    await world.advance(10)
    expect((await world.click('李雷', draft, '创建')).toast).toBe(
      '这个问题已过 10 分钟,已作废,什么都没有改。请重新发送指令。',
    )
    expect(allText(await world.say('李雷', 'project', '确认'))).toContain('已作废')
    expect(world.state.projects.size).toBe(0)
  })
})

describe('refused before anything is drafted', () => {
  test.each([
    ['新建项目 双12大促 12月20日到12月1日', '「12月20日到12月1日」结束早于开始,未保存'],
    ['新建项目 双12大促 2026年11月1日到2026年11月20日', '已经过去,未保存'],
    ['新建项目 双12大促 12月1日到12月20日 负责人张三', '没有找到叫「张三」的人,未执行'],
    ['新建项目 双12大促 12月1日到12月20日 预算0元', '金额要大于 0,未提交'],
    ['新建项目 双12大促 12月1日到12月32日', '「12月1日到12月32日」不是有效的日期,未保存'],
  ])('%s', async (line, sentence) => {
    const world = await BotWorld.open()
    expect(allText(await world.say('李雷', 'project', line))).toContain(sentence)
    expect(world.state.prompts.size).toBe(0)
  })

  test('a name that is taken', async () => {
    const world = await born()
    expect(await outcomeOf(world, '李雷', 'project', CREATE)).toBe('PROJECT.NAME_TAKEN')
  })

  test('a name that was taken between draft and click', async () => {
    const world = await BotWorld.open()
    const draft = only(await world.say('李雷', 'project', CREATE))
    const other = only(await world.say('王敏', 'management', CREATE))
    await world.click('王敏', other, '创建')
    expect((await world.click('李雷', draft, '创建')).toast).toContain('已有同名项目')
    expect(world.state.projects.size).toBe(4)
  })
})

describe('which project', () => {
  async function two(): Promise<BotWorld> {
    const world = await born()
    const draft = only(await world.say('李雷', 'private', '新建项目 年货节 12月21日到12月31日'))
    await world.click('李雷', draft, '创建')
    return world
  }

  test('a private chat takes the only project and says which', async () => {
    const world = await launched()
    expect(allText(await world.say('李雷', 'private', '新建任务 海报'))).toContain('已默认归入 P-101 双12大促')
  })

  test('several projects are a choice, answered by its asker', async () => {
    const world = await two()
    const question = only(await world.say('李雷', 'private', '新建任务 海报'))
    expect(question.title).toBe('是哪个项目?')
    const shown = await world.say('李雷', 'private', '2')
    expect(allText(shown)).toContain('海报')
    expect(world.state.tasks.where().map(({ projectId }) => projectId)).toEqual([105])
  })

  test('好的 to a choice is no answer', async () => {
    const world = await two()
    const question = only(await world.say('李雷', 'private', '新建任务 海报'))
    const shown = await world.say('李雷', 'private', '好的', { replyTo: question.messageId })
    expect(allText(shown)).toBe('请回复 1–2 之间的序号。')
    expect(world.state.tasks.size).toBe(0)
    await world.say('李雷', 'private', '1')
    expect(world.state.tasks.size).toBe(1)
  })

  test('who belongs to no project is told how to go on', async () => {
    const world = await BotWorld.open()
    expect(allText(await world.say('李雷', 'private', '新建任务 海报'))).toContain('先「新建项目」')
  })

  test('a bound group means its project, though the speaker has others', async () => {
    const world = await two()
    await world.say('李雷', 'project', '新建任务 海报')
    expect(world.state.tasks.where().map(({ projectId }) => projectId)).toEqual([101])
  })
})

describe('binding', () => {
  test('a group works on one project; binding again says so', async () => {
    const world = await born()
    expect(allText(await world.say('李雷', 'management', '绑定项目 P-101'))).toContain('本群已绑定 P-101')
    expect(await outcomeOf(world, '李雷', 'management', '绑定项目 P-101')).toBe('PROJECT.CHAT_BOUND')
    expect(await outcomeOf(world, '周涛', 'management', '新建任务 海报')).toBe('done')
  })

  test('a group is not taken from another project without the right in that one', async () => {
    const world = await born()
    await world.click('王敏', only(await world.say('王敏', 'private', '新建项目 年货节 12月21日到12月31日')), '创建')
    expect(await outcomeOf(world, '王敏', 'project', '绑定项目 P-105')).toBe('PERMISSION.DENIED')
    expect(allText(await world.say('李雷', 'project', '项目'))).toContain('P-101')
    expect(allText(await world.say('孙浩', 'project', '绑定项目 P-105'))).toContain('本群已绑定 P-105')
  })

  test('whoever runs the project runs the groups of its parts', async () => {
    const world = await born()
    expect(await outcomeOf(world, '李雷', 'management', '绑定项目 P-102')).toBe('done')
    expect(await outcomeOf(world, '李雷', 'management', '绑定项目 P-103')).toBe('done')
  })

  test('a project that is over gets no group, no budget and no work; its group is free', async () => {
    const world = await BotWorld.open()
    await world.say('李雷', 'management', '演示')
    await world.say('王敏', 'private', '演示')
    await world.say('李雷', 'management', '撤销')
    for (const line of ['绑定项目 P-101', '追加预算 3万 P-101', '新建任务 海报 P-101'])
      expect(await outcomeOf(world, '李雷', 'management', line)).toBe('PROJECT.CLOSED')
    expect(await outcomeOf(world, '王敏', 'management', '绑定项目 P-102')).toBe('done')
  })

  test('not in a private chat', async () => {
    const world = await born()
    expect(allText(await world.say('李雷', 'private', '绑定项目 P-101'))).toBe('「绑定项目」只在群里有效,未更改。')
  })
})

test('the demo is the actor’s alone, and one word takes it back', async () => {
  const world = await BotWorld.open()
  const shown = await world.say('李雷', 'private', '演示')
  expect(shown.map(({ where }) => where)).toEqual(['李雷'])
  expect(
    world.state.tasks.where().every(({ assigneeId, kind }) => kind === 'milestone' || assigneeId === 'lilei'),
  ).toBe(true)
  expect(allText(await world.say('李雷', 'private', '撤销'))).toContain('已撤销')
  expect(world.state.projects.where().map(({ status }) => status)).toEqual(['cancelled'])
})
