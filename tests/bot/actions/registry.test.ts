/** What one declaration per action promises to parser, help, manual and audit. */
import { describe, expect, test } from 'vitest'
import type { Declared } from '../../../src/bot/actions/action.ts'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { zhCN } from '../../../src/bot/i18n/texts.zh-cn.ts'
import { changes } from '../../../src/bot/understand/verbs.ts'
import { interpreted, read, vocabulary } from '../understand/reading.ts'

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index)

test('names are unique and say their area or themselves', () => {
  expect(twice(ACTIONS.map(({ name }) => name))).toEqual([])
  for (const { name } of ACTIONS) expect(name).toMatch(/^[a-z_]+(?:\.[a-z_]+)?$/)
})

test('no alias belongs to two actions', () => {
  const owners = new Map<string, string>()
  const collisions: string[] = []
  for (const { name, words } of ACTIONS) {
    for (const word of [...words.zh, ...words.en].map((one) => one.toLowerCase())) {
      const owner = owners.get(word)
      if (owner !== undefined) collisions.push(`${word}: ${owner} and ${name}`)
      owners.set(word, name)
    }
  }
  expect(collisions).toEqual([])
})

test('every action speaks both languages, Chinese and English apart', () => {
  for (const { name, words, examples } of ACTIONS) {
    expect(words.zh.length * words.en.length * examples.zh.length * examples.en.length, name).toBeGreaterThan(0)
    for (const word of words.en) expect(word, name).toMatch(/^[a-z -]+$/)
    for (const word of words.zh) expect(word, name).toMatch(/^[\p{Script=Han}… ]+$/u)
  }
})

test('every action says what it does, in one short sentence of either language', () => {
  for (const { name, about } of ACTIONS) {
    expect(about.zh, name).toMatch(/^[^\n]*\p{Script=Han}[^\n]*。$/u)
    expect(about.en, name).toMatch(/^[A-Z][^\n\p{Script=Han}]*\.$/u)
    expect(Math.max(about.zh.length, about.en.length / 2), name).toBeLessThanOrEqual(60)
  }
})

const words = vocabulary({
  tasks: [
    { id: 1, title: '主视觉设计' },
    { id: 2, title: '主会场页面' },
  ],
})

describe('help and manual tell the truth', () => {
  const examples = ACTIONS.flatMap((action) =>
    [...action.examples.zh, ...action.examples.en].map((line) => ({ line, action })),
  )

  test.each(examples)('$line', ({ line, action }) => {
    const understood = read(line, words)
    expect(understood?.action).toBe(action.name)
    expect(understood?.problem).toBeUndefined()
    expect(understood?.leftover).toBeUndefined()
    const missing = Object.entries(action.slots).filter(([name, slot]) => slot.required && !understood?.args[name])
    expect(missing.map(([name]) => name)).toEqual([])
    expect([understood?.which, understood?.also]).toEqual([undefined, undefined])
  })
})

describe('no word is declared in vain: beside what an example says, it orders its action', () => {
  /** The example with its verb exchanged, and the word before, behind, and around all else that the example says. */
  function linesWith(word: string, example: string): string[] {
    const result = interpreted(example, words)
    const understood = result.kind === 'commands' ? (result.commands[0]?.understood ?? []) : []
    const verb = understood.find(({ as }) => as.kind === 'verb')?.text ?? ''
    const rest = verb.split('…').reduce((line, part) => line.replace(part, ' '), example)
    const exchanged = example.replace(verb, word.replace('…', ' '))
    return [exchanged, `${word} ${rest}`, `${rest} ${word}`, word.replace('…', ` ${rest} `), word].map((line) =>
      line.trim(),
    )
  }

  const orders = (line: string, action: Declared): boolean => {
    const result = interpreted(line, words)
    return result.kind === 'commands' && result.commands.every((one) => one.action === action)
  }

  test.each(ACTIONS.flatMap((action) => [{ name: action.name, action }]))('$name', ({ action }) => {
    const unreachable = (['zh', 'en'] as const).flatMap((language) =>
      action.words[language].filter(
        (word) =>
          !action.examples[language]
            .flatMap((example) => linesWith(word, example))
            .some((line) => orders(line, action)),
      ),
    )
    expect(unreachable).toEqual([])
  })
})

test('at most one slot takes the rest of a line', () => {
  for (const { name, slots } of ACTIONS)
    expect(Object.values(slots).filter(({ rest }) => rest).length, name).toBeLessThanOrEqual(1)
})

test('what changes something can be taken back, or is final on purpose; what asks changes nothing', () => {
  const kinds = Object.fromEntries(
    ACTIONS.map(({ name, undo }) => [name, typeof undo === 'string' ? undo : 'revertible'] as const),
  )
  expect(kinds).toEqual({
    'project.create': 'final',
    'account.bind': 'final',
    'account.list': 'none',
    'account.unbind': 'final',
    'messenger.prefer': 'revertible',
    'outbox.resend': 'final',
    'task.create': 'revertible',
    'task.assign': 'revertible',
    'task.mine': 'none',
    'task.complete': 'revertible',
    'hours.log': 'revertible',
    'project.gantt': 'none',
    'task.reschedule': 'revertible',
    'task.split': 'revertible',
    'milestone.create': 'revertible',
    'task.depend': 'revertible',
    'task.accept': 'revertible',
    'task.problem': 'revertible',
    'task.show': 'none',
    'task.list': 'none',
    'workload.show': 'none',
    'task.rename': 'revertible',
    'task.cancel': 'revertible',
    'project.progress': 'none',
    'project.show': 'none',
    'project.list': 'none',
    'project.bind': 'final',
    'project.archive': 'revertible',
    'project.restore': 'revertible',
    'project.delete': 'revertible',
    'hours.mine': 'none',
    'language.choose': 'revertible',
    'chat.text_mode': 'revertible',
    'hours.revise': 'revertible',
    'hours.move': 'revertible',
    'hours.overtime': 'none',
    'budget.request': 'final',
    'budget.raise': 'final',
    'budget.show': 'none',
    'approval.approve': 'final',
    'approval.reject': 'final',
    'approval.waiting': 'none',
    'approval.withdraw': 'final',
    'budget.release': 'final',
    undo: 'none',
    help: 'none',
    tour: 'revertible',
    demo: 'revertible',
    explain: 'none',
    'words.synonym': 'revertible',
    'words.nickname': 'revertible',
    'words.macro': 'revertible',
    'words.list': 'none',
    'words.remove': 'revertible',
    'audit.verify': 'none',
    'audit.list': 'none',
    self_check: 'none',
  })
  expect(ACTIONS.filter(changes).map(({ name }) => name)).toContain('undo')
})

test('every permission is in the matrix and has a name people can read', () => {
  for (const { name, permission } of ACTIONS) expect(zhCN.permissions[permission], name).toBeTruthy()
})
