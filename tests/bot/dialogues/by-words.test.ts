/** A choice is also made by the words that stand on it: in words only there is nothing to press, and cards can be spoken to, too. */
import { describe, expect, test } from 'vitest'
import { beforeD12, founded, handedOut } from './days.ts'
import { fieldOf, MODES, newIn, posted, Talk } from './talk.ts'

const GROUP = '双12项目群'
const CREATE = '新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万'
const WHICH = '把 详情页文案 派给小韩 周五前'

describe.each(MODES)('questions $mode', ({ textOnly }) => {
  test.each(['韩梅梅', '韩梅梅(客服)', '2', '韩梅梅。'])('which 小韩: %s', async (said) => {
    const talk = await founded(textOnly)
    await talk.say('李雷', 'project', WHICH)
    expect(fieldOf(newIn(await talk.goOn('李雷', said), GROUP), '负责人')).toBe('韩梅梅')
    expect(talk.world.state.tasks.get(1)?.assigneeId).toBe('hanmeimei')
  })

  test.each(['小韩', '客服', '都不是'])('%s names nobody of them, and is no order', async (said) => {
    const talk = await founded(textOnly)
    await talk.say('李雷', 'project', WHICH)
    expect(await talk.goOn('李雷', said)).toEqual([])
    expect(talk.world.state.tasks.size).toBe(0)
  })

  test('of others the name is talk; in reply to the question it is refused', async () => {
    const talk = await founded(textOnly)
    const which = await talk.answer('李雷', 'project', WHICH)
    expect(await talk.goOn('赵倩', '韩梅梅')).toEqual([])
    const refused = posted(await talk.goOn('赵倩', '韩梅梅', { replyTo: which.messageId }))
    expect(refused.map(({ text }) => text)).toEqual(['请由发起人 李雷 操作,你的操作未生效。'])
    expect(talk.world.state.tasks.size).toBe(0)
  })

  test('修改 of a draft asks for its fields', async () => {
    const talk = await Talk.open(textOnly)
    await talk.say('李雷', 'project', CREATE)
    expect(newIn(await talk.goOn('李雷', '修改'), GROUP).text).toContain('新建项目:请补充')
    expect(newIn(await talk.goOn('李雷', '预算=40万'), GROUP).text).toContain('¥400,000.00(四十万元整)')
    await talk.goOn('李雷', '创建')
    expect(talk.world.state.approvals.get(1)?.amount).toBe(40_000_000n)
  })

  test('which project: by its number or its name', async () => {
    for (const said of ['P-105', '年货节']) {
      const talk = await beforeD12(textOnly)
      await talk.say('李雷', 'private', '甘特图')
      expect(newIn(await talk.say('李雷', 'private', said), '李雷').text).toContain('年货节')
    }
  })

  test('the fields of a form are no choices', async () => {
    const talk = await founded(textOnly)
    await talk.say('周涛', 'project', '申请预算')
    await talk.goOn('周涛', '金额')
    expect(talk.world.state.approvals.size).toBe(1)
    expect(talk.world.state.prompts.where(({ kind, status }) => kind === 'form' && status === 'open')).toHaveLength(1)
  })
})

describe('menus, in words only', () => {
  test('是 and 改日期 answer the question about a rest day', async () => {
    for (const [said, answer] of [
      ['是', '11-22 按加班记录,已确认'],
      ['改日期', '请回复：'],
    ] as const) {
      const talk = await handedOut(true)
      await talk.say('韩梅', 'private', '昨天详情页文案3小时,今天2.5h')
      expect((await talk.answer('韩梅', 'private', said)).text).toContain(answer)
    }
  })

  test('记 2.3h logs it', async () => {
    const talk = await handedOut(true)
    await talk.say('韩梅', 'private', '昨天详情页文案3小时,今天2.5h')
    await talk.say('韩梅', 'private', '今天再记23小时')
    expect((await talk.answer('韩梅', 'private', '记 2.3h')).text).toContain('11-23 2.3h(当日合计 4.8h)')
  })

  test('in a group their words are talk, unless they are said to us', async () => {
    const talk = await beforeD12(true)
    const said = await talk.answer('李雷', 'project', '删除项目 双12大促')
    expect(await talk.goOn('李雷', '查看占用')).toEqual([])
    expect((await talk.answer('李雷', 'project', '查看占用')).text).toContain('占用：¥200,000.00')
    const quoted = await talk.goOn('李雷', '归档', { replyTo: said.messageId })
    expect(newIn(quoted, GROUP).text).toContain('将归档并隐藏 P-101')
  })
})
