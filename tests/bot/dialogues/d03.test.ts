/** D3 派发与重名: a nickname of two is a question that only its asker answers. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Shown } from '../../support/bot-world.ts'
import { split } from './days.ts'
import { type Chosen, choicesOf, fieldOf, MODES, newIn, posted, type Talk, told } from './talk.ts'

const GROUP = '双12项目群'

describe.each(MODES)('D3 $mode', ({ textOnly }) => {
  let talk: Talk
  let which: Shown
  let assigned: Chosen
  const tasks = () => talk.world.state.tasks

  beforeAll(async () => {
    talk = await split(textOnly)
    which = await talk.answer('李雷', 'project', '把 详情页文案 派给小韩 周五前')
  })

  test('小韩 are two, by their numbers; nothing is done yet', () => {
    expect(which.text).toContain('「小韩」有 2 个,是哪一个?')
    expect(which.text).toContain('1 韩梅(文案)　2 韩梅梅(客服)')
    expect(choicesOf(which)).toEqual(['韩梅(文案)', '韩梅梅(客服)', '取消'])
    expect(
      tasks()
        .where()
        .map(({ id, assigneeId }) => [id, assigneeId]),
    ).toEqual([
      [1, 'zhaoqian'],
      [2, 'zhoutao'],
    ])
  })

  test.each([
    ['without a mention', () => talk.goOn('赵倩', '2'), []],
    ['with a mention', () => talk.say('赵倩', 'project', '2'), undefined],
    [
      'in reply to the question',
      () => talk.goOn('赵倩', '2', { replyTo: which.messageId }),
      ['请由发起人 李雷 操作,你的操作未生效。'],
    ],
  ])('赵倩’s 2 does nothing: %s', async (_how, say, answers) => {
    const shown = await say()
    if (answers) expect(posted(shown).map(({ text }) => text)).toEqual(answers)
    expect(told(shown).filter((where) => where !== GROUP)).toEqual([])
    expect(tasks().size).toBe(2)
    expect(talk.world.state.prompts.where(({ kind, status }) => kind === 'choice' && status === 'open')).toHaveLength(1)
  })

  test.skipIf(textOnly)('nor does her press on a button', async () => {
    expect((await talk.choose('赵倩', 'project', which, '韩梅梅(客服)')).answer).toContain('请由发起人 李雷 操作')
    expect(tasks().size).toBe(2)
  })

  test('李雷’s 1, said in both modes, gives T-3 to 韩梅, who alone is told', async () => {
    const shown = await talk.goOn('李雷', '1')
    assigned = { answer: '', next: () => newIn(shown, GROUP), shown }
    const card = assigned.next()
    expect(card.text).toContain('T-3 详情页文案** [待接受]')
    expect(fieldOf(card, '负责人')).toBe('韩梅')
    expect(fieldOf(card, '时间')).toBe('截止 2026-11-27(周五)')
    expect(told(shown)).toEqual([GROUP, '韩梅'])
    expect(tasks().get(3)).toMatchObject({
      title: '详情页文案',
      assigneeId: 'hanmei',
      due: '2026-11-27',
      state: 'assigned',
    })
    expect(tasks().size).toBe(3)
  })

  test('韩梅 accepts; the group’s card follows and nothing new is said there', async () => {
    const notice = newIn(assigned.shown, '韩梅')
    expect(choicesOf(notice)).toEqual(['接受', '有问题'])
    const { answer, shown } = await talk.choose('韩梅', 'private', notice, '接受')
    expect(answer).toContain('已接受 T-3')
    expect(tasks().get(3)?.state).toBe('accepted')
    expect(told(shown).filter((where) => where === GROUP)).toEqual([])
    expect(told(shown).filter((where) => where === '李雷')).toHaveLength(1)
    const edits = shown.filter(({ kind }) => kind === 'edit')
    const followed = edits.find(({ messageId }) => messageId === assigned.next().messageId)
    // What was said in words stays as it was said; who asks again reads how it is now.
    if (textOnly) expect(edits).toEqual([])
    else expect(followed?.text).toContain('T-3 详情页文案** [已接受]')
    expect((await talk.answer('李雷', 'private', '任务 T-3')).text).toContain('T-3 详情页文案** [已接受]')
  })

  test('a second number answers nothing any more', async () => {
    await talk.goOn('李雷', '2', { replyTo: which.messageId })
    expect(
      tasks()
        .where()
        .map(({ assigneeId }) => assigneeId),
    ).toEqual(['zhaoqian', 'zhoutao', 'hanmei'])
  })
})
