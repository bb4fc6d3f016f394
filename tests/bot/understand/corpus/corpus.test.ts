import { describe, expect, test } from 'vitest'
import { type Expected, readCorpus, type Sentence } from './corpus.ts'
import { flawsOf, situationOf } from './flaws.ts'
import { isWrongWrite, judge, score, type Verdict } from './score.ts'

const OPEN = readCorpus('open')
const HELD_BACK = readCorpus('held-back')
const LISTED = 20

const open = OPEN.map(judge)
const heldBack = score('held-back')
const share = ({ right, sentences }: { right: number; sentences: number }): number => right / sentences

/** For whoever looks for what the grammar lacks; of the open part only. */
const told = ({ sentence, got }: Verdict): string =>
  `${sentence.file}:${sentence.line} ${sentence.text}\n  want ${sentence.expected.map(spelled).join(' | ')}\n  got  ${spelled(got)}`

function spelled(one: Expected): string {
  if (one.kind === 'several') return one.parts.map(spelled).join(' ; ')
  if (one.kind === 'act')
    return [one.action, ...Object.entries(one.args).map(([name, value]) => `${name}=${value}`)].join(' ')
  return one.kind === 'ask' && one.slot ? `ask ${one.slot}` : one.kind
}

describe('the corpus itself', () => {
  test('every line can be read and speaks of what there is', () => {
    expect([...OPEN, ...HELD_BACK].flatMap(flawsOf)).toEqual([])
  })

  test('no line is written twice, nor held back and open', () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    const look = (part: string) => (sentence: Sentence) => {
      const place = `${part}/${sentence.file}:${sentence.line}`
      const before = seen.get(situationOf(sentence))
      if (before) twice.push(`${before} = ${place}`)
      seen.set(situationOf(sentence), place)
    }
    OPEN.forEach(look('open'))
    HELD_BACK.forEach(look('held-back'))
    expect(twice).toEqual([])
  })

  test('it has at least 1,000 sentences, a good part of them held back', () => {
    expect(OPEN.length + HELD_BACK.length).toBeGreaterThanOrEqual(1_000)
    expect(HELD_BACK.length).toBeGreaterThanOrEqual(200)
  })
})

describe('what the grammar makes of it', () => {
  test('no open sentence changes what nobody ordered', () => {
    expect(open.filter(({ wrongWrite }) => wrongWrite).map(told)).toEqual([])
  })

  test('at least 97 % of the open sentences are read right', () => {
    const wrong = open.filter(({ right }) => !right)
    const list = wrong.slice(0, LISTED).map(told).join('\n')
    expect(1 - wrong.length / open.length, list).toBeGreaterThanOrEqual(0.97)
  })

  test('no held-back sentence changes what nobody ordered', () => {
    expect(heldBack.wrongWrites).toBe(0)
  })

  test(`held back: ${heldBack.right} of ${heldBack.sentences} are read right`, () => {
    expect(share(heldBack)).toBeGreaterThan(0.8)
  })

  test('the files add up to the whole', () => {
    const files = Object.values(heldBack.byFile)
    for (const count of ['sentences', 'right', 'wrongWrites'] as const)
      expect(files.reduce((sum, file) => sum + file[count], 0)).toBe(heldBack[count])
  })
})

describe('what counts as a wrong write', () => {
  const act = (action: string, args: Record<string, string>): Expected => ({ kind: 'act', action, args })
  const done = act('task.complete', { task: 'T-1' })
  const other = act('task.complete', { task: 'T-2' })
  const several = (...parts: Expected[]): Expected => ({ kind: 'several', parts })
  test.each<[string, boolean, Expected, Expected[]]>([
    ['as ordered', false, done, [done]],
    ['as ordered by one of two readings', false, done, [{ kind: 'ask' }, done]],
    ['another task', true, other, [done]],
    ['where it should ask', true, done, [{ kind: 'ask' }]],
    ['where it should be silent', true, done, [{ kind: 'ignore' }]],
    ['a required slot is missing: it asks', false, act('task.complete', {}), [{ kind: 'ask' }]],
    ['a question answered wrongly changes nothing', false, act('task.mine', {}), [{ kind: 'ask' }]],
    ['one of two, but nothing else', false, done, [several(done, other)]],
    ['one more than ordered', true, several(done, other), [done]],
    ['twice instead of once', true, several(done, done), [done]],
    ['half of each reading', true, several(done, other), [done, other]],
    ['both in another order', false, several(other, done), [several(done, other)]],
    ['a part that asks is none', false, several(done, { kind: 'ask' }), [done]],
  ])('%s', (_, wrong, got, expected) => {
    expect(isWrongWrite(got, expected)).toBe(wrong)
  })
})
