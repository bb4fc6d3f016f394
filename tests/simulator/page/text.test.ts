import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/simulator/page/api/types.ts'
import { followsEnd } from '../../../src/simulator/page/chat/following.ts'
import { coalesce } from '../../../src/simulator/page/state/coalesce.ts'
import { mergeMessages } from '../../../src/simulator/page/state/merge.ts'
import { isUnread, loadSeen, saveSeen } from '../../../src/simulator/page/state/seen.ts'
import { clockText, dayHeading, fieldInstant, fieldValue, fieldWords } from '../../../src/simulator/page/text/clock.ts'
import { mentionQuery, splitMentions } from '../../../src/simulator/page/text/mentions.ts'
import { colorOf, groupInitials, initials, personLine } from '../../../src/simulator/page/text/people.ts'
import { pretty } from '../../../src/simulator/page/text/pretty.ts'
import { previewOf } from '../../../src/simulator/page/text/preview.ts'
import { safeUrl } from '../../../src/simulator/page/text/safe-url.ts'
import { scrollTo, spotIn } from '../../../src/simulator/page/ui/zoom.ts'

const said = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  at: '2026-11-23T10:00:00+08:00',
  from: { id: 'lilei', name: '李雷', bot: false },
  kind: 'text',
  text: id,
  fields: [],
  buttons: [],
  inputs: [],
  mentions: [],
  ...more,
})

describe('mentions', () => {
  it('marks known names, the longest first, and links', () => {
    expect(splitMentions('@韩梅梅 和 @韩梅 看 https://a.cn/1，@路人', ['韩梅', '韩梅梅'])).toEqual([
      { kind: 'mention', text: '@韩梅梅' },
      { kind: 'text', text: ' 和 ' },
      { kind: 'mention', text: '@韩梅' },
      { kind: 'text', text: ' 看 ' },
      { kind: 'link', text: 'https://a.cn/1', href: 'https://a.cn/1' },
      { kind: 'text', text: '，@路人' },
    ])
  })

  it('takes names literally', () => {
    expect(splitMentions('@a.b @axb', ['a.b'])).toEqual([
      { kind: 'mention', text: '@a.b' },
      { kind: 'text', text: ' @axb' },
    ])
  })

  it.each<[string, { start: number; query: string } | undefined]>([
    ['@', { start: 0, query: '' }],
    ['你好@李', { start: 2, query: '李' }],
    ['派给 @周', { start: 3, query: '周' }],
    ['a@b', undefined],
    ['@李雷 ', undefined],
    ['没有', undefined],
  ])('a picker for %j: %j', (text, expected) => {
    expect(mentionQuery(text, text.length)).toEqual(expected)
  })
})

