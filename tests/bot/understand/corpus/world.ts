/** The world of the corpus, as tests/fixtures/language/README.md describes it. */
import { readFileSync } from 'node:fs'
import { readRoster } from '../../../../src/adapters/roster/index.ts'
import { chineseCalendar } from '../../../../src/adapters/system/holidays.ts'
import { ACTIONS } from '../../../../src/bot/actions/registry.ts'
import { decodeSlot } from '../../../../src/bot/actions/slot.ts'
import type { Interpretation, Previous, Situation } from '../../../../src/bot/understand/command.ts'
import { interpret } from '../../../../src/bot/understand/interpret.ts'
import type { Vocabulary } from '../../../../src/bot/understand/vocabulary.ts'
import { localDate } from '../../../../src/domain/shared/local-date.ts'
import type { Expected, Sentence } from './corpus.ts'

const ROSTER = readRoster(readFileSync('examples/roster.yaml', 'utf8'), 'examples/roster.yaml')
if (!('people' in ROSTER)) throw new Error('the example roster is wrong')

const CALENDAR = chineseCalendar()

export const PEOPLE = ROSTER.people.map((person) =>
  person.name === '周涛' ? { ...person, nicknames: [...person.nicknames, '涛哥'] } : person,
)

const idOf = (name: string): string => PEOPLE.find((person) => person.name === name)?.id ?? name

export const vocabulary = (
  sentence: Pick<Sentence, 'speaker' | 'mentions'>,
  more: Partial<Vocabulary> = {},
): Vocabulary => ({
  now: new Date('2026-11-23T02:00:00Z'),
  today: localDate('2026-11-23'),
  zone: 'Asia/Shanghai',
  calendar: CALENDAR,
  intent: 'plan',
  people: PEOPLE,
  speaker: idOf(sentence.speaker),
  mentions: sentence.mentions.map((name) => ({ name, personId: idOf(name) })),
  tasks: [
    { id: 1, title: '主视觉设计' },
    { id: 2, title: '主会场页面' },
    { id: 3, title: '详情页文案' },
    { id: 5, title: '页面上线' },
    { id: 9, title: '展架印刷' },
    { id: 12, title: '双12预热视频' },
    { id: 15, title: '海报延展' },
  ],
  projects: [
    { id: 101, name: '双12大促' },
    { id: 102, name: '线上推广' },
    { id: 103, name: '线下活动' },
    { id: 104, name: '内容创作' },
    { id: 105, name: '新品发布会' },
  ],
  ...more,
})

/** Reads a sentence as the pipeline would. */
export function understand(sentence: Sentence): Interpretation {
  const previous = sentence.after === undefined ? undefined : previousOf(sentence)
  const person = Object.entries(previous?.args ?? {}).find(([name]) => name === 'assignee' || name === 'person')?.[1]
  const objectRef = sentence.last ?? refOf(previous)
  const last = { ...(objectRef ? { objectRef } : {}), ...(person ? { personId: person } : {}) }
  const situation: Situation = {
    actions: ACTIONS,
    vocabulary: vocabulary(sentence, { last, ...(sentence.quoted ? { quoted: sentence.quoted } : {}) }),
    ...(previous ? { previous } : {}),
  }
  return interpret(sentence.text, situation)
}

function previousOf(sentence: Sentence): Previous | undefined {
  const before = interpret(sentence.after ?? '', { actions: ACTIONS, vocabulary: vocabulary(sentence) })
  const [command] = before.kind === 'commands' ? before.commands : []
  return command && { action: command.action, args: command.args }
}

const refOf = (previous: Previous | undefined): string | undefined =>
  previous?.args.task ? `T-${previous.args.task}` : previous?.args.project ? `P-${previous.args.project}` : undefined

