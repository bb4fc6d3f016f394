import { describe, expect, test } from 'vitest'
import { hours } from '../../../src/bot/i18n/numbers.ts'
import { enRefusals } from '../../../src/bot/i18n/refusals.en.ts'
import type { Say } from '../../../src/bot/i18n/refusals.ts'
import { zhRefusals } from '../../../src/bot/i18n/refusals.zh-cn.ts'
import { speechFor } from '../../../src/bot/i18n/speech.ts'
import { en } from '../../../src/bot/i18n/texts.en.ts'
import { zhCN } from '../../../src/bot/i18n/texts.zh-cn.ts'
import { localDate } from '../../../src/domain/shared/local-date.ts'
import { type Refusal, type RefusalCode, type RefusalParams, refuse } from '../../../src/domain/shared/refusal.ts'

const day = localDate('2026-11-27')
const at = new Date('2026-11-23T02:06:00Z')
const say: Say = { name: (id) => `<${id}>`, date: (date) => date, time: () => '10:06' }

/** One sample per code; a new code without one does not compile. */
const SAMPLES: { [C in RefusalCode]: RefusalParams[C] } = {
  'PERMISSION.DENIED': { needs: 'plan.edit', helperIds: ['lilei'] },
  'PERSON.UNKNOWN': { account: 'feishu/ou_1' },
  'PERSON.INACTIVE': { personId: 'lilei' },
  'PERSON.NOT_FOUND': { name: 'Zed' },
  'PERSON.AMBIGUOUS': { name: 'Zed', candidateIds: ['a', 'b'] },
  'ACCOUNT.CODE_WRONG': {},
  'ACCOUNT.TOO_MANY_CODES': { until: at },
  'ACCOUNT.PRIVATE_ONLY': {},
  'ACCOUNT.TAKEN': {},
  'ACCOUNT.NONE_THERE': {},
  'ACCOUNT.OF_ROSTER': {},
  'ACCOUNT.IN_USE': {},
  'ACCOUNT.NO_MESSENGER': { name: 'X', known: ['Y', 'Z'] },
  'PROJECT.NOT_FOUND': { ref: 'P-1' },
  'PROJECT.NONE_BOUND': {},
  'PROJECT.AMBIGUOUS': { name: 'X', refs: ['P-1', 'P-2'] },
  'PROJECT.CLOSED': { ref: 'P-1', status: 'closed' },
  'PROJECT.NOT_ARCHIVED': { ref: 'P-1', status: 'active' },
  'PROJECT.NAME_TAKEN': { name: 'X', ref: 'P-1' },
  'PROJECT.TOO_LONG': { maxYears: 5 },
  'PROJECT.CHAT_BOUND': { ref: 'P-1' },
  'DATE.REVERSED': { start: day, end: day },
  'DATE.PAST': { date: day, today: day },
  'DATE.TOO_FAR': { date: day, latest: day },
  'DATE.SPAN': { days: 0, maxDays: 750 },
  'TASK.NOT_FOUND': { ref: 'T-1' },
  'TASK.AMBIGUOUS': { title: 'X', refs: ['T-1', 'T-2'] },
  'TASK.DONE_ALREADY': { ref: 'T-1' },
  'TASK.NOT_YOURS': { ref: 'T-1', assigneeId: 'a' },
  'TASK.WRONG_STATE': { ref: 'T-1', state: 'done', wanted: ['assigned'] },
  'TASK.PREDECESSOR_OPEN': { ref: 'T-1', refs: ['T-2'] },
  'TASK.CYCLE': { refs: ['T-1', 'T-2', 'T-1'] },
  'TASK.OTHER_PROJECT': { ref: 'T-1', otherRef: 'T-2' },
  'TASK.IS_MILESTONE': { ref: 'T-1' },
  'TASK.NO_DATES': { ref: 'T-1' },
  'TASK.SPAN_MISMATCH': { start: day, due: day, workingDays: 3, between: 1 },
  'TASK.NO_CHANGE': { ref: 'T-1' },
  'HOURS.DAY_FULL': { date: day, wouldBeMinutes: 1530, suggestionMinutes: 138 },
  'HOURS.FUTURE': { date: day, today: day },
  'HOURS.TOO_OLD': { date: day, earliest: day },
  'HOURS.NOT_POSITIVE': { minutes: 0 },
  'HOURS.NOT_FOUND': {},
  'HOURS.NOT_YOURS': { personId: 'a' },
  'HOURS.REMOVED': { date: day, minutes: 60 },
  'HOURS.NO_NEW_VALUE': {},
  'HOURS.NO_CHANGE': { date: day, minutes: 60 },
  'APPROVAL.NOT_FOUND': { ref: 'A-1' },
  'APPROVAL.NOT_YOUR_TURN': { ref: 'A-1', approverId: 'a' },
  'APPROVAL.VOTED': { ref: 'A-1', at: new Date(0), approverId: 'a' },
  'APPROVAL.OWN_REQUEST': { ref: 'A-1' },
  'APPROVAL.ALREADY_DECIDED': { ref: 'A-1', status: 'approved', byId: 'a', at },
  'APPROVAL.WITHDRAWN': { ref: 'A-1', requesterId: 'a' },
  'APPROVAL.REASON_REQUIRED': { ref: 'A-1' },
  'APPROVAL.NOT_HOLDING': { ref: 'A-1', status: 'rejected' },
  'APPROVAL.RELEASED': { ref: 'A-1', byId: 'a', at },
  'APPROVAL.NOT_REQUESTER': { ref: 'A-1', requesterId: 'a' },
  'APPROVAL.NO_APPROVER': { amount: 100n },
  'APPROVAL.PENDING': { ref: 'A-1' },
  'APPROVAL.NONE_WAITING': {},
  'APPROVAL.SEVERAL_WAITING': { refs: ['A-1', 'A-2'] },
  'BUDGET.NOT_APPROVED': { projectRef: 'P-1' },
  'BUDGET.EXCEEDED': { available: 100n, shortBy: 50n },
  'BUDGET.NOT_POSITIVE': { amount: 0n },
  'BUDGET.TOO_LARGE': { amount: 2n, max: 1n },
  'BUDGET.BELOW_COMMITTED': { amount: 1n, committed: 2n },
  'BUDGET.NOT_HELD': { amount: 2n, held: 1n },
  'UNDO.NOTHING': {},
  'UNDO.TOO_LATE': { objectRef: 'T-1', at, limitMinutes: 2 },
  'UNDO.ALREADY': { objectRef: 'T-1', at },
  'UNDO.CHANGED_SINCE': { objectRef: 'T-1' },
  'UNDO.NOT_POSSIBLE': { objectRef: 'A-1' },
  'PROMPT.EXPIRED': {},
  'PROMPT.NOT_YOURS': { personId: 'a' },
  'PROMPT.USED': {},
  'PROMPT.NO_SUCH_CHOICE': { max: 2 },
  'INPUT.UNREADABLE': { field: 'F', text: 'x' },
  'INPUT.IMPOSSIBLE_DATE': { text: '2.30' },
  'INPUT.DATE_PASSED': { text: '11-20' },
  'INPUT.DATE_NOT_YET': { text: '12-01' },
  'INPUT.DATE_AMBIGUOUS': { text: 'last Monday' },
  'INPUT.HOLIDAY_UNKNOWN': { text: 'the day after the holidays' },
  'INPUT.RANGE_REVERSED': { text: '12.20-12.1' },
  'INPUT.AMOUNT_TOO_PRECISE': { text: '1.234' },
  'INPUT.AMOUNT_TOO_LARGE': { text: '1e30' },
  'BUTTON.OUTDATED': {},
  'MESSAGE.TOO_OLD': { minutes: 31 },
  'MESSAGE.UNSUPPORTED': { kind: 'audio' },
  'WORD.SHAPE': { spoken: 'x', min: 2, max: 20 },
  'WORD.RESERVED': { spoken: 'ok' },
  'WORD.TAKEN': { spoken: 'X', verb: 'Y' },
  'WORD.UNKNOWN_VERB': { meaning: 'X', near: ['Y'] },
  'WORD.NESTED': { spoken: 'X', other: 'Y' },
  'WORD.NO_CHANGE': { spoken: 'X' },
  'WORD.NOT_FOUND': { spoken: 'X' },
  'TURN.NONE': {},
  'TURN.NOT_YOURS': {},
  'TEXT.EMPTY': { field: 'task_title' },
  'TEXT.TOO_LONG': { field: 'task_title', max: 80 },
}
const CODES = Object.keys(SAMPLES) as RefusalCode[]
const sampleOf = (code: RefusalCode): Refusal => refuse(code, SAMPLES[code])

