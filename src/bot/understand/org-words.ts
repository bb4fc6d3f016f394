/** The organisation's own words (`domain/words`), applied to what a line is read with. Pure. */
import type { Word } from '../../domain/words/word.ts'
import type { Declared } from '../actions/action.ts'

const of = (words: readonly Word[], kind: Word['kind']): readonly Word[] => words.filter((word) => word.kind === kind)

/** The action that declares this verb, in any language, whatever the case. */
export function actionOf(verb: string, actions: readonly Declared[]): Declared | undefined {
  const wanted = verb.toLowerCase()
  return actions.find(({ words }) => [...words.zh, ...words.en].some((one) => one.toLowerCase() === wanted))
}

const made = new WeakMap<readonly Declared[], { key: string; actions: readonly Declared[] }>()

/**
 * The actions with the organisation's synonyms among their verbs, behind the declared ones; made once per list of words.
 * A synonym whose meaning is no verb any more, or that has become a declared verb itself, adds nothing.
 */
export function withOrgWords(actions: readonly Declared[], words: readonly Word[]): readonly Declared[] {
  const synonyms = of(words, 'synonym')
  if (synonyms.length === 0) return actions
  const key = JSON.stringify(synonyms.map(({ spoken, meaning }) => [spoken, meaning]))
  const known = made.get(actions)
  if (known?.key === key) return known.actions
  const result = actions.map((action) => spokenAs(action, synonyms, actions))
  made.set(actions, { key, actions: result })
  return result
}

function spokenAs(action: Declared, synonyms: readonly Word[], actions: readonly Declared[]): Declared {
  const own = synonyms
    .filter(({ spoken, meaning }) => actionOf(meaning, actions) === action && !actionOf(spoken, actions))
    .map(({ spoken }) => spoken.toLowerCase())
  if (own.length === 0) return action
  const latin = (word: string) => /^[a-z0-9 -]+$/.test(word)
  const { zh, en } = action.words
  return {
    ...action,
    words: { zh: [...zh, ...own.filter((word) => !latin(word))], en: [...en, ...own.filter(latin)] },
  }
}

/** People with their nicknames. A nickname of the organisation is nobody else's, whatever the roster says. */
export function nicknamed<P extends { id: string; nicknames: readonly string[] }>(
  people: readonly P[],
  words: readonly Word[],
): readonly P[] {
  const nicknames = of(words, 'nickname').filter(({ meaning }) => people.some(({ id }) => id === meaning))
  if (nicknames.length === 0) return people
  const taken = new Set(nicknames.map(({ spoken }) => spoken.toLowerCase()))
  return people.map((person) => ({
    ...person,
    nicknames: [
      ...person.nicknames.filter((one) => !taken.has(one.toLowerCase())),
      ...nicknames.filter(({ meaning }) => meaning === person.id).map(({ spoken }) => spoken),
    ],
  }))
}

/** What stands for the rest of the line in a macro. */
const REST = '$1'
/** Between a macro's word and the rest of the line. */
const BOUNDARY = /^[\s:,;、，：；]+/

/**
 * The line that a shortcut stands for. The shortcut opens the line and ends at a space, at punctuation or with the line;
 * the rest goes where the macro says `$1`, or behind it. Expanded once: a macro never leads to another.
 */
export function expandMacro(line: string, words: readonly Word[]): string {
  const text = line.replace(/^\//, '').trim()
  const macros = [...of(words, 'macro')].sort((a, b) => b.spoken.length - a.spoken.length)
  for (const { spoken, meaning } of macros) {
    const rest = restBehind(text, spoken)
    if (rest === undefined) continue
    if (meaning.includes(REST)) return meaning.replaceAll(REST, () => rest).trim()
    return rest === '' ? meaning : `${meaning} ${rest}`
  }
  return line
}

function restBehind(text: string, spoken: string): string | undefined {
  if (text.slice(0, spoken.length).toLowerCase() !== spoken.toLowerCase()) return undefined
  const behind = text.slice(spoken.length)
  if (behind === '') return ''
  const boundary = BOUNDARY.exec(behind)
  return boundary ? behind.slice(boundary[0].length) : undefined
}
