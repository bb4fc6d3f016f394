/** The user's manual: written chapters (docs/manual) around what every action declares of itself. */
import type { Area, Declared } from '../../src/bot/actions/action.ts'
import type { Slot } from '../../src/bot/actions/slot.ts'
import { speechFor } from '../../src/bot/i18n/speech.ts'
import { type Actor, can, type Permission } from '../../src/domain/people/permissions.ts'
import type { Locale, Person } from '../../src/domain/people/person.ts'
import { type Column, MANUAL_WORDS, type ManualWords } from './manual-words.ts'

const AREAS: readonly Area[] = ['projects', 'tasks', 'hours', 'money', 'conversation', 'oversight']

/** The chapters that are written by hand, by the names of their files without language and ending. */
export const CHAPTERS = ['introduction', 'talking', ...AREAS, 'closing'] as const
export type Chapter = (typeof CHAPTERS)[number]

/** The whole manual as markdown. `chapter` returns what was written for a chapter in this language. */
export function manualOf(locale: Locale, actions: readonly Declared[], chapter: (name: Chapter) => string): string {
  const words = MANUAL_WORDS[locale]
  const contents = [words.talking, ...AREAS.map((area) => words.areas[area])]
  return `${[
    `<!-- ${words.generated} -->`,
    `# ${words.title}`,
    chapter('introduction').trim(),
    contents.map((title) => `- [${title}](#${anchor(title)})`).join('\n'),
    `## ${words.talking}`,
    chapter('talking').trim(),
    ...AREAS.flatMap((area) => [
      `## ${words.areas[area]}`,
      chapter(area).trim(),
      ...actions
        .filter((action) => action.area === area && action.words.zh.length > 0)
        .map((action) => entry(locale, words, action)),
    ]),
    chapter('closing').trim(),
  ].join('\n\n')}\n`
}

/** As GitHub makes it from a heading. */
const anchor = (title: string): string => title.toLowerCase().replace(/ /g, '-')

const code = (text: string): string => `\`${text}\``
const codes = (texts: readonly string[]): string => texts.map(code).join(' ')

function entry(locale: Locale, words: ManualWords, action: Declared): string {
  const own = locale === 'en' ? 'en' : 'zh'
  const other = own === 'en' ? 'zh' : 'en'
  const undo = typeof action.undo === 'string' ? action.undo : 'revertible'
  const acts = action.confirm === 'none' ? words.asksNothing : words.asks
  const lines = [
    [words.who, whoMay(words, action.offeredWith ?? action.permission)],
    [words.words, `${codes(action.words[own])} · ${codes(action.words[other])}`],
    ...(Object.keys(action.slots).length > 0 ? [[words.takes, slotsText(locale, words, action)]] : []),
    [words.examples, `${codes(action.examples[own])} · ${codes(action.examples[other])}`],
  ].map(([label, text]) => `- ${label}${words.colon}${text}`)
  const effect = undo === 'none' ? words.undo.none : `${acts}${locale === 'en' ? '; ' : '；'}${words.undo[undo]}`
  return [`### ${action.words[own][0] ?? action.name}`, action.about[own], [...lines, `- ${effect}`].join('\n')].join(
    '\n\n',
  )
}

function slotsText(locale: Locale, words: ManualWords, { slots }: Declared): string {
  const all = Object.values(slots).map((slot) => slotText(locale, words, slot))
  const paired = Object.values(slots).some(({ pair }) => pair)
  return [...all, ...(paired ? [words.pair] : [])].join(locale === 'en' ? '; ' : '；')
}

function slotText(locale: Locale, words: ManualWords, slot: Slot): string {
  const own = locale === 'en' ? 'en' : 'zh'
  const details = [
    slot.kind === 'choice' ? choicesText(words, slot, own) : words.kinds[slot.kind],
    ...(slot.required ? [] : [words.optional]),
    ...(slot.words && slot.words.length > 0 ? [`${words.announcedBy} ${codes(slot.words)}`] : []),
  ]
  const [open, close] = locale === 'en' ? [' (', ')'] : ['（', '）']
  return `${speechFor(locale).t.labels[slot.label]}${open}${details.join(locale === 'en' ? ', ' : '，')}${close}`
}

function choicesText(words: ManualWords, { choices = [] }: Slot, own: 'zh' | 'en'): string {
  return `${words.orChoices} ${codes(choices.flatMap((choice) => choice[own].slice(0, 1)))}`
}

const person = (more: Partial<Person>): Person => ({
  id: '',
  name: '',
  nicknames: [],
  skills: [],
  role: 'member',
  duties: [],
  accounts: [],
  locale: 'en',
  active: true,
  ...more,
})

/** Somebody of each column, with nothing besides. */
const COLUMNS: readonly (readonly [Column, Actor])[] = [
  ['admin', { person: person({ role: 'admin' }) }],
  ['planner', { person: person({ role: 'project_manager' }) }],
  ['manager', { person: person({}), projectRole: 'manager' }],
  ['member', { person: person({}), projectRole: 'member' }],
  ['vendor', { person: person({ role: 'vendor' }), projectRole: 'vendor' }],
  ['observer', { person: person({ role: 'observer' }), projectRole: 'observer' }],
  ['approver', { person: person({ duties: ['approver'] }) }],
  ['finance', { person: person({ duties: ['finance'] }) }],
  ['auditor', { person: person({ duties: ['auditor'] }) }],
]

/** By the very matrix that decides. */
function whoMay(words: ManualWords, permission: Permission): string {
  const able = COLUMNS.map(([column, actor]) => ({ column, grant: can(actor, permission) })).filter(
    ({ grant }) => grant !== 'no',
  )
  if (able.length === COLUMNS.length && able.every(({ grant }) => grant === 'yes')) return words.everybody
  return able.map(({ column, grant }) => words.columns[column] + (grant === 'own' ? words.own : '')).join(words.join)
}
