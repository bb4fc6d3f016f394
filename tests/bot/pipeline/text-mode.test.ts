/** A chat without cards: everything is words, every choice has a number, and every answer can be replied to. */
import { describe, expect, test } from 'vitest'
import { answerPrompt, performChosen } from '../../../src/bot/pipeline/prompts.ts'
import { choiceOfQuoted } from '../../../src/bot/pipeline/quoted-choice.ts'
import type { PostedCard } from '../../../src/domain/conversations/conversation.ts'
import { BotWorld, only, type Place, type Shown } from '../../support/bot-world.ts'
import { allText, CREATE, launched } from '../actions/scene.ts'
import { inside } from './inside.ts'

/** The day of {@link launched}; from here on nobody gets a card. */
async function inWords(): Promise<BotWorld> {
  const world = await launched()
  await world.wordsOnly()
  return world
}

const lastLine = ({ text }: Shown): string => text.split('\n').at(-1) ?? ''

function postedAs(world: BotWorld, { messageId }: Shown): PostedCard {
  const [posted] = world.state.cards.where((one) => one.messageId === messageId)
  if (!posted) throw new Error('nothing was remembered of it')
  return posted
}

/** What the button under this number of a message would do. */
function quotedChoice(world: BotWorld, who: string, place: Place, message: Shown, number: number) {
  return inside(world, who, place, (base) => choiceOfQuoted(base, postedAs(world, message), number))
}

describe('instead of cards', () => {
  test.each([
    '项目 P-101',
    '任务 T-1',
    '甘特图',
    '进度图',
    '帮助',
    '新建任务',
    'T-1 派给',
    '新见任务 海报',
    '我的任务',
  ])('%s is answered in words', async (line) => {
    const world = await inWords()
    for (const shown of await world.say('李雷', 'project', line)) expect(shown.kind).toBe('text')
  })

  test('a chart says its key figures', async () => {
    const world = await inWords()
    expect(allText(await world.say('李雷', 'project', '进度图'))).toMatch(/［图］.*\d/)
  })

  test('only where it was chosen: others in the same project still get cards', async () => {
    const world = await launched()
    await world.environment.unitOfWork.run((tx) =>
      tx.chatModes.save(world.conversation('private', '赵倩'), { textOnly: true }),
    )
    const shown = await world.say('李雷', 'project', '新建任务 海报 给赵倩')
    expect(only(shown, '双12项目群').kind).toBe('card')
    expect(only(shown, '赵倩').kind).toBe('text')
  })

  test('what was posted as words is not edited; a card from before is', async () => {
    const world = await launched()
    const card = only(await world.say('李雷', 'management', '任务 T-1'))
    await world.wordsOnly()
    await world.say('李雷', 'project', '任务 T-1')
    const shown = await world.say('赵倩', 'private', '接受 T-1')
    expect(shown.filter(({ kind }) => kind === 'edit').map(({ messageId }) => messageId)).toContain(card.messageId)
    expect(shown.filter(({ where }) => where === '双12项目群')).toEqual([])
  })

  test('nor is a question that ended in silence', async () => {
    const world = await inWords()
    await world.say('李雷', 'project', '主视觉推迟到12月1日完成')
    const shown = await world.say('李雷', 'project', '取消', { mention: false })
    expect(shown.map(({ kind }) => kind)).toEqual(['text'])
  })
})

