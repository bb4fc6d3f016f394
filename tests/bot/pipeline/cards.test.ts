/** One object, one card per chat; clicks answer with the present; nobody is told of the own deed. */
import { describe, expect, test } from 'vitest'
import { type BotWorld, only, type Shown } from '../../support/bot-world.ts'
import { launched, texts } from '../actions/scene.ts'

const groupEdits = (shown: readonly Shown[]) =>
  shown.filter(({ where, kind }) => where === '双12项目群' && kind === 'edit')

describe('cards are edited in place', () => {
  test('only the newest card of an object in a chat follows it', async () => {
    const world = await launched()
    const old = only(await world.say('李雷', 'project', '任务 T-1'))
    const recent = only(await world.say('李雷', 'project', '任务 T-1'))
    const shown = await world.say('赵倩', 'private', '接受 T-1')
    expect(groupEdits(shown).map(({ messageId }) => messageId)).toEqual([recent.messageId])
    expect(groupEdits(shown)[0]?.messageId).not.toBe(old.messageId)
  })

  test('an old copy answers a click with the present state', async () => {
    const world = await launched()
    const old = only(await world.say('赵倩', 'private', '任务 T-1'))
    await world.say('赵倩', 'private', '完成 T-1')
    const click = await world.click('赵倩', old, '接受')
    expect(click.toast).toMatch(/已经完成|已完成/)
    expect(click.cardText).toContain('已完成')
    expect(world.state.tasks.get(1)?.state).toBe('done')
  })

  test('edits that wait for the same card become one', async () => {
    const world = await launched()
    await world.say('李雷', 'project', '任务 T-1')
    await Promise.all([
      world.dispatcher.accept(world.message('赵倩', 'project', '接受 T-1')),
      world.dispatcher.accept(world.message('赵倩', 'project', '有问题 T-1 缺图')),
    ])
    const edits = groupEdits(await world.settle())
    expect(edits).toHaveLength(1)
    expect(edits[0]?.text).toContain('有问题')
  })

  test('a question answered by text closes its card', async () => {
    const world = await launched()
    const preview = only(await world.say('李雷', 'project', '主视觉推迟到12月1日完成'))
    const shown = await world.say('李雷', 'project', '确认', { mention: false })
    const closed = groupEdits(shown).find(({ messageId }) => messageId === preview.messageId)
    expect(closed?.buttons).toEqual([])
  })

  test('answers in a group quote what they answer; in private they do not', async () => {
    const world = await launched()
    const group = await world.say('赵倩', 'project', '我的任务')
    expect(only(group).replyTo).toMatch(/^om_in_/)
    expect(only(await world.say('赵倩', 'private', '我的任务')).replyTo).toBeUndefined()
  })
})

