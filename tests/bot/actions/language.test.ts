/** The reader's own language, and how a chat is spoken to. */
import { describe, expect, test } from 'vitest'
import { type BotWorld, only, type Place } from '../../support/bot-world.ts'
import { allText, launched } from './scene.ts'

const choose = (world: BotWorld, who: string, locale: string) =>
  world.press(who, 'om_any', { action: 'language.choose', args: { locale } })

/** As a button of a card in this chat would. */
async function setMode(world: BotWorld, who: string, place: Place, mode: string) {
  const [card] = await world.say(who, place, '帮助')
  return world.press(who, card?.messageId ?? '', { action: 'chat.text_mode', args: { mode } })
}

const textOnly = (world: BotWorld, place: Place, who: string) =>
  world.environment.unitOfWork.run(async (tx) => (await tx.chatModes.of(world.conversation(place, who))).textOnly)

describe('language', () => {
  test('is answered in the new language, and stays', async () => {
    const world = await launched()
    expect((await choose(world, '周涛', 'en')).toast).toBe('All right, I will speak English to you from now on.')
    expect(allText(await world.say('周涛', 'private', 'done T-2'))).toMatch(/has to wait until/)
    expect((await choose(world, '周涛', 'zh-CN')).toast).toBe('好的,以后用中文和你说。')
    expect(allText(await world.say('周涛', 'private', '完成 T-2'))).not.toMatch(/[a-z]{4}/)
  })

  test('is each reader’s own: the same change is told in two languages', async () => {
    const world = await launched()
    await choose(world, '李雷', 'en')
    const shown = await world.say('赵倩', 'private', '接受 T-1')
    expect(only(shown, '李雷').text).toBe('赵倩 accepted T-1 主视觉设计')
    await world.say('李雷', 'project', '主视觉推迟到12月1日完成')
    const moved = await world.say('李雷', 'project', 'confirm', { mention: false })
    expect(
      only(
        moved.filter(({ kind }) => kind !== 'edit'),
        '赵倩',
      ).text,
    ).toContain('李雷 调整了计划')
  })

  test('lists things with its own marks', async () => {
    const world = await launched()
    expect(allText(await world.say('李雷', 'project', 'T-3 依赖 T-1、T-2'))).toContain('T-1、T-2')
    await world.say('李雷', 'project', '撤销')
    await choose(world, '李雷', 'en')
    const said = allText(await world.say('李雷', 'project', 'T-3 depends on T-1, T-2'))
    expect(said).toContain('T-1, T-2')
    expect(said).not.toContain('、')
  })

  test('outlives the next import of the roster', async () => {
    const world = await launched()
    await choose(world, '周涛', 'en')
    await world.environment.unitOfWork.run(async (tx) => tx.people.save(world.person('周涛')))
    expect(allText(await world.say('周涛', 'private', 'my tasks'))).toContain('to be accepted')
  })

  test('can be taken back', async () => {
    const world = await launched()
    await choose(world, '周涛', 'en')
    expect(allText(await world.say('周涛', 'private', 'undo'))).toBe('已撤销,语言 已恢复')
    expect(allText(await world.say('周涛', 'private', '完成 T-2'))).toMatch(/\p{Script=Han}/u)
  })

  test('anything else is no language', async () => {
    const world = await launched()
    await choose(world, '周涛', 'fr')
    expect(world.state.preferences.where()).toEqual([])
  })

  test('is in the audit', async () => {
    const world = await launched()
    await choose(world, '周涛', 'en')
    expect(world.state.audit.where(({ event }) => event === 'language.choose')).toMatchObject([
      { actorId: 'zhoutao', before: { locale: 'zh-CN' }, after: { locale: 'en' } },
    ])
  })
})

describe('text mode', () => {
  test('is chosen, audited, and chosen back', async () => {
    const world = await launched()
    await setMode(world, '赵倩', 'private', 'text')
    expect(await textOnly(world, 'private', '赵倩')).toBe(true)
    expect(only(await world.say('赵倩', 'private', '任务 T-1')).kind).toBe('text')
    expect(world.state.audit.where(({ event }) => event === 'chat.text_mode')).toMatchObject([
      { actorId: 'zhaoqian', before: { textOnly: false }, after: { textOnly: true } },
    ])
    await setMode(world, '赵倩', 'private', 'cards')
    expect(only(await world.say('赵倩', 'private', '任务 T-1')).kind).toBe('card')
  })

  test('can be taken back', async () => {
    const world = await launched()
    await setMode(world, '赵倩', 'private', 'text')
    expect(allText(await world.say('赵倩', 'private', '撤销'))).toBe('已撤销,消息模式 已恢复')
    expect(await textOnly(world, 'private', '赵倩')).toBe(false)
  })

  test.each([
    ['李雷', true],
    ['赵倩', true],
    ['孙浩', true],
    ['陈亮', false],
    ['吴迪', false],
  ])('in a group: %s %s', async (who, may) => {
    const world = await launched()
    const { toast } = await setMode(world, who, 'project', 'text')
    expect(await textOnly(world, 'project', who)).toBe(may)
    if (!may) expect(toast).toContain('可找 李雷')
  })

  test.each(['陈亮', '吴迪'])('in their own chat everybody may: %s', async (who) => {
    const world = await launched()
    await setMode(world, who, 'private', 'text')
    expect(await textOnly(world, 'private', who)).toBe(true)
  })
})

test('a duplicate click is answered in the clicker’s language', async () => {
  const world = await launched()
  await choose(world, '周涛', 'en')
  await world.say('周涛', 'private', 'my tasks')
  const twice = { action: 'help', args: {} }
  await world.press('周涛', 'om_any', twice, { eventKey: 'same' })
  expect((await world.press('周涛', 'om_any', twice, { eventKey: 'same' })).toast).not.toMatch(/\p{Script=Han}/u)
})
