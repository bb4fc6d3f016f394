/** Hours as people tell them. What a line says is read elsewhere (read-worked.test.ts); here its arguments are given. */
import { describe, expect, test } from 'vitest'
import { type BotWorld, type ClickResult, only as onlyOne, type Shown } from '../../support/bot-world.ts'
import { allText, launched } from './scene.ts'

const entries = (world: BotWorld) =>
  world.state.hours.where(({ removed }) => !removed).map(({ workDate, minutes }) => [workDate, minutes])
/** Why actions were refused; that a click came to nothing is recorded besides. */
const codes = (world: BotWorld) =>
  world.state.audit.where(({ event }) => event !== 'click.void').flatMap(({ detail }) => detail?.code ?? [])

/** The new message, beside the edits of what it changes. */
const only = (shown: readonly Shown[]): Shown => onlyOne(shown.filter(({ kind }) => kind !== 'edit'))

type Args = Record<string, string>
const press = (world: BotWorld, who: string, action: string, args: Args): Promise<ClickResult> =>
  world.press(who, 'om_none', { action, args })
const log = (world: BotWorld, who: string, worked: string, task = '3') =>
  press(world, who, 'hours.log', { task, worked })

const TODAY = '2026-11-23'
const SUNDAY = '2026-11-22'
const undo = async (world: BotWorld, who = '韩梅') => (await world.say(who, 'private', '撤销'))[0]?.text

/** 昨天详情页文案3小时,今天2.5h */
async function loggedTwo() {
  const world = await launched()
  const card = only((await log(world, '韩梅', `${SUNDAY}:180,${TODAY}:150`)).shown)
  return { world, card }
}

const newest = (shown: readonly Shown[]): string => shown.findLast(({ kind }) => kind === 'edit')?.text ?? ''

describe('D4', () => {
  test('two days in one go; the rest day is asked about', async () => {
    const { world, card } = await loggedTwo()
    expect(card.title).toBe('已记 2 条: 11-22(周日) 3.0h、11-23 2.5h')
    expect(card.text).toContain('T-3 详情页文案')
    expect(card.text).toContain('11-22 是休息日,按加班记录?')
    expect(card.buttons.map(({ label }) => label)).toEqual(['是', '改日期'])
    expect(world.state.hours.where()).toMatchObject([
      { workDate: SUNDAY, minutes: 180, overtime: true, personId: 'hanmei', taskId: 3, loggedAt: world.now },
      { workDate: TODAY, minutes: 150, overtime: false },
    ])
  })

  test('yesterday becomes 2 hours, with one revision; the card that told of it follows', async () => {
    const { world } = await loggedTwo()
    const changed = await press(world, '韩梅', 'hours.revise', { date: SUNDAY, to: 'm120' })
    expect(changed.toast).toBe('已改 3.0→2.0h(保留修改记录)\nT-3 详情页文案 11-22(周日) 2.0h')
    expect(newest(changed.shown)).toContain('11-22(周日) 2.0h、11-23 2.5h')
    expect(entries(world)).toEqual([
      [SUNDAY, 120],
      [TODAY, 150],
    ])
    expect(world.state.hourRevisions.where()).toMatchObject([{ before: { minutes: 180 }, after: { minutes: 120 } }])
  })

  test('23 hours more are not saved; 2.3 are a button, which logs once', async () => {
    const { world } = await loggedTwo()
    const offer = only((await log(world, '韩梅', `${TODAY}:1380`)).shown)
    expect(offer.title).toBe('未保存:11-23(周一) 合计将为 25.5h,超过 24h。是否想记 2.3h?')
    expect(entries(world)).toHaveLength(2)
    expect(codes(world)).toEqual(['HOURS.DAY_FULL'])
    expect((await world.click('韩梅', offer, '记 2.3h')).toast).toBe('已记 T-3 详情页文案 11-23 2.3h(当日合计 4.8h)')
    const again = await world.click('韩梅', offer, '记 2.3h')
    expect(again.toast).toContain('已经处理过')
    expect(entries(world).map(([, minutes]) => minutes)).toEqual([180, 150, 138])
    expect(await undo(world)).toBe('已撤回 T-3 的 2.3h(保留记录)')
    expect((await world.click('韩梅', offer, '记 2.3h')).toast).toContain('已经处理过')
  })
})

