import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { decodeSlot } from '../../../src/bot/actions/slot.ts'
import type { Command, Interpretation, Situation } from '../../../src/bot/understand/command.ts'
import { interpret } from '../../../src/bot/understand/interpret.ts'
import { changes } from '../../../src/bot/understand/verbs.ts'
import { PEOPLE, vocabulary } from './corpus/world.ts'
import { repeated, UNITS } from './long-lines.ts'
import { orders } from './spoken.ts'

const plain: Situation = { actions: ACTIONS, vocabulary: vocabulary({ speaker: '李雷', mentions: [] }) }
const [before] = commandsOf(interpret('把 T-3 派给赵倩', plain))
const following: Situation = {
  ...plain,
  vocabulary: { ...plain.vocabulary, quoted: 'P-102', last: { objectRef: 'T-3', personId: 'zhaoqian' } },
  ...(before ? { previous: { action: before.action, args: before.args } } : {}),
}

function commandsOf(read: Interpretation): readonly Command[] {
  return read.kind === 'commands' ? read.commands : []
}

const told = ({ action, args }: Command) => ({ action: action.name, args })

const read = (text: string) => commandsOf(interpret(text, plain)).map(told)

describe('what was spelled is what is read', () => {
  test('in 1,000 orders: titles, days, periods, times, amounts, people and tasks', () => {
    fc.assert(
      fc.property(orders, ({ text, action, args }) => {
        expect(read(text)).toEqual([{ action, args }])
      }),
      { numRuns: 1_000 },
    )
  })

  test('in 500 orders with what people say around them', () => {
    const around = fc.tuple(
      fc.constantFrom('', '麻烦', '请', '帮我', '小助手 ', 'please '),
      fc.constantFrom('', ' 谢谢', ' 谢谢啦', '。', '!', ' 辛苦了'),
    )
    fc.assert(
      fc.property(orders, around, ({ text, action, args }, [lead, tail]) => {
        expect(read(`${lead}${text}${tail}`)).toEqual([{ action, args }])
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is not ordered is not done', () => {
  const said: readonly [string, (order: string) => string][] = [
    ['a condition', (order) => `如果${order}`],
    ['a question', (order) => `${order} 了吗?`],
    ['a doubt', (order) => `要不要${order}`],
    ['a negation', (order) => `先别${order}`],
    ['what somebody else said', (order) => `王敏说${order}`],
    ['a quotation', (order) => `「${order.replace(/[「」]/g, '')}」`],
  ]
  test.each(said)('%s', (_, say) => {
    fc.assert(
      fc.property(orders, ({ text }) => {
        expect(
          commandsOf(interpret(say(text), plain))
            .filter(({ action }) => changes(action))
            .map(told),
        ).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

// ── Noise ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const words = ACTIONS.flatMap(({ words: { zh, en } }) => [...zh, ...en])
const names = [
  ...PEOPLE.map(({ name }) => name),
  '@韩梅',
  'T-3',
  'T-0',
  'P-101',
  'A-7',
  '主视觉设计',
  '双12大促',
  'T-999999999999',
]
const values = [
  '明天',
  '11.24',
  '2月30日',
  '3h',
  '8万5',
  '半天',
  '提前',
  '下周五前',
  '1,2,3元',
  '今天2小时',
  '50%',
  '2026-12-01到2026-12-20',
]
const around = [
  '把',
  '给',
  '的',
  '吗',
  '呢',
  '不要',
  '如果',
  '然后',
  '也一样',
  '不对,是',
  '因为',
  '依赖',
  '用于',
  '理由',
  '请',
  '谢谢',
  '它',
  'to ',
  ' is ',
  'and ',
]
const odd = [
  ...'0123456789一二两十百千万亿零「」《》“”"\'()[]{}<>|&$=＝:;,，。、!?？~-—/\\^*+.% \n\t\r',
  ...'ＡＺ０９：；！　專案開發',
  '😀',
  '👨‍👩‍👧',
  '\u{20000}',
  '\u0000',
  '\u0007',
  '\u200b',
  '\u200d',
  '\u202e',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\ue000',
  '\ue001',
  '\ue002',
  '\ue003',
  'e\u0301',
  '__proto__',
  'constructor',
]
const pieces = fc.oneof(...[words, names, values, around, odd].map((all) => fc.constantFrom(...all)))
const characters = [...new Set([...words, ...names, ...values, ...around].join('')), ...odd]
const joined = (from: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(from, { maxLength }).map((all) => all.join(''))
const noise = fc.oneof(
  { weight: 6, arbitrary: joined(pieces, 3) },
  { weight: 1, arbitrary: joined(pieces, 12) },
  { weight: 8, arbitrary: joined(fc.constantFrom(...characters), 6) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 16 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 16 }) },
)
/** As a first line, or after another. */
const situations = fc.constantFrom(plain, plain, plain, following)

/** Whatever was read can be performed: known slots, values in their canonical form, and choices to choose from. */
function sound({ action, args, ambiguity }: Command): boolean {
  const kept = Object.entries(args).every(([name, value]) => {
    const slot = action.slots[name]
    return slot !== undefined && (value === '' || decodeSlot(slot.kind, value) !== undefined)
  })
  return kept && (!ambiguity || (action.slots[ambiguity.slot] !== undefined && ambiguity.options.length > 0))
}

const RUNS = Number(process.env.MEMS_FUZZ ?? 60_000)

test(`${RUNS} random lines: nothing throws, and whatever is read can be performed`, { timeout: 1_800_000 }, () => {
  fc.assert(
    fc.property(noise, situations, (text, situation) => {
      for (const command of commandsOf(interpret(text, situation)))
        if (!sound(command)) throw new Error(`${command.action.name} ${JSON.stringify(command.args)}`)
    }),
    { numRuns: RUNS },
  )
})

test.each(UNITS)('10,000 characters of %j are read', { timeout: 60_000 }, (unit) => {
  const line = repeated(unit, 10_000)
  for (const situation of [plain, following]) expect(commandsOf(interpret(line, situation)).every(sound)).toBe(true)
})