/** Questions and refusals whose state is evident: nothing was asked to be saved, or the sentence is the next question. */
const NOTHING_TO_SAVE: ReadonlySet<RefusalCode> = new Set([
  'PERSON.AMBIGUOUS',
  'PROJECT.NOT_FOUND',
  'PROMPT.NO_SUCH_CHOICE',
  'APPROVAL.NOT_FOUND',
  'APPROVAL.SEVERAL_WAITING',
  'APPROVAL.NONE_WAITING',
  'UNDO.NOTHING',
  'UNDO.ALREADY',
  'UNDO.TOO_LATE',
  'UNDO.CHANGED_SINCE',
  'UNDO.NOT_POSSIBLE',
  'TASK.NO_CHANGE',
  'HOURS.NO_CHANGE',
  'TASK.NO_DATES',
])

test('both languages have exactly the sentences of the catalogue', () => {
  expect(Object.keys(zhRefusals).sort()).toEqual([...CODES].sort())
  expect(Object.keys(enRefusals).sort()).toEqual([...CODES].sort())
})

describe.each(CODES)('%s', (code) => {
  const zh = speechFor('zh-CN').refusal(sampleOf(code), say)
  const english = speechFor('en').refusal(sampleOf(code), say)

  test('is a full sentence in both languages', () => {
    for (const sentence of [zh, english]) {
      expect(sentence.length).toBeGreaterThan(5)
      expect(sentence).not.toMatch(/undefined|NaN|\[object|null|\$\{/)
      expect(sentence).not.toContain(code)
    }
    expect(zh).toMatch(/[。?]$/)
    expect(english).toMatch(/[.?]$/)
  })

  test('keeps its language', () => {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(english).not.toMatch(/\p{Script=Han}/u)
  })
})

test.each(CODES.filter((code) => !NOTHING_TO_SAVE.has(code)))('%s says that nothing was done', (code) => {
  expect(speechFor('zh-CN').refusal(sampleOf(code), say)).toMatch(/未|没有|尚未|不能自批|先派给/)
  expect(speechFor('en').refusal(sampleOf(code), say)).toMatch(
    /[Nn]othing|not |Not |did not|no effect|cannot|could not|assign it first/,
  )
})

/** Every text of a catalogue, functions called with samples of the right shape. */
function textsOf(node: unknown, path: string, found: [string, string][] = []): [string, string][] {
  if (typeof node === 'string') found.push([path, node])
  else if (Array.isArray(node)) for (const [index, one] of node.entries()) textsOf(one, `${path}.${index}`, found)
  else if (typeof node === 'function') textsOf(called(node as CallableFunction), `${path}()`, found)
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) textsOf(value, path === '' ? key : `${path}.${key}`, found)
  return found
}

/** Some take lists where others take words or codes; the first kind of sample that fits is used. */
function called(text: CallableFunction): unknown {
  const samples = [
    ['X', 'X', 'X', 'X', 'X', 'X'],
    ['X', 'X', 'X', 'approved', ['X'], ['X']],
    ['X', 'X', 'X', ['X'], ['X'], ['X']],
    [['X'], ['X'], ['X'], ['X']],
    [{ kind: 'followers_unmoved', followerRefs: ['T-1'] }],
  ]
  for (const args of samples) {
    try {
      const result: unknown = Reflect.apply(text, undefined, args)
      if (result !== undefined) return result
    } catch {
      // The next kind of sample.
    }
  }
  throw new Error('no sample fits')
}

/** What an English reader may see in Chinese: examples of what can be typed. */
const CHINESE_ALLOWED: ReadonlySet<string> = new Set(['placeholders.amount', 'welcomeLines().1'])

describe('the catalogues', () => {
  const zh = textsOf(zhCN, '')
  const english = textsOf(en, '')

  test('have the same keys', () => {
    expect(english.map(([path]) => path).sort()).toEqual(zh.map(([path]) => path).sort())
    expect(zh.length).toBeGreaterThan(250)
  })

  test('English has no Chinese', () => {
    const wrong = english.filter(([path, text]) => /\p{Script=Han}/u.test(text) && !CHINESE_ALLOWED.has(path))
    expect(wrong).toEqual([])
  })

  test('Chinese has no English sentence', () => {
    const wrong = zh.filter(([, text]) => /[a-z]{2,}\s+[a-z]{2,}/i.test(text))
    expect(wrong).toEqual([])
  })

  test('no text is empty or unfinished', () => {
    const wrong = [...zh, ...english].filter(([, text]) => text.trim() === '' || /undefined|NaN|TODO/.test(text))
    expect(wrong).toEqual([])
  })

  test('a word of state is not used for two states', () => {
    for (const words of [zhCN.taskState, zhCN.projectStatus, zhCN.approvalTitle, en.taskState, en.approvalTitle]) {
      const all = Object.values(words)
      expect(new Set(all).size).toBe(all.length)
    }
  })
})

test.each([
  [0, '0'],
  [1, '0.02'],
  [6, '0.1'],
  [10, '0.17'],
  [15, '0.25'],
  [20, '0.33'],
  [30, '0.5'],
  [60, '1'],
  [90, '1.5'],
  [125, '2.08'],
  [138, '2.3'],
  [150, '2.5'],
  [480, '8'],
  [600, '10'],
  [1440, '24'],
  [1530, '25.5'],
  [6000, '100'],
])('%i minutes are %s h', (minutes, text) => {
  expect(hours(minutes)).toBe(text)
})
