/** Commands made up from values, with what must be read from them: the title is quoted, all else is spelled. */
import fc from 'fast-check'
import type { Args } from '../../../src/bot/actions/slot.ts'
import { encodeSlot } from '../../../src/bot/actions/slot.ts'
import {
  normalise,
  spellAmount,
  spellDate,
  spellDuration,
  spellRange,
} from '../../../src/bot/understand/slots/index.ts'
import { addDays, type LocalDate, localDate } from '../../../src/domain/shared/local-date.ts'
import { PEOPLE } from './corpus/world.ts'

export interface Spoken {
  text: string
  action: string
  args: Args
}

/** A piece of a command: what is said, and the slots it fills. */
interface Said {
  text: string
  args: Args
}

const TODAY = localDate('2026-11-23')

/** Everything that means something outside quotation marks. */
const TITLE_PIECES = [
  '派给赵倩',
  '新建任务',
  '完成',
  '预算8万',
  '明天',
  '12月1日',
  '3小时',
  'T-9',
  'P-102',
  '@周涛',
  '如果',
  '不要',
  ';',
  '吗?',
  '然后',
  ',',
  '是',
  '双12大促',
  '主视觉设计',
  'assign',
  ' to ',
  '2026',
  '谢谢',
  '😀',
]
const title = fc
  .uniqueArray(fc.constantFrom(...TITLE_PIECES), { maxLength: 5 })
  .map((pieces) => normalise(`海报${pieces.join('')}延展`))

const date = fc.integer({ min: 1, max: 1_500 }).map((days) => addDays(TODAY, days))
const range = fc
  .tuple(date, fc.integer({ min: 0, max: 200 }))
  .map(([start, days]) => ({ start, end: addDays(start, days) }))
const fen = fc.oneof(
  fc.bigInt({ min: 1n, max: 100_000_000_000n }),
  fc.bigInt({ min: 1n, max: 100_000n }).map((yuan) => yuan * 100n),
  fc.bigInt({ min: 1n, max: 100_000n }).map((hundreds) => hundreds * 10_000n),
)
const workingDays = fc.integer({ min: 1, max: 200 }).map((days) => ({ workingDays: days }))
const minutes = fc.integer({ min: 1, max: 1_440 }).map((count) => ({ minutes: count }))
const person = fc.constantFrom(...PEOPLE)
const known = fc.constantFrom(1, 2, 3, 5, 9, 12, 15)
const anyTask = fc.integer({ min: 1, max: 99_999 })

const said = (text: string, args: Args): Said => ({ text, args })
const quoted = title.map((text) => said(`「${text}」`, { title: text }))
const due = date.map((day) => said(spellDate(day), { due: encodeSlot('date', day) }))
const to = (words: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom('', '@'), person)
    .map(([word, at, { id, name }]) => said(`${word} ${at}${name}`, { assignee: id }))
const shift = workingDays.map((span) => said(spellDuration(span), { duration: encodeSlot('span', span) }))
const after = known.map((id) => said(`依赖 T-${id}`, { dependsOn: String(id) }))
const amount = fen.map((value) => said(spellAmount(value), { amount: encodeSlot('amount', value) }))

/** The action's word in front, the pieces behind it in any order. */
function command(
  action: string,
  words: readonly string[],
  pieces: readonly fc.Arbitrary<Said>[],
): fc.Arbitrary<Spoken> {
  return fc.tuple(fc.constantFrom(...words), fc.tuple(...pieces)).chain(([word, all]) =>
    fc.shuffledSubarray(all, { minLength: all.length }).map((order) => ({
      text: [word, ...order.map(({ text }) => text)].join(' '),
      action,
      args: Object.assign({}, ...all.map(({ args }) => args)) as Args,
    })),
  )
}

const spoken = (text: string, action: string, args: Args): Spoken => ({ text, action, args })

const creates = fc.oneof(
  command('task.create', ['新建任务', '创建任务', 'new task'], [quoted, due, to(['派给', '交给', '给'])]),
  command('task.create', ['新建任务'], [quoted, shift, to(['派给']), after]),
  command('milestone.create', ['新建里程碑'], [quoted, due]),
)

const assigns = fc.tuple(anyTask, to(['派给', '交给', '转给']), fc.option(date)).map(([id, whom, day]) =>
  spoken(`把 T-${id} ${whom.text}${day ? ` ${spellDate(day)}前完成` : ''}`, 'task.assign', {
    task: String(id),
    ...whom.args,
    ...(day ? { due: day } : {}),
  }),
)

const reschedules = fc.oneof(
  fc
    .tuple(anyTask, date)
    .map(([id, day]) => spoken(`T-${id} 改到 ${spellDate(day)}`, 'task.reschedule', { task: String(id), due: day })),
  fc.tuple(anyTask, range).map(([id, days]) =>
    spoken(`把 T-${id} 改到 ${spellRange(days)}`, 'task.reschedule', {
      task: String(id),
      period: encodeSlot('range', days),
    }),
  ),
  fc.tuple(anyTask, workingDays, fc.constantFrom('推迟', '延期', '顺延')).map(([id, span, word]) =>
    spoken(`T-${id} ${word} ${spellDuration(span)}`, 'task.reschedule', {
      task: String(id),
      shift: encodeSlot('span', span),
    }),
  ),
)

const worked = fc.tuple(anyTask, minutes, fc.integer({ min: 0, max: 300 })).map(([id, time, ago]) => {
  const day: LocalDate = addDays(TODAY, -ago)
  return spoken(`登记工时 T-${id} ${spellDate(day)} ${spellDuration(time)}`, 'hours.log', {
    task: String(id),
    worked: encodeSlot('worked', [{ date: day, minutes: time.minutes }]),
  })
})

const money = fc.oneof(
  fc
    .tuple(amount, title)
    .map(([sum, purpose]) =>
      spoken(`申请预算 ${sum.text} 用途 「${purpose}」`, 'budget.request', { ...sum.args, purpose }),
    ),
  fc.tuple(title, range, fen).map(([name, days, budget]) =>
    spoken(`新建项目 「${name}」 ${spellRange(days)} 预算 ${spellAmount(budget)}`, 'project.create', {
      name,
      period: encodeSlot('range', days),
      budget: encodeSlot('amount', budget),
    }),
  ),
)

/** Orders of every kind of slot; each has one right reading, in the world of the corpus. */
export const orders: fc.Arbitrary<Spoken> = fc.oneof(creates, assigns, reschedules, worked, money)