/** What came of it, in the corpus's own terms. */
export function outcome(sentence: Sentence): Expected {
  if (!sentence.mentioned && !sentence.following && !sentence.private) return { kind: 'ignore' }
  const read = understand(sentence)
  if (read.kind !== 'commands') return sentence.following ? { kind: 'ignore' } : { kind: 'ask' }
  if (sentence.following && !read.commands.every(({ clear }) => clear)) return { kind: 'ignore' }
  if (sentence.following && sentence.mentions.length > 0) return { kind: 'ignore' }
  if (read.commands.some(({ args }) => isNowhere(args))) return { kind: 'ask' }
  const parts = read.commands.map(
    ({ action, args, ambiguity }): Expected =>
      ambiguity
        ? { kind: 'ask', slot: ambiguity.slot }
        : {
            kind: 'act',
            action: action.name,
            args: Object.fromEntries(
              Object.entries(args).map(([name, value]) => [name, spelled(action.slots[name]?.kind ?? 'text', value)]),
            ),
          },
  )
  const [only] = parts
  return parts.length === 1 && only ? only : { kind: 'several', parts }
}

/** What does not exist is refused by the action, in a sentence. */
function isNowhere({ task, project, worked, to, amount }: Record<string, string>): boolean {
  if (amount === '0') return true
  // Nobody works more than a day a day.
  if (worked?.split(',').some((entry) => Number(entry.split(':')[1]) > 1440) || Number(to?.slice(1)) > 1440) return true
  const { tasks, projects } = vocabulary({ speaker: '李雷', mentions: [] })
  const unknownTask = task !== undefined && !tasks.some(({ id }) => String(id) === task)
  return unknownTask || (project !== undefined && !projects.some(({ id }) => String(id) === project))
}

/** A canonical argument as the corpus writes it. */
function spelled(kind: string, value: string): string {
  switch (kind) {
    case 'person':
      return PEOPLE.find(({ id }) => id === value)?.name ?? value
    case 'task':
      return `T-${value}`
    case 'tasks':
      return value
        .split(',')
        .map((id) => `T-${id}`)
        .join(',')
    case 'project':
      return `P-${value}`
    case 'approval':
      return `A-${value}`
    case 'span': {
      const span = decodeSlot('span', value)
      return span === undefined ? value : 'minutes' in span ? `${span.minutes}m` : `${span.workingDays}d`
    }
    case 'amount':
      return (Number(value) / 100).toString()
    default:
      return value
  }
}

/** Whether an outcome is one of those expected. Times are compared in minutes, amounts in 分, texts without blanks. */
export function isRight(got: Expected, expected: readonly Expected[]): boolean {
  return expected.some((one) => same(got, one))
}

function same(got: Expected, wanted: Expected): boolean {
  if (got.kind === 'several' && wanted.kind === 'several')
    return got.parts.length === wanted.parts.length && got.parts.every((part, i) => same(part, wanted.parts[i] ?? part))
  if (got.kind === 'ask' && wanted.kind === 'ask') return wanted.slot === undefined || wanted.slot === got.slot
  if (got.kind !== 'act' || wanted.kind !== 'act') return got.kind === wanted.kind
  return got.action === wanted.action && facts(got) === facts(wanted)
}

const facts = ({ args }: Extract<Expected, { kind: 'act' }>): string =>
  Object.entries(args)
    .map(([name, value]) => `${name}=${comparable(name, value)}`)
    .sort()
    .join(' ')

function comparable(name: string, value: string): string {
  if (name === 'budget' || name === 'amount') return String(Number(value))
  if (name === 'worked') return value.split(',').map(minutesOfEntry).sort().join(',')
  if (['shift', 'duration', 'to'].includes(name)) return minutesOf(value)
  return value
    .normalize('NFKC')
    .replace(/[\s,。;:、"「」“”]+/g, '')
    .toLowerCase()
}

function minutesOfEntry(entry: string): string {
  const [day = '', time = ''] = entry.split(':')
  return `${day}:${/^\d+$/.test(time) ? time : minutesOf(time)}`
}

const UNIT: Record<string, number> = { d: 480, h: 60, m: 1 }

function minutesOf(text: string): string {
  const unit = text.at(-1) ?? ''
  return String(Number(text.slice(0, -1)) * (UNIT[unit] ?? Number.NaN))
}
