/** Matching spoken names against known ones: exactly, else by a part. */
import { perObject } from './per-object.ts'
import { findReferences, simplify } from './slots/index.ts'

export interface Named {
  id: number
  name: string
}

const fold = (text: string): string =>
  simplify(text)
    .toLowerCase()
    .replace(/[\s「」《》"]+/g, '')

/** The same names come with every message. */
const folded = new Map<string, string>()
const MOST_FOLDED = 20_000

/** Known names as they are compared, in the order of their list. */
const spellingsOf = perObject((known: readonly Named[]) => known.map(({ name }) => spellingOf(name)))

function spellingOf(name: string): string {
  const known = folded.get(name)
  if (known !== undefined) return known
  if (folded.size >= MOST_FOLDED) folded.clear()
  const spelling = fold(name)
  folded.set(name, spelling)
  return spelling
}

/** All that fit equally well: one is an answer, several are a question. */
export function matchName(spoken: string, known: readonly Named[]): readonly Named[] {
  const wanted = fold(spoken)
  if (wanted === '') return []
  const names = spellingsOf(known)
  const exact = known.filter((_, index) => names[index] === wanted)
  if (exact.length > 0) return exact
  if (wanted.length < 2) return []
  return known.filter((_, index) => names[index]?.includes(wanted))
}

/** A list such as `T-1、主视觉设计`. The first item that fits none or several is `unknown`. */
export function matchNames(text: string, known: readonly Named[]): { found: readonly number[]; unknown?: string } {
  const found: number[] = []
  for (const item of text.split(/[、,和跟与&\s]+/).filter((one) => one !== '')) {
    const reference = findReferences(item).find(({ value }) => value.kind === 'task')
    if (reference) {
      if (!found.includes(reference.value.number)) found.push(reference.value.number)
      continue
    }
    const [match, ...others] = matchName(item, known)
    if (!match || others.length > 0) return { found, unknown: item }
    found.push(match.id)
  }
  return { found }
}

/** Nothing is called anything longer. */
const LONGEST_NAME = 200

/** Words that say what kind of thing a name names, or what of it is meant; they are no part of the name. */
const AROUND = [
  /^(?:[\s,。;:、!?"]|关于|针对|对于?|这个|那个|那条|这条|我的|我们的|项目|任务|里程碑|把|将|给|在|用|为|现在|目前|the |task |project )+/i,
  /(?:[\s,。;:、!?"]|那个|这个|那条|这条|的|这|那|任务|项目|这边|那边|活儿?|里程碑|吧|了|啊|呢|哈|都|也|现在|目前|已经?| task| project)+$/i,
]

/** The name itself, within what was said about it. */
export function bareName(spoken: string): string {
  if (spoken.length > LONGEST_NAME) return spoken
  return AROUND.reduce((text, pattern) => text.replace(pattern, ''), spoken)
}
