/** `帮助`: what this person can do here, what waits first, and topics. */
import { describe, expect, test } from 'vitest'
import { greetingOf, withoutGreeting } from '../../../../src/bot/actions/conversation/greetings.ts'
import { ACTIONS } from '../../../../src/bot/actions/registry.ts'
import { localDate } from '../../../../src/domain/shared/local-date.ts'
import { isRefusal } from '../../../../src/domain/shared/refusal.ts'
import { createTask } from '../../../../src/domain/tasks/create-task.ts'
import { BotWorld, only, type Place, type Shown } from '../../../support/bot-world.ts'

const CARD = 'om_card'

/** A card of the bot in this place, whose buttons can be pressed. */
async function open(place: Place, who: string, options?: Parameters<typeof BotWorld.open>[0]): Promise<BotWorld> {
  const world = await BotWorld.open(options)
  world.state.cards.put('card', {
    id: 'card',
    objectRef: 'answer',
    view: 'answer',
    conversation: world.conversation(place, who),
    messageId: CARD,
    createdAt: world.now,
  })
  return world
}

const help = async (world: BotWorld, who: string, topic?: string): Promise<Shown> =>
  only((await world.press(who, CARD, { action: 'help', args: topic === undefined ? {} : { topic } })).shown)
const lines = (shown: Shown): string[] =>
  (shown.card?.blocks ?? []).flatMap((block) => (block.kind === 'text' ? block.markdown.split('\n') : []))
const verbs = (shown: Shown): string[] => lines(shown).flatMap((line) => /^\*\*(.+?)\*\*/.exec(line)?.[1] ?? [])
const labels = (shown: Shown): string[] => shown.buttons.map(({ label }) => label)

/** P-101 with its group, of 李雷, with one late task of 韩梅 and a request that waits for 王敏. */
async function busy(place: Place, who: string): Promise<BotWorld> {
  const world = await open(place, who)
  const own = {
    action: 'project.create',
    args: { name: '双12大促', period: '2026-12-01/2026-12-20', budget: '50000000' },
  }
  const draft = only((await world.press('李雷', 'om_other', own)).shown)
  await world.click('李雷', draft, '创建')
  const group = world.state.chats.get(`feishu/${world.conversation('project', '李雷').id}`)
  if (group) world.state.chats.put(`feishu/${group.id}`, { ...group, projectId: 101 })
  await world.environment.unitOfWork.run(async (tx) => {
    const project = await tx.projects.byId(101)
    if (!project) throw new Error('no project')
    const made = createTask(
      { title: '详情页文案', assignee: world.person('韩梅'), createdBy: 'lilei', due: localDate('2026-11-24') },
      {
        id: await tx.tasks.nextId(),
        project,
        tree: { projectIds: [101], tasks: [] },
        calendar: world.environment.calendar,
        today: localDate('2026-11-23'),
        now: world.now,
      },
    )
    if (isRefusal(made)) throw new Error(made.code)
    await tx.projects.saveMember({ projectId: 101, personId: 'hanmei', role: 'member' })
    await tx.tasks.save(made.task)
  })
  await world.advance(2 * 24 * 60)
  return world
}