describe('logging', () => {
  test('one day on a working day is one sentence, with the total of the day where there is more', async () => {
    const world = await launched()
    expect((await log(world, '韩梅', `${TODAY}:120`)).toast).toBe('已记 T-3 详情页文案 11-23 2.0h')
    expect((await log(world, '韩梅', `${TODAY}:60`)).toast).toBe('已记 T-3 详情页文案 11-23 1.0h(当日合计 3.0h)')
    expect((await log(world, '韩梅', '2026-11-20:60')).toast).toBe('已记 T-3 详情页文案 11-20(周五) 1.0h')
  })

  test.each([
    ['2026-11-24:60', 'HOURS.FUTURE'],
    ['2026-01-05:60', 'HOURS.TOO_OLD'],
    [`${TODAY}:0`, 'HOURS.NOT_POSITIVE'],
    [`${TODAY}:60,2026-11-24:60`, 'HOURS.FUTURE'],
    [`${TODAY}:60,2026-11-20:1441`, 'HOURS.DAY_FULL'],
    [`${TODAY}:721,${TODAY}:720`, 'HOURS.DAY_FULL'],
  ])('all or none: %s is %s', async (worked, code) => {
    const world = await launched()
    await log(world, '韩梅', worked)
    expect(codes(world)).toEqual([code])
    expect(entries(world)).toEqual([])
  })

  test('the offer keeps the other days that were said', async () => {
    const world = await launched()
    const offer = only((await log(world, '韩梅', '2026-11-20:120,2026-11-19:1500')).shown)
    await world.click('韩梅', offer, '记 2.5h')
    expect(entries(world)).toEqual([
      ['2026-11-20', 120],
      ['2026-11-19', 150],
    ])
  })

  test('a long list of days stands below its heading', async () => {
    const world = await launched()
    const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
    const said = (await log(world, '韩梅', days.map((day) => `${day}:480`).join(','))).toast
    expect(said.split('\n')).toHaveLength(7)
    expect(said).toContain('已记 5 条\nT-3 详情页文案\n11-16(周一) 8.0h\n')
  })

  test('taking it back takes all of it, and keeps the record', async () => {
    const { world } = await loggedTwo()
    const shown = await world.say('韩梅', 'private', '撤销')
    expect(shown[0]?.text).toBe('已撤回 T-3 的 5.5h(保留记录)')
    expect(newest(shown)).toContain('这些工时已撤回')
    expect(entries(world)).toEqual([])
    expect(world.state.hourRevisions.size).toBe(2)
  })

  test('to a vendor, tasks of others do not exist', async () => {
    const world = await launched()
    await log(world, '吴迪', `${TODAY}:60`)
    expect(codes(world)).toEqual(['TASK.NOT_FOUND'])
    await log(world, '吴迪', `${TODAY}:60`, '4')
    expect(entries(world)).toEqual([[TODAY, 60]])
  })

  test('what is missing is asked for', async () => {
    const world = await launched()
    const form = only((await press(world, '韩梅', 'hours.log', { task: '3' })).shown)
    expect(form.inputs).toEqual(['worked'])
    const bad = await world.click('韩梅', form, '提交', { worked: '很多' })
    expect(bad.toast).toContain('看不懂「时长」里的「很多」')
    await world.click('韩梅', form, '提交', { worked: '11月20日 3小时,今天 2h' })
    expect(entries(world)).toEqual([
      ['2026-11-20', 180],
      [TODAY, 120],
    ])
  })
})

