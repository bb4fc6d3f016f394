/** What may become a word of the organisation. Every rule keeps a line that has a meaning from getting another one. */
import { distance } from 'fastest-levenshtein'
import type { Person } from '../../../domain/people/person.ts'
import { checkText, isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { Word } from '../../../domain/words/word.ts'
import { actionOf, expandMacro } from '../../understand/org-words.ts'
import { promptAnswer } from '../../understand/prompt-answer.ts'
import { normalise } from '../../understand/slots/index.ts'
import type { Declared } from '../action.ts'
import { greetingOf } from './greetings.ts'

/** One character would be found in every other line; longer ones are sentences. */
const SPOKEN = { min: 2, max: 20 }
const LINE_MAX = 200
const NEAR_MOST = 3

/** Letters, digits and single blanks or hyphens between them. */
const WORD = /^[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*$/u
/** A number, or the number of an object. */
const NUMBER = /^(?:[tpa]-?)?\d+$/i

export interface Known {
  actions: readonly Declared[]
  people: ReadonlyMap<string, Person>
  words: readonly Word[]
}

/** The verbs without those that are synonyms of the organisation themselves: the rules must not depend on who asks. */
export function declaredOnly({ actions, words }: Pick<Known, 'actions' | 'words'>): readonly Declared[] {
  const own = new Set(words.filter(({ kind }) => kind === 'synonym').map(({ spoken }) => spoken.toLowerCase()))
  const declared = (list: readonly string[]) => list.filter((word) => !own.has(word.toLowerCase()))
  return actions.map((action) => ({
    ...action,
    words: { zh: declared(action.words.zh), en: declared(action.words.en) },
  }))
}

/** The word as it is kept, if it may be one: of no action, no answer to a question, no greeting, nobody's name. */
export function checkSpoken(text: string, { actions, people, words }: Known): string | Refusal {
  const spoken = normalise(text)
  const length = [...spoken].length
  if (length < SPOKEN.min || length > SPOKEN.max || !WORD.test(spoken) || NUMBER.test(spoken))
    return refuse('WORD.SHAPE', { spoken: [...spoken].slice(0, SPOKEN.max).join(''), ...SPOKEN })
  const lower = spoken.toLowerCase()
  const isName = [...people.values()].some(({ name }) => name.toLowerCase() === lower)
  if (isName || promptAnswer(spoken, true) || greetingOf(spoken)) return refuse('WORD.RESERVED', { spoken })
  const owner = actionOf(spoken, declaredOnly({ actions, words }))
  return owner ? refuse('WORD.TAKEN', { spoken, verb: owner.words.zh[0] ?? owner.name }) : spoken
}

/** The declared verb that is meant; a synonym leads on to its own meaning, so that its removal breaks nothing. */
export function checkVerb(text: string, known: Known): string | Refusal {
  const meaning = normalise(text)
  const synonym = known.words.find(
    ({ kind, spoken }) => kind === 'synonym' && spoken.toLowerCase() === meaning.toLowerCase(),
  )
  const verb = synonym?.meaning ?? meaning
  const declared = declaredOnly(known)
  return actionOf(verb, declared) ? verb : refuse('WORD.UNKNOWN_VERB', { meaning, near: nearVerbs(meaning, declared) })
}

/** A line that a shortcut may stand for: it holds a verb, and is no shortcut itself. */
export function checkLine(spoken: string, text: string, known: Known): string | Refusal {
  const line = checkText('macro_line', normalise(text), LINE_MAX)
  if (isRefusal(line)) return line
  const others = known.words.filter((word) => word.spoken !== spoken)
  const nested = others.find((word) => leadsTo(line, word))
  if (nested) return refuse('WORD.NESTED', { spoken, other: nested.spoken })
  const self: Word = { kind: 'macro', spoken, meaning: line, createdBy: '', createdAt: new Date(0) }
  const before = others.find((word) => word.kind === 'macro' && leadsTo(word.meaning, self))
  if (before || leadsTo(line, self)) return refuse('WORD.NESTED', { spoken, other: before?.spoken ?? spoken })
  const lower = line.toLowerCase()
  const hasVerb = known.actions.some(({ words }) =>
    [...words.zh, ...words.en].some((word) => lower.includes(word.toLowerCase())),
  )
  return hasVerb ? line : refuse('WORD.UNKNOWN_VERB', { meaning: line, near: nearVerbs(line, declaredOnly(known)) })
}

function leadsTo(line: string, macro: Word): boolean {
  return macro.kind === 'macro' && expandMacro(line, [macro]) !== line
}

/** Verbs that are one slip away, or share two characters in a row. */
export function nearVerbs(text: string, actions: readonly Declared[]): readonly string[] {
  const lower = text.toLowerCase()
  const pairs = [...lower].slice(1).map((character, index) => [...lower][index] + character)
  return actions
    .flatMap(({ words }) => [...words.zh, ...words.en])
    .map((verb) => ({ verb, off: distance(lower, verb.toLowerCase()) }))
    .filter(({ verb, off }) => off <= 1 || pairs.some((pair) => verb.toLowerCase().includes(pair)))
    .sort((a, b) => a.off - b.off)
    .slice(0, NEAR_MOST)
    .map(({ verb }) => verb)
}
