/** D12 听不懂、危险操作、撤销 with the language model off: nothing is guessed into a change. */
import { beforeAll, describe, expect, test } from 'vitest'
import { beforeD12 } from './days.ts'
import { choicesOf, fieldOf, MODES, newIn, posted, type Talk, told } from './talk.ts'

const GROUP = '双12项目群'

/** All that a project has and that must not change by itself. */
function facts({ world: { state } }: Talk): string {
  const written = [state.projects, state.tasks, state.hours, state.budgets, state.approvals, state.budgetEntries]
  return JSON.stringify(
    written.map((table) => table.where()),
    (_key, value) => (typeof value === 'bigint' ? String(value) : value),
  )
}

describe.each(MODES)('D12 $mode', ({ textOnly }) => {
  let talk: Talk
  beforeAll(async () => {
    talk = await beforeD12(textOnly)
  })
  const task = () => talk.world.state.tasks.get(15)

  test('新见任务 is asked about, with the whole order as a choice', async () => {
    const before = facts(talk)
    const meant = await talk.answer('李雷', 'project', '新见任务 海报延展 明天')
    expect(meant.text).toContain('没有「新见任务」,是「新建任务」吗?')
    expect(choicesOf(meant)).toEqual(['新建任务 海报延展 2026-11-24(周二)'])
    expect(facts(talk)).toBe(before)
    const made = await talk.choose('李雷', 'project', meant, '新建任务 海报延展 2026-11-24(周二)')
    const card = newIn(made.shown, GROUP)
    expect(card.text).toContain('T-15 海报延展')
    expect(fieldOf(card, '时间')).toBe('截止 2026-11-24(周二)')
    expect(task()).toMatchObject({ title: '海报延展', due: '2026-11-24', projectId: 101 })
  })

  test('删除项目 with money held changes nothing, says how much there is, and what to do instead', async () => {
    const before = facts(talk)
    const said = await talk.answer('李雷', 'project', '删除项目 双12大促')
    expect(said.text).toContain('P-101 双12大促(任务 12(未完成 12)、工时 96h、占用 ¥200,000.00、审批单 2)')
    expect(said.text).toContain('有占用、工时、审批单,不能删除,什么都没有改。')
    expect(said.text).toContain('可先释放或结算占用,或者归档(隐藏、只读、可恢复)。')
    expect(choicesOf(said)).toEqual(['查看占用', '释放 A-2 ¥200,000.00', '归档'])
    expect(facts(talk)).toBe(before)
    expect(talk.audit('李雷').at(-1)).toMatchObject({
      event: 'project.delete',
      outcome: 'failure',
      detail: { code: 'PROJECT.IN_USE' },
    })
    // The ways out ask before they do anything. Quoted: the first one's answer has a menu of its own.
    expect(newIn((await talk.choose('李雷', 'project', said, '查看占用', true)).shown, GROUP).text).toContain(
      '占用：¥200,000.00',
    )
    for (const [label, asks] of [
      ['释放 A-2 ¥200,000.00', '将退回仍占用的 ¥200,000.00'],
      ['归档', '将归档并隐藏 P-101 双12大促(任务 12(未完成 12)、工时 96h、占用 ¥200,000.00、审批单 2)'],
    ] as const) {
      const asked = (await talk.choose('李雷', 'project', said, label, true)).next()
      expect(asked.text).toContain(asks)
      expect((await talk.choose('李雷', 'project', asked, '取消')).answer).toContain('什么都没有改')
    }
    expect(facts(talk)).toBe(before)
  })

  test('把海报延展改到月底, and 撤销', async () => {
    const moved = await talk.answer('李雷', 'project', '把海报延展改到月底')
    expect(moved.text).toContain('T-15 海报延展: 截止 2026-11-24(周二) → **截止 2026-11-30(周一)**')
    expect(task()?.due).toBe('2026-11-30')
    const undone = await talk.answer('李雷', 'project', '撤销')
    expect(undone.text).toContain('T-15 已恢复')
    expect(task()?.due).toBe('2026-11-24')
    expect((await talk.answer('李雷', 'project', '任务 T-15')).text).toContain('时间：截止 2026-11-24(周二)')
  })

  test.each(['project', 'private'] as const)(
    'who is too busy is a table, and nobody’s work moves: %s',
    async (place) => {
      const before = facts(talk)
      const prompts = talk.world.state.prompts.size
      const shown = await talk.say('李雷', place, '帮我看看这周谁太忙,顺便把赵倩的活分一点出去')
      expect(told(shown)).toEqual([talk.whereOf('李雷', place)])
      expect(shown).toHaveLength(1)
      const [table] = posted(shown)
      expect(table?.text).toContain('本周负载 · 2026-11-23(周一)—11-29(周日)')
      expect(table?.text).toContain('赵倩 | 2 | **48h/40h 超负荷**')
      expect(table?.text).toContain('按排期')
      expect(choicesOf({ text: table?.text ?? '' })).toEqual([])
      expect(facts(talk)).toBe(before)
      expect(talk.world.state.prompts.size).toBe(prompts)
    },
  )

  test('right after a task was spoken of, too', async () => {
    await talk.say('李雷', 'project', '把海报延展改到月底')
    const before = facts(talk)
    const shown = await talk.say('李雷', 'project', '帮我看看这周谁太忙,顺便把赵倩的活分一点出去')
    expect(told(shown)).toEqual([GROUP])
    expect(facts(talk)).toBe(before)
  })
})

describe.each(MODES)('D12 $mode: a way out that is taken', ({ textOnly }) => {
  test('归档 hides the project, and it comes back', async () => {
    const talk = await beforeD12(textOnly)
    const said = await talk.answer('李雷', 'project', '删除项目 双12大促')
    const asked = (await talk.choose('李雷', 'project', said, '归档')).next()
    expect((await talk.choose('李雷', 'project', asked, '归档')).answer).toContain('已归档 P-101 双12大促')
    expect(talk.world.state.projects.get(101)?.status).toBe('archived')
    await talk.say('李雷', 'project', '撤销')
    expect(talk.world.state.projects.get(101)?.status).toBe('planning')
  })

  test('释放 gives back what is held', async () => {
    const talk = await beforeD12(textOnly)
    const said = await talk.answer('李雷', 'project', '删除项目 双12大促')
    const asked = (await talk.choose('李雷', 'project', said, '释放 A-2 ¥200,000.00')).next()
    await talk.choose('李雷', 'project', asked, '释放占用')
    expect(talk.world.state.budgets.get(101)).toMatchObject({ approved: 50_000_000n, held: 0n })
  })
})