describe('the question about a rest day', () => {
  test('yes: answered for good, and 撤销 still means the logging', async () => {
    const { world, card } = await loggedTwo()
    const answered = await world.click('韩梅', card, '是')
    expect(answered.toast).toBe('11-22 按加班记录,已确认')
    expect(answered.cardText).not.toContain('按加班记录?')
    expect(answered.card?.blocks.some(({ kind }) => kind === 'actions')).toBe(false)
    await world.click('韩梅', card, '是')
    expect(world.state.audit.where(({ event }) => event === 'hours.overtime')).toHaveLength(1)
    expect(await undo(world)).toContain('已撤回')
  })

  test('another day: a form asks which, and the card follows', async () => {
    const { world, card } = await loggedTwo()
    const form = only((await world.click('韩梅', card, '改日期')).shown)
    expect(form.inputs).toEqual(['toDate'])
    const moved = await world.click('韩梅', form, '提交', { toDate: '11月20日' })
    expect(moved.cardText).toContain('已改到 11-20(周五)(保留修改记录)')
    expect(newest(moved.shown)).not.toContain('按加班记录?')
    expect(world.state.hours.where()).toMatchObject([{ workDate: '2026-11-20', overtime: false }, {}])
    expect(world.state.hourRevisions.size).toBe(1)
  })

  test('two rest days are one question with a button for each', async () => {
    const world = await launched()
    const card = only((await log(world, '韩梅', `2026-11-21:240,${SUNDAY}:180`)).shown)
    expect(card.text).toContain('11-21、11-22 是休息日,按加班记录?')
    expect(card.buttons.map(({ label }) => label)).toEqual(['是', '改日期 11-21(周六)', '改日期 11-22(周日)'])
  })

  test.each(['是', '改日期'])('nobody else answers it: %s', async (label) => {
    const { world, card } = await loggedTwo()
    const before = JSON.stringify(world.state.hours.where())
    const { shown, toast } = await world.click('赵倩', card, label)
    const [form] = shown
    const said = form ? (await world.click('赵倩', form, '提交', { toDate: '2026-11-20' })).toast : toast
    expect(said).toBe('这条工时是 韩梅 登记的,未更改。')
    expect(JSON.stringify(world.state.hours.where())).toBe(before)
  })

  test('without a rest day there is nothing to confirm', async () => {
    const world = await launched()
    await log(world, '韩梅', `${TODAY}:60`)
    await press(world, '韩梅', 'hours.overtime', {})
    expect(codes(world)).toEqual(['HOURS.NOT_FOUND'])
  })
})