describe('at most eight lines', () => {
  test.each([
    ['private', '李雷'],
    ['private', '韩梅'],
    ['private', '王敏'],
    ['private', '吴迪'],
    ['private', '孙浩'],
    ['project', '李雷'],
    ['management', '赵倩'],
  ] as const)('%s, %s', async (place, who) => {
    const shown = await help(await open(place, who), who)
    expect(lines(shown).length).toBeLessThanOrEqual(8)
    expect(verbs(shown).length).toBeGreaterThan(3)
    expect(labels(shown)[0]).toMatch(/^更多\(\d+\)$/)
  })

  test('and 更多 leads through all there is, without repeating any', async () => {
    const world = await open('private', '李雷')
    const seen: string[] = []
    let page = await help(world, '李雷')
    for (let i = 0; i < 20; i++) {
      seen.push(...verbs(page))
      const more = page.buttons.find(({ label }) => label.startsWith('更多'))
      if (!more) break
      page = only((await world.press('李雷', CARD, more)).shown)
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(30)
  })
})

describe('by role', () => {
  test('a vendor is shown own work, and nothing else at all', async () => {
    const world = await open('private', '吴迪')
    expect(verbs(await help(world, '吴迪')).slice(0, 3)).toEqual(['我的任务', '完成', '登记工时'])
    for (const topic of ['预算', '新建项目', '审计', '同义词']) {
      const text = (await help(world, '吴迪', topic)).text
      expect(text, topic).not.toMatch(/申请预算|追加预算|例如: 新建项目|审计 校验|派活/)
    }
    expect((await help(world, '吴迪', '审计')).text).toContain('没有关于')
  })

  test.each([
    ['李雷', '新建任务'],
    ['韩梅', '我的任务'],
    ['王敏', '待我审批'],
    ['孙浩', '自检'],
  ])('%s begins with %s', async (who, verb) => {
    expect(verbs(await help(await open('private', who), who))[0]).toBe(verb)
  })
})

describe('by situation', () => {
  test('what waits comes first, in private', async () => {
    const approver = await help(await busy('private', '王敏'), '王敏')
    expect(lines(approver)[0]).toBe('**等你审批 1 单**')
    expect(labels(approver)[0]).toBe('待我审批')
    const member = await help(await busy('private', '韩梅'), '韩梅')
    expect(lines(member)[0]).toBe('**你有 1 个任务逾期**')
    expect(labels(member)[0]).toBe('我的任务')
    expect(lines(member).length).toBeLessThanOrEqual(8)
  })

  test('in a group only what belongs to its project', async () => {
    expect(lines(await help(await busy('project', '王敏'), '王敏'))[0]).toBe('**等你审批 1 单**')
    expect(lines(await help(await busy('management', '王敏'), '王敏'))[0]).not.toContain('等你审批')
  })

  test('a group without a project is told how to begin', async () => {
    expect(verbs(await help(await open('management', '李雷'), '李雷')).slice(0, 2)).toEqual(['新建项目', '绑定项目'])
  })

  test('the tour is offered in private until it is done', async () => {
    expect(labels(await help(await open('project', '李雷'), '李雷'))).not.toContain('新手引导')
    const world = await open('private', '李雷')
    expect(labels(await help(world, '李雷'))).toContain('新手引导')
    world.state.tours.put('lilei', { personId: 'lilei', step: 0, status: 'done', updatedAt: world.now })
    expect(labels(await help(world, '李雷'))).not.toContain('新手引导')
  })
})

describe('topics', () => {
  test.each([
    ['预算', ['申请预算', '追加预算', '预算']],
    ['钱', ['申请预算', '预算']],
    ['怎么派任务', ['派给', '新建任务']],
    ['工时', ['登记工时', '我的工时']],
    ['记工时', ['登记工时']],
    ['budget', ['申请预算', '预算']],
  ])('%s: among others %j', async (topic, wanted) => {
    const shown = await help(await open('private', '李雷'), '李雷', topic)
    const found = [...verbs(shown), shown.title.replace('帮助 · ', '')]
    for (const verb of wanted) expect(found.join(' ')).toContain(verb)
    expect(lines(shown).length).toBeLessThanOrEqual(8)
  })

  test('one that fits a single action shows all of it', async () => {
    const one = await help(await open('private', '李雷'), '李雷', '新建里程碑')
    expect(one.title).toBe('帮助 · 新建里程碑')
    expect(one.text).toContain('只有一个日期')
    expect(one.text).toMatch(/例如: 新建里程碑/)
    expect(one.text).toContain('两分钟内可以「撤销」')
  })

  test('请假 is none, and the nearest are offered', async () => {
    const world = await open('private', '李雷')
    const shown = await help(world, '李雷', '请假')
    expect(shown.text).toContain('没有关于「请假」的帮助')
    expect(labels(shown).length).toBeGreaterThan(1)
    for (const { args } of shown.buttons) expect((await help(world, '李雷', args.topic)).text).not.toContain('没有关于')
  })

  test('a slip finds the verb', async () => {
    const world = await open('private', '李雷')
    expect((await help(world, '李雷', '甘特兔')).title).toBe('帮助 · 甘特图')
    expect(labels(await help(world, '李雷', '反毁'))[0]).toBe('反悔')
  })
})

test('greetings are no verbs, and are answered alone', () => {
  const all = ACTIONS.flatMap(({ words }) => [...words.zh, ...words.en])
  for (const line of [
    '你好',
    '您好！',
    'Hi',
    'hello',
    '在吗？',
    '你是谁',
    '你能做什么',
    '怎么用啊',
    '谢谢～',
    '早上好呀',
  ]) {
    expect(greetingOf(line), line).toBeDefined()
    expect(all).not.toContain(line.toLowerCase())
  }
  expect(greetingOf('谢谢')?.kind).toBe('thanks')
  expect(greetingOf('T-3 完成了')).toBeUndefined()
  expect(greetingOf('你好,T-3 完成了')).toBeUndefined()
  expect(withoutGreeting('你好,T-3 完成了')).toBe('T-3 完成了')
  expect(withoutGreeting('T-3 完成了,谢谢')).toBe('T-3 完成了,谢谢')
  expect(withoutGreeting('你好')).toBe('你好')
})