describe('a click', () => {
  test('is answered with the card; if the answer is lost, the edit follows', async () => {
    const world = await launched()
    world.answersGetOut = false
    const card = only(await world.say('赵倩', 'private', '任务 T-1'))
    const click = await world.click('赵倩', card, '接受')
    expect(click.cardText).toContain('已接受')
    expect(click.shown.some(({ messageId }) => messageId === card.messageId)).toBe(false)
    const late = await world.advance(1)
    expect(late.map(({ messageId, kind }) => [messageId, kind])).toEqual([[card.messageId, 'edit']])
  })

  test('needs no edit once the answer got out', async () => {
    const world = await launched()
    const card = only(await world.say('赵倩', 'private', '任务 T-1'))
    await world.click('赵倩', card, '接受')
    expect(await world.advance(1)).toEqual([])
  })

  test('by the wrong person leaves the shared card as it is', async () => {
    const world = await launched()
    const card = only(await world.say('李雷', 'project', '任务 T-1'))
    const click = await world.click('周涛', card, '接受')
    expect(click.toast).toBe('T-1 由 赵倩 负责,你的操作未生效。')
    expect(click.card).toBeUndefined()
    expect(click.shown).toEqual([])
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })

  test.each([
    ['an older card version', { action: 'task.accept', args: { task: '1' } }, 0],
    ['an action that no longer exists', { action: 'task.forget', args: { task: '1' } }, 1],
    ['arguments that are none', { action: 'task.accept', args: { task: 'one' } }, 1],
    ['a question that was never asked', { action: 'prompt.confirm', args: { prompt: 'none' } }, 1],
    ['no question', { action: 'prompt.confirm', args: {} }, 1],
  ])('from %s does nothing and says so', async (_name, button, cardVersion) => {
    const world = await launched()
    const card = only(await world.say('赵倩', 'private', '任务 T-1'))
    const click = await world.press('赵倩', card.messageId, button, { cardVersion })
    expect(click.toast).toBe('这张卡片来自旧版本,按钮已失效,什么都没有改。请重新发送指令。')
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })

  test('cannot confirm a choice, nor submit a preview, by a forged button', async () => {
    const world = await launched()
    const which = only(await world.say('李雷', 'project', '新建任务 海报 给小韩 周五'))
    const prompt = which.buttons[0]?.args.prompt ?? ''
    await world.press('李雷', which.messageId, { action: 'prompt.confirm', args: { prompt } })
    await world.press('李雷', which.messageId, { action: 'prompt.submit', args: { prompt } }, { form: { title: 'x' } })
    await world.press('李雷', which.messageId, { action: 'prompt.edit', args: { prompt } })
    expect(world.state.tasks.size).toBe(4)
    await world.click('李雷', which, '1 韩梅(文案)')
    expect(world.state.tasks.get(5)?.assigneeId).toBe('hanmei')
  })

  test('twice on a choice creates once', async () => {
    const world = await launched()
    const which = only(await world.say('李雷', 'project', '新建任务 海报 给小韩 周五'))
    await world.click('李雷', which, '1 韩梅(文案)')
    expect((await world.click('李雷', which, '2 韩梅梅(客服)')).toast).toContain('已经处理过了')
    expect(world.state.tasks.size).toBe(5)
  })

  test('the button runs with the clicker’s right, not the asker’s', async () => {
    const world = await launched()
    const suggestion = only(await world.say('李雷', 'project', '新见里程碑 上线 12月3日'))
    const click = await world.click('赵倩', suggestion, suggestion.buttons[0]?.label ?? '')
    expect(click.toast).toContain('未执行')
    expect(world.state.tasks.size).toBe(4)
  })
})

describe('notices', () => {
  const everyNotice = (world: BotWorld, shown: readonly Shown[]) =>
    shown.filter(({ where, kind }) => kind !== 'edit' && where !== '双12项目群' && world.person(where))

  test.each([
    ['李雷', '新建任务 海报 给赵倩', ['赵倩']],
    ['李雷', '新建任务 海报 给我', []],
    ['李雷', 'T-3 派给周涛', ['周涛', '韩梅']],
    ['赵倩', '接受 T-1', ['李雷']],
    ['赵倩', '完成 T-1', ['李雷', '周涛']],
    ['李雷', '完成 T-1', ['赵倩', '周涛']],
    ['李雷', '把详情页文案改到12月4日', ['韩梅']],
    ['韩梅', '把详情页文案改到12月4日', []],
    ['周涛', '申请 8万 KOL投放', ['王敏']],
    ['王敏', '申请 8000元 KOL投放', ['李雷']],
  ])('%s: %s tells %j, in private, and never the actor', async (who, line, told) => {
    const world = await launched()
    const shown = await world.say(who, 'project', line)
    const notices = everyNotice(world, shown)
    expect(notices.map(({ where }) => where).sort()).toEqual([...told].sort())
    expect(texts(shown.filter(({ where, kind }) => where === who && kind !== 'edit'))).toEqual([])
  })

  test('the asker reads the result before anybody reads a notice', async () => {
    const world = await launched()
    const shown = await world.say('李雷', 'project', '新建任务 海报 给赵倩')
    expect(shown.map(({ where }) => where)).toEqual(['双12项目群', '赵倩'])
  })

  test('somebody out of reach is noted in the audit, and nothing fails', async () => {
    const world = await launched({
      people: (people) => people.map((one) => (one.id === 'zhaoqian' ? { ...one, accounts: [] } : one)),
    })
    const shown = await world.say('李雷', 'project', '新建任务 海报 给赵倩')
    expect(shown.map(({ where }) => where)).toEqual(['双12项目群'])
    expect(world.state.audit.where(({ event }) => event === 'notice.unreachable').at(-1)).toMatchObject({
      detail: { personId: 'zhaoqian' },
    })
  })
})

test('what an answer says beside its own card is not edited away by that card', async () => {
  const world = await launched()
  const shown = await world.say('李雷', 'project', 'T-1 交给周涛 12月30日')
  const here = shown.filter(({ where }) => where === '双12项目群')
  expect(here.map(({ kind }) => kind)).not.toContain('edit')
  expect(here[0]?.text).toContain('晚于项目结束')
})