describe('revising', () => {
  test('the entry logged last, where no day is named; undone, it is as it was, and all of it is on record', async () => {
    const world = await launched()
    await log(world, '韩梅', '2026-11-20:60')
    await world.advance(1)
    await log(world, '韩梅', '2026-11-19:120')
    await press(world, '韩梅', 'hours.revise', { to: 'm90' })
    expect(entries(world)).toEqual([
      ['2026-11-20', 60],
      ['2026-11-19', 90],
    ])
    expect(await undo(world)).toBe('已撤销,T-3 恢复为 11-19(周四) 2.0h(保留修改记录)')
    expect(entries(world)).toEqual([
      ['2026-11-20', 60],
      ['2026-11-19', 120],
    ])
    expect(world.state.hourRevisions.size).toBe(2)
  })

  test('time and day at once; onto a rest day it becomes overtime', async () => {
    const world = await launched()
    await log(world, '韩梅', `${TODAY}:180`)
    const said = (await press(world, '韩梅', 'hours.revise', { task: '3', date: TODAY, to: 'm60', toDate: SUNDAY }))
      .toast
    expect(said).toBe(
      '已改 3.0→1.0h,到 11-22(周日)(保留修改记录)\nT-3 详情页文案 11-22(周日) 1.0h\n11-22 是休息日,已按加班记录',
    )
    expect(world.state.hours.where()).toMatchObject([{ workDate: SUNDAY, minutes: 60, overtime: true }])
  })

  test('several that fit: each is a button that changes this one', async () => {
    const world = await launched()
    await log(world, '韩梅', `${TODAY}:120`)
    await log(world, '韩梅', `${TODAY}:180`, '1')
    const which = only((await press(world, '韩梅', 'hours.revise', { date: TODAY, to: 'm60' })).shown)
    expect(which.title).toBe('有 2 条工时,改哪一条?')
    expect(which.buttons.map(({ label }) => label)).toEqual(['T-3 详情页文案 11-23 2.0h', 'T-1 主视觉设计 11-23 3.0h'])
    expect(entries(world).map(([, minutes]) => minutes)).toEqual([120, 180])
    await world.click('韩梅', which, 'T-1 主视觉设计 11-23 3.0h')
    expect(entries(world).map(([, minutes]) => minutes)).toEqual([120, 60])
  })

  test('a task narrows it down, and so does 小数点: 23 for 2.3 is offered', async () => {
    const world = await launched()
    await log(world, '韩梅', `${TODAY}:120`)
    await log(world, '韩梅', `${TODAY}:180`, '1')
    const offer = only((await press(world, '韩梅', 'hours.revise', { task: '1', date: TODAY, to: 'm1380' })).shown)
    expect(offer.title).toContain('是否想记 2.3h?')
    await world.click('韩梅', offer, '记 2.3h')
    expect(entries(world).map(([, minutes]) => minutes)).toEqual([120, 138])
  })

  test.each<[string, Args, string]>([
    ['nothing new', { date: TODAY }, 'HOURS.NO_NEW_VALUE'],
    ['the same', { to: 'm120' }, 'HOURS.NO_CHANGE'],
    ['no such day', { date: '2026-11-19', to: 'm60' }, 'HOURS.NOT_FOUND'],
    ['no such task', { task: '1', to: 'm60' }, 'HOURS.NOT_FOUND'],
    ['into the future', { toDate: '2026-11-24' }, 'HOURS.FUTURE'],
    ['to nothing', { to: 'm0' }, 'HOURS.NOT_POSITIVE'],
    ['a forged entry', { entry: 'x', to: 'm60' }, 'HOURS.NOT_FOUND'],
  ])('%s', async (_, args, code) => {
    const world = await launched()
    await log(world, '韩梅', `${TODAY}:120`)
    await press(world, '韩梅', 'hours.revise', args)
    expect(codes(world)).toEqual([code])
    expect(entries(world)).toEqual([[TODAY, 120]])
  })

  test('others’ entries are out of reach, named or forged', async () => {
    const { world } = await loggedTwo()
    const [first] = world.state.hours.where()
    await press(world, '赵倩', 'hours.revise', { date: SUNDAY, to: 'm60' })
    await press(world, '赵倩', 'hours.revise', { entry: first?.id ?? '', to: 'm60' })
    expect(codes(world)).toEqual(['HOURS.NOT_FOUND', 'HOURS.NOT_YOURS'])
    expect(entries(world)).toEqual([
      [SUNDAY, 180],
      [TODAY, 150],
    ])
  })

  test('a change that was changed again is not undone', async () => {
    const { world } = await loggedTwo()
    const [first] = world.state.hours.where()
    await press(world, '韩梅', 'hours.revise', { date: SUNDAY, to: 'm60' })
    if (first) world.state.hours.put(first.id, { ...first, minutes: 30 })
    expect(await undo(world)).toContain('之后又有变化')
  })
})

describe('我的工时', () => {
  test('this week by day, with totals, of the speaker alone', async () => {
    const world = await launched()
    await log(world, '韩梅', `${TODAY}:120`)
    await log(world, '韩梅', `${TODAY}:60`, '1')
    await log(world, '赵倩', `${TODAY}:300`, '1')
    const said = allText(await world.say('韩梅', 'private', '我的工时'))
    expect(said).toContain('**韩梅 本周工时** [3.0h]')
    expect(said).toContain('2026-11-23(周一) | T-3 详情页文案 2.0h、T-1 主视觉设计 1.0h | 3.0h')
    expect(said).toContain('**合计** |  | **3.0h**')
    expect(allText(await world.say('周涛', 'private', '我的工时'))).toContain('本周还没有登记工时')
  })

  test('other days, where they are named', async () => {
    const { world } = await loggedTwo()
    const period = '2026-11-16/2026-11-22'
    const said = allText((await press(world, '韩梅', 'hours.mine', { period })).shown)
    expect(said).toContain('**韩梅 工时 2026-11-16(周一)—11-22(周日)** [3.0h]')
    expect(said).toContain('2026-11-22(周日) 加班 | T-3 详情页文案 | 3.0h')
    const none = await press(world, '赵倩', 'hours.mine', { period })
    expect(none.toast).toBe('2026-11-16(周一)—11-22(周日) 没有登记工时。')
  })
})
