/** The organisation's words, the tour and explanations, as people type them. */
import { expect, test } from 'vitest'
import { only } from '../../../support/bot-world.ts'
import { allText, launched } from '../scene.ts'

test('a synonym is a verb at once, and none any more once it is removed', async () => {
  const world = await launched()
  await world.say('孙浩', 'private', '同义词 甩活=派给')
  await world.say('李雷', 'project', 'T-3 甩活 周涛')
  expect(world.state.tasks.get(3)?.assigneeId).toBe('zhoutao')
  await world.say('孙浩', 'private', '删除词 甩活')
  await world.say('李雷', 'project', 'T-3 甩活 赵倩')
  expect(world.state.tasks.get(3)?.assigneeId).toBe('zhoutao')
})

test('a nickname is a person, and only that one', async () => {
  const world = await launched()
  await world.say('孙浩', 'private', '昵称 小韩=韩梅梅')
  await world.say('李雷', 'project', '把 T-3 派给小韩')
  expect(world.state.tasks.get(3)?.assigneeId).toBe('hanmeimei')
})

test('a shortcut is the whole line', async () => {
  const world = await launched()
  await world.say('孙浩', 'private', '快捷指令 周会=新建任务 周会纪要 明天')
  await world.say('李雷', 'project', '周会 给赵倩')
  const [made] = world.state.tasks.where(({ title }) => title === '周会纪要')
  expect(made).toMatchObject({ assigneeId: 'zhaoqian', due: '2026-11-24' })
})

test('a line is explained as it was read, to whoever said it', async () => {
  const world = await launched()
  await world.say('李雷', 'project', '把 T-3 派给周涛 12月3日')
  const said = only(await world.say('李雷', 'project', '你怎么理解的')).text
  expect(said).toContain('把 T-3 派给周涛 12月3日')
  expect(said).toContain('2026-12-03(周四)')
  expect(said).toContain('周涛')
  expect(said).toContain('已执行 · T-3')
  expect(allText(await world.say('赵倩', 'project', '解释'))).toContain('还没有说过')
})

test('a reply to an older answer explains that one', async () => {
  const world = await launched()
  const [first] = await world.say('李雷', 'project', 'T-3 派给周涛')
  await world.say('李雷', 'project', '甘特图')
  const replyTo = first?.messageId ?? ''
  expect(only(await world.say('李雷', 'project', '解释', { replyTo })).text).toContain('T-3 派给周涛')
  expect(allText(await world.say('赵倩', 'project', '解释', { replyTo }))).toContain('不是你说的话')
})

test('the tour is taken in words', async () => {
  const world = await launched()
  expect(only(await world.say('韩梅', 'private', '新手引导')).title).toContain('第 1 步')
  expect(only(await world.say('韩梅', 'private', '跳过引导')).title).toContain('已跳过')
  expect(only(await world.say('韩梅', 'private', '继续引导')).title).toContain('第 1 步')
  expect(allText(await world.say('韩梅', 'project', '新手引导'))).toContain('请私聊我')
})

test.each([
  ['zh-CN', '李雷'],
  ['en', '李雷'],
  ['zh-CN', '吴迪'],
] as const)('what the tour tells people to type is understood and done: %s %s', async (locale, who) => {
  const world = await launched()
  await world.press(who, 'om_any', { action: 'language.choose', args: { locale } })
  let [card] = await world.say(who, 'private', locale === 'en' ? 'tour' : '新手引导')
  for (let i = 0; i < 6 && card; i++) {
    const line = /\*\*([^*]+)\*\*$/m.exec(card.text.split('\n').slice(1).join('\n'))?.[1] ?? ''
    await world.say(who, 'private', line)
    expect(world.state.turns.where().at(-1), line).toMatchObject({
      line,
      outcome: line.match(/推迟|reschedule/) ? 'asked' : 'done',
    })
    const next = card.buttons.find(({ action, args }) => action === 'tour' && args.step === 'next')
    if (next) [card] = (await world.press(who, card.messageId, next)).shown
  }
  expect(card?.buttons.map(({ args }) => args)).toContainEqual({ step: 'clear' })
})
