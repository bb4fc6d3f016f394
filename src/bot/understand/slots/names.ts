import type { NamedPerson } from './types.ts'

/** How a name is known, best first: a better kind wins over a worse one of the same spelling. */
const NAME_RANKS = ['name', 'nickname', 'short', 'prefix'] as const
type NameRank = (typeof NAME_RANKS)[number]

export interface NameEntry {
  rank: NameRank
  ids: readonly string[]
}

export interface NameIndex {
  /** Spelling (ASCII in lower case) → whom it can mean. */
  entries: ReadonlyMap<string, NameEntry>
  longest: number
}

const COMPOUND = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|端木|独孤|南宫|长孙|宇文)/
const HAN_NAME = /^\p{Script=Han}{2,5}$/u

/** ASCII only: other case mappings change the length and with it every index. */
export const lower = (text: string): string => text.replace(/[A-Z]/g, (char) => char.toLowerCase())

/** 小韩 老韩 小梅 阿梅 for 韩梅; 小梅梅 and 小梅 for 韩梅梅. */
function shortForms(name: string): string[] {
  if (!HAN_NAME.test(name)) return []
  const surname = COMPOUND.exec(name)?.[0] ?? name.slice(0, 1)
  const given = name.slice(surname.length)
  const last = given.slice(-1)
  const called = [...new Set([surname, given, last])].filter((part) => part !== '')
  return called.flatMap((part) => [`小${part}`, `老${part}`, `阿${part}`])
}

function prefixes(name: string): string[] {
  const found: string[] = []
  for (let length = 2; length < name.length; length += 1) found.push(name.slice(0, length).trim())
  return found.filter((prefix) => prefix.length >= 2)
}

function build(people: readonly NamedPerson[]): NameIndex {
  const entries = new Map<string, { rank: NameRank; ids: Set<string> }>()
  const add = (spelling: string, rank: NameRank, id: string): void => {
    const key = lower(spelling)
    const known = entries.get(key)
    if (key === '' || (known && NAME_RANKS.indexOf(known.rank) < NAME_RANKS.indexOf(rank))) return
    if (known?.rank === rank) known.ids.add(id)
    else entries.set(key, { rank, ids: new Set([id]) })
  }
  for (const { id, name, nicknames } of people) {
    add(name, 'name', id)
    for (const nickname of nicknames) add(nickname, 'nickname', id)
    for (const short of shortForms(name)) add(short, 'short', id)
    for (const prefix of prefixes(name)) add(prefix, 'prefix', id)
  }
  const listed = [...entries].map(([key, { rank, ids }]): [string, NameEntry] => [key, { rank, ids: [...ids] }])
  return { entries: new Map(listed), longest: Math.max(0, ...listed.map(([key]) => key.length)) }
}

const built = new WeakMap<readonly NamedPerson[], NameIndex>()

/** The index of these people, built once per list. Lists are not changed after they were passed. */
export function nameIndex(people: readonly NamedPerson[]): NameIndex {
  const known = built.get(people)
  if (known) return known
  const index = build(people)
  built.set(people, index)
  return index
}
