/** Finding a topic of help among verbs, areas, descriptions, labels and examples, in either language. */
import { distance } from 'fastest-levenshtein'
import { type Speech, speechFor } from '../../i18n/speech.ts'
import type { Area, Declared } from '../action.ts'

interface AreaNames {
  area: Area
  names: readonly string[]
}

function namesIn({ t }: Speech): readonly AreaNames[] {
  const areas = Object.entries(t.talk.areas) as [Area, string][]
  return areas.map(([area, names]) => ({ area, names: names.split(' ') }))
}

/** Areas by all their names: people mix languages. */
const AREAS: readonly AreaNames[] = [...namesIn(speechFor('zh-CN')), ...namesIn(speechFor('en'))]

/** How well an action answers to a topic; 0 is not at all. */
const SCORES = { word: 100, inWord: 60, area: 50, about: 40, example: 30, share: 20 } as const

/**
 * The actions that fit, best first. A verb that is no area's name means its own action alone; likeness counts only where
 * nothing names the topic.
 */
export function searchTopic(speech: Speech, actions: readonly Declared[], topic: string): readonly Declared[] {
  const wanted = topic.trim().toLowerCase()
  const scored = actions
    .map((action) => ({ action, score: score(speech, action, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const least = isAreaName(wanted) ? SCORES.example : (scored[0]?.score ?? 0)
  const floor = least === SCORES.word || least === SCORES.share ? least : SCORES.example
  return scored.filter(({ score }) => score >= floor).map(({ action }) => action)
}

function isAreaName(wanted: string): boolean {
  return AREAS.some(({ names }) => names.includes(wanted))
}

function score(speech: Speech, action: Declared, wanted: string): number {
  const words = [...action.words.zh, ...action.words.en].map((word) => word.toLowerCase())
  if (words.includes(wanted)) return SCORES.word
  if (words.some((word) => word.includes(wanted) || (word.length > 1 && wanted.includes(word)))) return SCORES.inWord
  if (areasOf(wanted).includes(action.area)) return SCORES.area
  const told = [action.about.zh, action.about.en, ...labels(speech, action)].join('\n').toLowerCase()
  if (told.includes(wanted)) return SCORES.about
  const examples = [...action.examples.zh, ...action.examples.en].join('\n').toLowerCase()
  if (examples.includes(wanted)) return SCORES.example
  return shares(wanted, `${words.join('\n')}\n${told}\n${examples}`) ? SCORES.share : 0
}

function labels({ t }: Speech, { slots }: Declared): readonly string[] {
  return Object.values(slots).map(({ label }) => t.labels[label])
}

/** At least half of the pairs of neighbouring characters (怎么派任务) occur. */
function shares(wanted: string, text: string): boolean {
  const pairs = pairsOf(wanted)
  return pairs.length > 1 && pairs.filter((pair) => text.includes(pair)).length * 2 >= pairs.length
}

function pairsOf(text: string): readonly string[] {
  const characters = [...text]
  return characters.slice(1).map((character, index) => (characters[index] ?? '') + character)
}

function areasOf(wanted: string): readonly Area[] {
  return AREAS.filter(({ names }) =>
    names.some((name) => name === wanted || (name.length > 1 && wanted.includes(name))),
  ).map(({ area }) => area)
}

const NEAR_MOST = 4

/** For a topic nobody knows: verbs one slip away, then what the areas are called. */
export function nearestTopics(speech: Speech, actions: readonly Declared[], topic: string): readonly string[] {
  const wanted = topic.trim().toLowerCase()
  const allowed = wanted.length <= 4 ? 1 : 2
  const near = actions
    .flatMap(({ words }) => (speech.locale === 'en' ? words.en : words.zh))
    .map((word) => ({ word, off: distance(wanted, word.toLowerCase()) }))
    .filter(({ word, off }) => off <= allowed && off < word.length)
    .sort((a, b) => a.off - b.off)
    .map(({ word }) => word)
  const areas = namesIn(speech)
    .filter(({ area }) => actions.some((action) => action.area === area))
    .flatMap(({ names }) => names.slice(0, 1))
  return [...new Set([...near, ...areas])].slice(0, NEAR_MOST)
}