describe('questions', () => {
  test.each([
    ['申请预算 KOL投放', '1'],
    ['T-1 工时', '1'],
    ['T-1 派给小韩', '确认'],
  ])('behind %s, %s does not carry out the preview that was asked before', async (newer, answer) => {
    const world = await inWords()
    await world.say('李雷', 'project', '主视觉推迟到12月1日完成')
    await world.say('李雷', 'project', newer)
    expect(allText(await world.say('李雷', 'project', answer, { mention: false }))).not.toContain('已改期')
  })

  test.each([
    ['纯文字模式', '卡片'],
    ['用英文', '中文'],
  ])('after %s, %s said among people changes nothing', async (order, talk) => {
    const world = await inWords()
    await world.say('李雷', 'project', order)
    expect(await world.say('李雷', 'project', talk, { mention: false })).toEqual([])
  })

  test('a preview numbers all its buttons, and each number is that button', async () => {
    const world = await inWords()
    const preview = only(await world.say('李雷', 'project', '主视觉推迟到12月1日完成'))
    expect(lastLine(preview)).toBe('回复序号：1 确认联动　2 只改T-1　3 取消')
    await world.say('李雷', 'project', '2', { mention: false })
    expect(world.state.tasks.get(1)?.due).toBe('2026-12-01')
    expect(world.state.tasks.get(2)?.due).toBe('2026-12-02')
  })

  test.each([
    ['1', 1],
    ['3', 0],
  ])('a draft with 修改: %s', async (number, projects) => {
    const world = await BotWorld.open({ textOnly: true })
    const draft = only(await world.say('李雷', 'project', CREATE))
    expect(lastLine(draft)).toBe('回复序号：1 创建　2 修改　3 取消')
    await world.say('李雷', 'project', number, { mention: false })
    expect(world.state.projects.where(({ parentId }) => parentId === undefined)).toHaveLength(projects)
  })

  test('options are shown once, under the numbers that answer them', async () => {
    const world = await inWords()
    const which = only(await world.say('李雷', 'project', '把 预热文案 派给小韩 周五前'))
    expect(lastLine(which)).toBe('回复序号：1 韩梅(文案)　2 韩梅梅(客服)　3 取消')
    expect(which.text.match(/韩梅\(文案\)/g)).toHaveLength(1)
    const shown = await world.say('李雷', 'project', '1', { mention: false })
    expect(world.state.tasks.get(5)?.assigneeId).toBe('hanmei')
    expect(only(shown, '韩梅').text).toContain('回复序号：1 接受　2 有问题')
  })

  test('a form says how to answer it, and numbers no button', async () => {
    const world = await inWords()
    const form = only(await world.say('周涛', 'project', '申请预算'))
    expect(form.text).toContain('请回复：1 金额（如 8万、8.5w、¥80,000）　2 用途')
    expect(form.text).toContain('放弃请回复「取消」')
    expect(form.text).not.toContain('提交')
  })
})

describe('menus', () => {
  test('a task’s buttons by number, in the chat of whoever was told', async () => {
    const world = await inWords()
    const notice = only(await world.say('李雷', 'project', '新建任务 海报 给赵倩'), '赵倩')
    expect(lastLine(notice)).toBe('回复序号：1 接受　2 有问题')
    await world.say('赵倩', 'private', '1')
    expect(world.state.tasks.get(5)?.state).toBe('accepted')
  })

  test('has an end that somebody looks for', async () => {
    const world = await inWords()
    await world.say('赵倩', 'private', '任务 T-1')
    expect(world.promptEnds.at(-1)).toEqual(new Date(world.now.getTime() + 600_000))
    await world.advance(11)
    await world.say('赵倩', 'private', '1')
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })

  test('is one person’s: a number of others means nothing here', async () => {
    const world = await inWords()
    await world.say('赵倩', 'project', '任务 T-1')
    expect(await world.say('李雷', 'project', '1', { mention: false })).toEqual([])
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
    await world.say('赵倩', 'project', '1', { mention: false })
    expect(world.state.tasks.get(1)?.state).toBe('accepted')
  })

  test('gives way to a later one, and to a question', async () => {
    const world = await inWords()
    await world.say('李雷', 'private', '任务 T-1')
    await world.say('李雷', 'private', '任务 T-2')
    const open = () => world.state.prompts.where(({ status }) => status === 'open')
    expect(open().map(({ options }) => options[0]?.args)).toEqual([{ task: '2' }])
    await world.say('李雷', 'private', '主视觉推迟到12月1日完成')
    expect(open().map(({ kind }) => kind)).toEqual(['confirm'])
  })

  test('did-you-mean and help by number', async () => {
    const world = await inWords()
    const suggestion = only(await world.say('李雷', 'project', '新见里程碑 上线 12月3日'))
    expect(lastLine(suggestion)).toMatch(/^回复序号：1 新建里程碑/)
    await world.say('李雷', 'project', '1', { mention: false })
    expect(world.state.tasks.get(5)).toMatchObject({ kind: 'milestone', due: '2026-12-03' })
  })

  test('驳回 by number asks for the reason, then rejects with it', async () => {
    const world = await inWords()
    const notice = only(await world.say('周涛', 'project', '申请 8万 KOL投放'), '王敏')
    expect(lastLine(notice)).toBe('回复序号：1 同意　2 驳回')
    const form = only(await world.say('王敏', 'private', '2'))
    expect(form.text).toContain('请回复：审批意见')
    expect(form.text).not.toContain('可不填')
    expect(world.state.approvals.get(2)?.status).toBe('pending')
    const [prompt] = world.state.prompts.where(({ kind, status }) => kind === 'form' && status === 'open')
    const answered = await inside(world, '王敏', 'private', (base) =>
      answerPrompt(base, prompt?.id ?? '', { kind: 'filled', args: { reason: '季度额度已满' } }),
    )
    expect(answered.kind).toBe('performed')
    expect(world.state.approvals.get(2)).toMatchObject({ status: 'rejected' })
  })

  test('同意 by number decides at once', async () => {
    const world = await inWords()
    await world.say('周涛', 'project', '申请 8万 KOL投放')
    await world.say('王敏', 'private', '1')
    expect(world.state.approvals.get(2)?.status).toBe('approved')
  })

  test('取消 closes it and changes nothing', async () => {
    const world = await inWords()
    await world.say('赵倩', 'private', '任务 T-1')
    await world.say('赵倩', 'private', '取消')
    expect(world.state.prompts.where(({ status }) => status === 'open')).toEqual([])
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })
})

