/** What is wrong with a line of the corpus itself. Says where and what kind, never the sentence: it may be held back. */
import type { Declared } from '../../../../src/bot/actions/action.ts'
import { ACTIONS } from '../../../../src/bot/actions/registry.ts'
import type { Slot, SlotKind } from '../../../../src/bot/actions/slot.ts'
import { parseLocalDate } from '../../../../src/domain/shared/local-date.ts'
import type { Expected, Sentence } from './corpus.ts'
import { PEOPLE } from './world.ts'

const REF = /^[TPA]-\d+$/
const TIME = /^-?\d+(?:\.\d+)?[hmd]$/
const MARK_LEFT = /^\[(?:private|unmentioned|following|en|by|re|last|after|@)/

const isDay = (text: string): boolean => parseLocalDate(text) !== undefined
const isPerson = (name: string): boolean => PEOPLE.some((one) => one.name === name)

const CANONICAL: Record<Exclude<SlotKind, 'choice'>, (value: string) => boolean> = {
  text: (value) => value !== '',
  person: isPerson,
  task: (value) => /^T-\d+$/.test(value),
  tasks: (value) => value.split(',').every((one) => /^T-\d+$/.test(one)),
  project: (value) => /^P-\d+$/.test(value),
  approval: (value) => /^A-\d+$/.test(value),
  amount: (value) => /^\d+(?:\.\d{1,2})?$/.test(value),
  date: isDay,
  range: (value) => {
    const [start = '', end = '', ...more] = value.split('/')
    return isDay(start) && isDay(end) && start <= end && more.length === 0
  },
  span: (value) => TIME.test(value),
  worked: (value) =>
    value.split(',').every((entry) => {
      const [day = '', time = '', ...more] = entry.split(':')
      return isDay(day) && TIME.test(time) && more.length === 0
    }),
}

/** Empty for a line that is well formed and speaks of what there is. */
export function flawsOf(sentence: Sentence): readonly string[] {
  const found = [...flawsOfMarks(sentence), ...sentence.expected.flatMap(flawsOfReading)]
  return found.map((flaw) => `${sentence.file}:${sentence.line} ${flaw}`)
}

function flawsOfMarks({ text, speaker, mentions, quoted, last, after }: Sentence): readonly string[] {
  return [
    ...(text === '' ? ['no sentence'] : []),
    ...(MARK_LEFT.test(text) ? ['a mark that cannot be read'] : []),
    ...(isPerson(speaker) ? [] : ['an unknown speaker']),
    ...(mentions.every((name) => text.includes(`@${name}`)) ? [] : ['a mention that the text lacks']),
    ...([quoted, last].every((ref) => ref === undefined || REF.test(ref)) ? [] : ['no such kind of object']),
    ...(after === '' ? ['an empty line before'] : []),
  ]
}

function flawsOfReading(expected: Expected): readonly string[] {
  if (expected.kind === 'ignore') return []
  if (expected.kind === 'ask') return expected.slot === undefined || isSlot(expected.slot) ? [] : ['asks for no slot']
  if (expected.kind === 'several')
    return expected.parts.flatMap((part) => (part.kind === 'ignore' ? ['ignores a part'] : flawsOfReading(part)))
  const action = ACTIONS.find(({ name }) => name === expected.action)
  return action ? flawsOfArgs(action, expected.args) : ['an unknown action']
}

const isSlot = (name: string): boolean => ACTIONS.some(({ slots }) => slots[name] !== undefined)

function flawsOfArgs({ name, slots }: Declared, args: Record<string, string>): readonly string[] {
  return Object.entries(args).flatMap(([key, value]) => {
    const slot = slots[key]
    if (!slot) return [`${name} has no slot of that name`]
    return isCanonical(slot, value) ? [] : [`${name}: no value for ${key}`]
  })
}

function isCanonical({ kind, choices = [] }: Slot, value: string): boolean {
  return kind === 'choice' ? choices.some((choice) => choice.value === value) : CANONICAL[kind](value)
}

/** Everything that tells a sentence from another: the same words elsewhere may mean something else. */
export function situationOf({ file: _, line: __, expected: ___, ...said }: Sentence): string {
  return JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)))
}
