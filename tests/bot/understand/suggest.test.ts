import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Declared } from '../../../src/bot/actions/action.ts'
import { suggestActions } from '../../../src/bot/understand/suggest.ts'

const verb = (name: string, zh: readonly string[], en: readonly string[] = []): Declared => ({
  name,
  area: 'tasks',
  words: { zh, en },
  examples: { zh: [], en: [] },
  about: { zh: '', en: '' },
  slots: {},
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run: async () => ({ answer: { kind: 'text', markdown: '' } }),
})

const ACTIONS: readonly Declared[] = [
  verb('task.create', ['新建任务', '建任务'], ['new task', 'create task']),
  verb('task.cancel', ['取消任务', '删除任务'], ['cancel task']),
  verb('project.create', ['新建项目'], ['new project']),
  verb('project.delete', ['删除项目'], ['delete project']),
  verb('project.gantt', ['甘特图'], ['gantt']),
  verb('hours.log', ['登记工时', '记工时'], ['log']),
  verb('budget.request', ['申请预算', '申请'], ['request budget']),
  verb('undo', ['撤销', '撤消'], ['undo']),
]

const first = (line: string): string | undefined => suggestActions(line, ACTIONS)[0]?.word

test.each([
  ['新见任务 海报', '新建任务'],
  ['新建人物 海报', '新建任务'],
  ['登记公时 T-1 3h', '登记工时'],
  ['等季公式 T-1 3h', '登记工时'],
  ['甘特土', '甘特图'],
  ['干特图', '甘特图'],
  ['肝特土', '甘特图'],
  ['审请 5万', '申请'],
  ['神情预算 5万', '申请预算'],
  ['新建向木', '新建项目'],
  ['xinjianrenwu 海报', '新建任务'],
  ['xin jian ren wu 海报', '新建任务'],
  ['new tsak', 'new task'],
  ['gannt', 'gantt'],
  ['删除人物 T-3', '删除任务'],
  ['取消任物 T-3', '取消任务'],
])('%s: %s', (line, word) => {
  expect(first(line)).toBe(word)
})

describe('nothing is offered', () => {
  test.each([
    '删除 T-3',
    '不新建任务',
    '别登记公时',
    '怎么新建人物',
    '今天天气不错',
    '你好',
    '时间',
    'ganttless',
    'xinjianrenwux',
  ])('for %s', (line) => {
    expect(suggestActions(line, ACTIONS)).toEqual([])
  })
})

test('who deletes is never offered to create', () => {
  expect(suggestActions('删除向木', ACTIONS).map(({ word }) => word)).toEqual(['删除项目'])
})

test('a verb that sounds the same comes before one that only looks near', () => {
  const near = [verb('a', ['新建人员']), verb('b', ['新建任务'])]
  expect(suggestActions('新建人务', near).map(({ word }) => word)).toEqual(['新建任务', '新建人员'])
})

test('at most three, each with what was typed and the rest of the line', () => {
  const lines = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom(...'新建见任人务物登等记工公时删除取消甘特图土申请神xin jian'), { maxLength: 12 })
      .map((all) => all.join('')),
  )
  fc.assert(
    fc.property(lines, (line) => {
      const found = suggestActions(line, ACTIONS)
      expect(found.length).toBeLessThanOrEqual(3)
      for (const { typed, rest } of found) expect(`${typed}${rest}`).toBe(line.replace(/^\//, '').trim())
    }),
    { numRuns: 1000 },
  )
})