describe('the virtual clock in words', () => {
  const instant = Date.parse('2026-11-23T10:05:09+08:00')
  it('is told in Asia/Shanghai with the weekday', () => {
    expect(clockText(instant)).toBe('2026-11-23 周一 10:05:09')
    expect(clockText(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23 周一 00:00:00')
  })

  it('heads days relative to now', () => {
    expect(dayHeading(instant, instant)).toBe('今天')
    expect(dayHeading(instant, Date.parse('2026-12-01T00:00:00+08:00'))).toBe('11-23（周一）')
    expect(dayHeading(instant, Date.parse('2027-01-01T00:00:00+08:00'))).toBe('2026-11-23（周一）')
  })

  it('survives the way through the field', () => {
    expect(fieldInstant(fieldValue(instant))).toBe('2026-11-23T10:05:00+08:00')
    expect(fieldInstant('2026-11')).toBeUndefined()
  })

  it.each([
    ['2026-12-01T09:07', '2026年12月1日 周二 09:07'],
    ['2026-12-01 09:07', '2026年12月1日 周二 09:07'],
    ['2026-12-01', '2026年12月1日 周二'],
    ['09:07', ''],
    ['', ''],
  ])('says the field %j as %j', (value, words) => expect(fieldWords(value)).toBe(words))
})

describe('small words', () => {
  it.each([
    ['李雷', '李雷'],
    ['韩梅梅', '梅梅'],
    ['Tom Lee', 'TO'],
    ['', ''],
  ])('initials of %j are %j', (name, expected) => expect(initials(name)).toBe(expected))

  it.each([
    ['双12项目群', '双'],
    ['市场管理群', '市场'],
    ['Q4 复盘', 'Q'],
    ['vip 客户', 'VI'],
    ['618大促', '大促'],
    ['12月上新', '12'],
    ['', ''],
  ])('the sign of the group %j is %j', (name, expected) => expect(groupInitials(name)).toBe(expected))

  it('describes a person by title, else by group, else as reachable in private', () => {
    const chats = [{ platform: 'feishu', id: 'oc_1', name: '项目群', type: 'group' as const, members: ['a', 'b'] }]
    const person = (id: string, title?: string) => ({ id, name: '陈亮', accounts: [], ...(title ? { title } : {}) })
    expect(personLine(person('a', '设计'), chats)).toBe('陈亮 · 设计')
    expect(personLine(person('b'), chats)).toBe('陈亮 · 项目群成员')
    expect(personLine(person('c'), chats)).toBe('陈亮 · 只有单聊')
  })

  it('colours a name always alike', () => expect(colorOf('李雷')).toBe(colorOf('李雷')))

  it('previews by kind', () => {
    expect(previewOf(said('m', { text: '一\n 二' }))).toBe('一 二')
    expect(previewOf(said('m', { kind: 'image', text: '' }))).toBe('[图片]')
    expect(previewOf(said('m', { kind: 'card', title: '待审批', text: '长文' }))).toBe('[卡片] 待审批')
    expect(previewOf(said('m', { kind: 'file', text: 'a.pdf' }))).toBe('[文件] a.pdf')
  })

  it('prints JSON, also inside a string, and leaves the rest', () => {
    expect(pretty({ a: 1 })).toBe('{\n  "a": 1\n}')
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(pretty('a=1')).toBe('a=1')
    expect(pretty(undefined)).toBe('')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '//a.cn', ' https://a .cn', 'https://'])(
    'does not follow %j',
    (url) => {
      expect(safeUrl(url)).toBeUndefined()
    },
  )
  it('follows http and https', () => expect(safeUrl(' https://a.cn/x ')).toBe('https://a.cn/x'))
})

describe('following the end of the chat', () => {
  const view = (scrollTop: number, scrollHeight = 1_000) => ({ scrollTop, scrollHeight, clientHeight: 400 })

  it('goes on when a picture made the list longer before the jump was told', () => {
    expect(followsEnd(view(600, 1_500), { following: true, scrollTop: 600 })).toBe(true)
  })

  it('ends with a way up and begins again near the end', () => {
    expect(followsEnd(view(300), { following: true, scrollTop: 600 })).toBe(false)
    expect(followsEnd(view(400), { following: false, scrollTop: 300 })).toBe(false)
    expect(followsEnd(view(570), { following: false, scrollTop: 400 })).toBe(true)
  })
})

describe('a picture at 100 %', () => {
  const box = { left: 10, top: 20, width: 300, height: 150 }

  it('keeps the clicked spot in the middle, as far as it can', () => {
    const spot = spotIn(box, { x: 160, y: 95 })
    expect(spot).toEqual({ x: 0.5, y: 0.5 })
    expect(scrollTo(spot, { width: 1_724, height: 876 }, { width: 360, height: 600 })).toEqual({ x: 682, y: 138 })
  })

  it('begins at the beginning for a key', () => {
    expect(scrollTo(spotIn(box, { x: 0, y: 0 }), { width: 1_724, height: 876 }, box)).toEqual({ x: 0, y: 0 })
  })
})

describe('messages', () => {
  it('merges arrivals without doubling', () => {
    const merged = mergeMessages([said('1'), said('2')], [said('2', { text: '改' }), said('3')])
    expect(merged.map((message) => message.text)).toEqual(['1', '改', '3'])
  })

  it('is unread when somebody else spoke after what was seen', () => {
    expect(isUnread([said('1')], 'wangmin', undefined)).toBe(true)
    expect(isUnread([said('1')], 'wangmin', '1')).toBe(false)
    expect(isUnread([said('1')], 'lilei', undefined)).toBe(false)
    expect(isUnread([], 'lilei', undefined)).toBe(false)
  })

  it('remembers what was seen and survives a broken memory', () => {
    const kept = new Map<string, string>()
    saveSeen({ setItem: (key, value) => kept.set(key, value) }, { 'lilei feishu:oc_1': 'm1' })
    expect(loadSeen({ getItem: (key) => kept.get(key) ?? null })).toEqual({ 'lilei feishu:oc_1': 'm1' })
    expect(loadSeen({ getItem: () => '{broken' })).toEqual({})
  })
})

describe('coalesced fetching', () => {
  it('merges a burst into one more run that sees everything', async () => {
    let value = 0
    const seen: number[] = []
    let release: () => void = () => undefined
    const fetch = coalesce(async () => {
      const at = value
      if (seen.length === 0) await new Promise<void>((resolve) => (release = resolve))
      seen.push(at)
    })
    const first = fetch()
    value = 1
    void fetch()
    value = 2
    void fetch()
    release()
    await first
    expect(seen).toEqual([0, 2])
  })
})