describe('a number in reply to an older message', () => {
  test('is the button it said then, even after its menu was replaced and the state has moved on', async () => {
    const world = await inWords()
    const old = only(await world.say('赵倩', 'private', '任务 T-1'))
    await world.say('赵倩', 'private', '接受 T-1')
    await world.say('赵倩', 'private', '任务 T-1')
    expect(await quotedChoice(world, '赵倩', 'private', old, 1)).toEqual({ action: 'task.accept', args: { task: '1' } })
    expect(await quotedChoice(world, '赵倩', 'private', old, 2)).toEqual({
      action: 'task.problem',
      args: { task: '1' },
    })
    expect(await quotedChoice(world, '赵倩', 'private', old, 3)).toBeUndefined()
  })

  test('of a card the platform could only show as words it is the button that stands there now; of a card, none', async () => {
    const world = await launched()
    const card = only(await world.say('赵倩', 'private', '任务 T-1'))
    expect(await quotedChoice(world, '赵倩', 'private', card, 1)).toBeUndefined()
    const posted = postedAs(world, card)
    const accepted = world.state.tasks.get(1)
    if (!accepted) throw new Error('no task')
    world.state.cards.put(posted.id, { ...posted, degraded: 'text' })
    expect(await quotedChoice(world, '赵倩', 'private', card, 1)).toEqual({
      action: 'task.accept',
      args: { task: '1' },
    })
    await world.environment.unitOfWork.run((tx) => tx.tasks.save({ ...accepted, state: 'accepted' }))
    expect(await quotedChoice(world, '赵倩', 'private', card, 1)).toMatchObject({ action: 'task.complete' })
  })

  test('of an answer without an object of its own, too', async () => {
    const world = await inWords()
    const help = only(await world.say('李雷', 'project', '帮助'))
    expect(await quotedChoice(world, '赵倩', 'project', help, 1)).toMatchObject({ action: 'help' })
  })

  test('of a question it is none: that is answered as a question', async () => {
    const world = await inWords()
    const which = only(await world.say('李雷', 'project', '把 预热文案 派给小韩 周五前'))
    expect(await quotedChoice(world, '李雷', 'project', which, 1)).toBeUndefined()
  })

  test('runs with the right of whoever replies', async () => {
    const world = await inWords()
    const shown = await world.say('周涛', 'project', '申请 8万 KOL投放')
    const said = only(
      shown.filter(({ kind }) => kind === 'text'),
      '双12项目群',
    )
    const choice = await quotedChoice(world, '李雷', 'project', said, 1)
    expect(choice).toEqual({ action: 'approval.approve', args: { approval: '2' } })
    const performed = await inside(world, '李雷', 'project', (base) => {
      const action = base.actions.find(({ name }) => name === choice?.action)
      if (!action || !choice) throw new Error('no such action')
      return performChosen(base, action, choice.args)
    })
    expect(performed).toMatchObject({ kind: 'refused', refusal: { code: 'APPROVAL.NOT_YOUR_TURN' } })
  })
})

describe('every answer can be replied to', () => {
  test('a notice in words means its object', async () => {
    const world = await launched()
    const notice = only(await world.say('赵倩', 'private', '接受 T-1'), '李雷')
    expect(notice.kind).toBe('text')
    expect(postedAs(world, notice)).toMatchObject({ objectRef: 'T-1', view: 'answer', audienceId: 'lilei' })
  })

  test('whatever was posted carries the trace of what it answers', async () => {
    const world = await launched()
    for (const place of ['project', 'private'] as const) await world.say('李雷', place, '任务 T-1')
    expect(world.state.cards.where(({ traceId }) => traceId === undefined)).toEqual([])
  })
})
