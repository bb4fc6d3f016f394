/** The small parts of understanding: names, free text, near verbs, answers to questions. */
import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { Canvas } from '../../../src/bot/understand/canvas.ts'
import { freePieces } from '../../../src/bot/understand/free-text.ts'
import { mayStayUnread } from '../../../src/bot/understand/leftover.ts'
import { matchName, matchNames } from '../../../src/bot/understand/names.ts'
import { promptAnswer } from '../../../src/bot/understand/prompt-answer.ts'
import { suggestActions } from '../../../src/bot/understand/suggest.ts'
import { findVerbs, placesOf } from '../../../src/bot/understand/verbs.ts'

const known = [
  { id: 1, name: '主视觉设计' },
  { id: 2, name: '详情页文案' },
  { id: 3, name: '详情页排版' },
  { id: 4, name: '文案' },
  { id: 5, name: 'Landing Page' },
]

describe('names', () => {
  test.each([
    ['主视觉设计', [1]],
    ['主视觉', [1]],
    ['视觉设计', [1]],
    ['文案', [4]],
    ['详情页', [2, 3]],
    ['详情页文案', [2]],
    ['landingpage', [5]],
    ['LANDING', [5]],
    ['设', []],
    ['', []],
    [' ', []],
    ['海报', []],
  ])('%s', (spoken, ids) => {
    expect(matchName(spoken, known).map(({ id }) => id)).toEqual(ids)
  })

  test.each([
    ['主视觉设计', { found: [1] }],
    ['T-7、主视觉设计', { found: [7, 1] }],
    ['T-7 T-8', { found: [7, 8] }],
    ['主视觉设计和文案', { found: [1, 4] }],
    ['主视觉设计、海报', { found: [1], unknown: '海报' }],
    ['详情页', { found: [], unknown: '详情页' }],
  ])('the list %s', (text, result) => {
    expect(matchNames(text, known)).toEqual(result)
  })
})

describe('free text', () => {
  const rest = (line: string, taken: readonly string[] = []): string => {
    const canvas = new Canvas(line, line, [])
    for (const piece of taken) canvas.take({ start: line.indexOf(piece), end: line.indexOf(piece) + piece.length })
    return freePieces(canvas)
      .map(({ text }) => text)
      .join(' ')
  }

  test.each([
    ['海报延展', [], '海报延展'],
    ['把 海报延展 给 赵倩', ['赵倩'], '海报延展'],
    ['海报延展 在 周五 前', ['周五'], '海报延展'],
    ['海报 周五 初稿', ['周五'], '海报 初稿'],
    ['poster to 赵倩', ['赵倩'], 'poster'],
    ['photo 赵倩', ['赵倩'], 'photo'],
    ['的 了 吧', [], ''],
    ['海报,', [], '海报'],
  ])('%s without %j', (line, taken, text) => {
    expect(rest(line, taken)).toBe(text)
  })

  test.each(['谢谢', '谢谢大家', '辛苦了', '已经', '因为客户晚给素材', 'thanks', '到本群'])(
    '%s may stay unread',
    (text) => {
      expect(mayStayUnread(text)).toBe(true)
    },
  )

  test.each(['80%', '明天', '快', '一半', 'T-2', '的初稿', '和海报', '谢谢 但还差一张'])('%s may not', (text) => {
    expect(mayStayUnread(text)).toBe(false)
  })
})

describe('near verbs', () => {
  const words = (line: string) => suggestActions(line, ACTIONS).map(({ word }) => word)

  test.each([
    ['新见任务 海报延展', '新建任务'],
    ['新建认务 海报', '新建任务'],
    ['/等记工时 T-1 3h', '登记工时'],
    ['甘特土', '甘特图'],
    ['我的人务', '我的任务'],
    ['stauts', undefined],
    ['gannt', 'gantt'],
    ['new tsak poster', 'new task'],
    ['你好', undefined],
    ['取消 T-3', undefined],
    ['昨天详情页文案3小时', undefined],
    ['今天天气不错', undefined],
  ])('%s: %s', (line, word) => {
    expect(words(line)[0]).toBe(word)
    expect(words(line).length).toBeLessThanOrEqual(3)
  })

  test('keeps what was typed in the verb’s place and what stood behind it', () => {
    expect(suggestActions('新见任务 海报延展 明天', ACTIONS)[0]).toMatchObject({
      typed: '新见任务',
      rest: ' 海报延展 明天',
    })
  })
})

describe('answers to a question', () => {
  test.each([
    ['确认', { kind: 'confirm' }],
    ['确认。', { kind: 'confirm' }],
    ['创建', { kind: 'confirm' }],
    ['取消', { kind: 'cancel' }],
    ['1', { kind: 'choose', number: 1 }],
    ['9', { kind: 'choose', number: 9 }],
  ])('%s, said to anybody', (line, answer) => {
    expect(promptAnswer(line, false)).toEqual(answer)
  })

  test.each([
    ['好的', { kind: 'confirm' }],
    ['OK', { kind: 'confirm' }],
    ['不用了', { kind: 'cancel' }],
  ])('%s, only if said to the bot', (line, answer) => {
    expect(promptAnswer(line, true)).toEqual(answer)
    expect(promptAnswer(line, false)).toBeUndefined()
  })

  test.each(['确认一下', '0', '10', '1 号', '好的吧', '不确认', '同意', ''])('%s is none', (line) => {
    expect(promptAnswer(line, true)).toBeUndefined()
  })
})

describe('verbs', () => {
  const found = (line: string, closed: readonly string[] = []) =>
    findVerbs(line, ACTIONS, placesOf(line, closed), 0)
      .filter(({ way }) => way === undefined)
      .map(({ word, leading }) => [word, leading])

  test.each([
    ['完成 T-1', ['完成', true]],
    ['把 T-1 派给 赵倩', ['派给', true]],
    ['T-1 完成', ['完成', false]],
    ['complete T-1', ['complete', true]],
  ])('%s', (line, verb) => {
    expect(found(line)).toContainEqual(verb)
  })

  test.each(['incomplete T-1', 'T-1 completed', 'he abandoned it'])('a part of a Latin word is none: %s', (line) => {
    expect(found(line)).toEqual([])
  })

  test('are not looked for inside a name, unless the name is the verb', () => {
    expect(found('完成度报告', ['完成度报告'])).toEqual([])
    expect(found('完成 完成度报告', ['完成度报告'])).toEqual([['完成', true]])
    expect(found('甘特图', ['甘特图'])).toEqual([['甘特图', true]])
  })

  test('may have a gap', () => {
    expect(found('昨天那条 T-3 改成 2h').map(([word]) => word)).toContain('那条…改成')
  })
})
