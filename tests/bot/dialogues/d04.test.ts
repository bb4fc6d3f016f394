/** D4 工时: several days in one line, a correction, and a slipped decimal point. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Shown } from '../../support/bot-world.ts'
import { handedOut } from './days.ts'
import { choicesOf, MODES, posted, type Talk } from './talk.ts'

const SUNDAY = '2026-11-22'
const TODAY = '2026-11-23'
const LINE = '昨天详情页文案3小时,今天2.5h'
const entriesOf = ({ world }: Talk) =>
  world.state.hours.where(({ removed }) => !removed).map(({ workDate, minutes }) => [workDate, minutes])

describe.each(MODES)('D4 $mode', ({ textOnly }) => {
  let talk: Talk
  let logged: Shown

  beforeAll(async () => {
    talk = await handedOut(textOnly)
    logged = await talk.answer('韩梅', 'private', LINE)
  })

  test('two entries, the first on a day other than that of its logging; the rest day is asked about', () => {
    expect(logged.text).toContain('已记 2 条: 11-22(周日) 3.0h、11-23 2.5h')
    expect(logged.text).toContain('T-3 详情页文案')
    expect(logged.text).toContain('11-22 是休息日,按加班记录?')
    expect(choicesOf(logged)).toEqual(['是', '改日期'])
    expect(talk.world.state.hours.where()).toMatchObject([
      { taskId: 3, personId: 'hanmei', workDate: SUNDAY, minutes: 180, overtime: true, loggedAt: talk.world.now },
      { taskId: 3, personId: 'hanmei', workDate: TODAY, minutes: 150, overtime: false, loggedAt: talk.world.now },
    ])
    expect(talk.world.now.toISOString()).toBe('2026-11-23T10:30:00.000Z')
  })

  test('yesterday’s becomes 2 hours with one revision, though the question is still open', async () => {
    const shown = await talk.say('韩梅', 'private', '昨天那条改成2小时')
    expect(posted(shown).map(({ where, text }) => [where, text.split('\n')[0]])).toEqual([
      ['韩梅', '已改 3.0→2.0h(保留修改记录)'],
    ])
    expect(entriesOf(talk)).toEqual([
      [SUNDAY, 120],
      [TODAY, 150],
    ])
    expect(talk.world.state.hourRevisions.where()).toMatchObject([
      { before: { minutes: 180 }, after: { minutes: 120 } },
    ])
  })

  test('23 hours more today, of the task last spoken of, are not saved; 2.3 are offered', async () => {
    const offer = await talk.answer('韩梅', 'private', '今天再记23小时')
    expect(offer.text).toContain('未保存:11-23(周一) 合计将为 25.5h,超过 24h。是否想记 2.3h?')
    expect(choicesOf(offer)).toEqual(['记 2.3h'])
    expect(entriesOf(talk)).toEqual([
      [SUNDAY, 120],
      [TODAY, 150],
    ])
    expect(talk.world.state.hourRevisions.size).toBe(1)
    expect(talk.audit('韩梅').at(-1)).toMatchObject({ outcome: 'failure', detail: { code: 'HOURS.DAY_FULL' } })
  })

  test('the hours of the week are what was kept', async () => {
    const { text } = await talk.answer('韩梅', 'private', '我的工时')
    expect(text).toContain('2026-11-23(周一) | T-3 详情页文案 | 2.5h')
    expect(text).not.toContain('23h')
  })
})

describe.each(MODES)('D4 $mode: the choices', ({ textOnly }) => {
  test('是 keeps that it is overtime', async () => {
    const talk = await handedOut(textOnly)
    const said = await talk.choose('韩梅', 'private', await talk.answer('韩梅', 'private', LINE), '是')
    // Once where it is read: with cards, in the toast and on the card.
    expect(said.answer.match(/11-22 按加班记录,已确认/g)).toHaveLength(textOnly ? 1 : 2)
    expect(talk.world.state.hours.where().map(({ overtime }) => overtime)).toEqual([true, false])
  })

  test('改日期 asks for the day only', async () => {
    const talk = await handedOut(textOnly)
    const form = (await talk.choose('韩梅', 'private', await talk.answer('韩梅', 'private', LINE), '改日期')).next()
    const moved = await talk.fill('韩梅', 'private', form, { toDate: '11月20日' }, '11月20日')
    expect(moved.answer).toContain('11-20(周五) 3.0h')
    expect(entriesOf(talk)).toEqual([
      ['2026-11-20', 180],
      [TODAY, 150],
    ])
    expect(talk.world.state.hours.where().map(({ overtime }) => overtime)).toEqual([false, false])
    expect(talk.world.state.hourRevisions.size).toBe(1)
  })

  test('记 2.3h logs what was meant, once', async () => {
    const talk = await handedOut(textOnly)
    await talk.say('韩梅', 'private', LINE)
    const offer = await talk.answer('韩梅', 'private', '今天再记23小时')
    expect((await talk.choose('韩梅', 'private', offer, '记 2.3h')).answer).toContain(
      '已记 T-3 详情页文案 11-23 2.3h(当日合计 4.8h)',
    )
    await talk.choose('韩梅', 'private', offer, '记 2.3h', true)
    expect(entriesOf(talk).map(([, minutes]) => minutes)).toEqual([180, 150, 138])
  })
})
