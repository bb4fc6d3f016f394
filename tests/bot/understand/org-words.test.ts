import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { expandMacro, nicknamed, withOrgWords } from '../../../src/bot/understand/org-words.ts'
import type { Word } from '../../../src/domain/words/word.ts'

const word = (kind: Word['kind'], spoken: string, meaning: string): Word => ({
  kind,
  spoken,
  meaning,
  createdBy: 'sunhao',
  createdAt: new Date(0),
})
const wordsOf = (name: string, words: readonly Word[]) =>
  withOrgWords(ACTIONS, words).find((action) => action.name === name)?.words
const declared = (name: string) => ACTIONS.find((action) => action.name === name)?.words

describe('synonyms', () => {
  test('stand behind the declared verbs of the action that has the meaning', () => {
    const words = [word('synonym', '派活', '派给'), word('synonym', 'Handoff', 'assign')]
    const own = declared('task.assign')
    expect(wordsOf('task.assign', words)).toEqual({
      zh: [...(own?.zh ?? []), '派活'],
      en: [...(own?.en ?? []), 'handoff'],
    })
    expect(wordsOf('task.create', words)).toEqual(declared('task.create'))
  })

  test('without a verb, or as a verb already declared, add nothing', () => {
    const words = [word('synonym', '派活', '派派派'), word('synonym', '完成', '派给'), word('macro', '周会', '派给')]
    expect(wordsOf('task.assign', words)).toEqual(declared('task.assign'))
  })

  test('are added once per list', () => {
    const list = () => [word('synonym', '派活', '派给')]
    expect(withOrgWords(ACTIONS, list())).toBe(withOrgWords(ACTIONS, list()))
    expect(withOrgWords(ACTIONS, [word('synonym', '甩给', '派给')])).not.toBe(withOrgWords(ACTIONS, list()))
    expect(withOrgWords(ACTIONS, [])).toBe(ACTIONS)
  })
})

describe('nicknames', () => {
  const people = [
    { id: 'zhoutao', nicknames: ['涛哥'] },
    { id: 'hanmei', nicknames: ['小韩'] },
    { id: 'hanmeimei', nicknames: ['小韩'] },
  ]

  test('are added to the roster’s', () => {
    const [zhoutao] = nicknamed(people, [word('nickname', '阿涛', 'zhoutao')])
    expect(zhoutao?.nicknames).toEqual(['涛哥', '阿涛'])
  })

  test('are one person’s alone', () => {
    const named = nicknamed(people, [word('nickname', '小韩', 'hanmei')])
    expect(named.map(({ nicknames }) => nicknames)).toEqual([['涛哥'], ['小韩'], []])
  })

  test('of somebody who left change nothing', () => {
    expect(nicknamed(people, [word('nickname', '小韩', 'nobody')])).toBe(people)
  })
})

describe('shortcuts', () => {
  const words = [
    word('macro', '周会', '新建任务 周会纪要 明天'),
    word('macro', '周会二', '我的任务'),
    word('macro', '记一下', '登记工时 $1 今天'),
    word('macro', 'weekly', 'new task weekly notes'),
    word('synonym', '派活', '派给'),
  ]

  test.each([
    ['周会', '新建任务 周会纪要 明天'],
    ['/周会', '新建任务 周会纪要 明天'],
    ['周会 给赵倩', '新建任务 周会纪要 明天 给赵倩'],
    ['周会，给赵倩', '新建任务 周会纪要 明天 给赵倩'],
    ['周会二', '我的任务'],
    ['记一下 T-3 2小时', '登记工时 T-3 2小时 今天'],
    ['记一下', '登记工时  今天'],
    ['记一下 $1 $&', '登记工时 $1 $& 今天'],
    ['Weekly tomorrow', 'new task weekly notes tomorrow'],
  ])('%s → %s', (line, expanded) => {
    expect(expandMacro(line, words)).toBe(expanded)
  })

  test.each(['周会纪要发了吗', '明天周会', '派活 T-3', 'weeklyreport', ''])('leave alone: %s', (line) => {
    expect(expandMacro(line, words)).toBe(line)
  })
})
