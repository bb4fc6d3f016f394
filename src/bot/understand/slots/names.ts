import { perList } from '../per-object.ts'
import { pinyinNames } from './pinyin.ts'
import type { NamedPerson } from './types.ts'

/** How a name is known, best first: a better kind wins over a worse one of the same spelling. */
const NAME_RANKS = ['name', 'nickname', 'short', 'given', 'title', 'doubled', 'prefix', 'pinyin'] as const
export type NameRank = (typeof NAME_RANKS)[number]

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

/** Behind a surname or given name, and what makes the word another one: 周总结, 周会计划. */
const TITLES = [
  '总',
  '总监',
  '总经理',
  '经理',
  '主管',
  '主任',
  '会计',
  '财务',
  '董',
  '助理',
  '老师',
  '同学',
  '师傅',
  '先生',
  '女士',
]
const SIBLINGS = ['哥', '姐', '弟', '妹']

interface Parts {
  surname: string
  given: string
}

function partsOf(name: string): Parts | undefined {
  if (!HAN_NAME.test(name)) return undefined
  const surname = COMPOUND.exec(name)?.[0] ?? name.slice(0, 1)
  return { surname, given: name.slice(surname.length) }
}

/** 小韩 老韩 小梅 阿梅 梅姐 for 韩梅; 小梅梅, 小梅 and 梅梅姐 for 韩梅梅. */
function shortForms({ surname, given }: Parts): string[] {
  const called = [...new Set([surname, given, given.slice(-1)])].filter((part) => part !== '')
  const own = [...new Set([given, given.slice(-1)])].filter((part) => part !== '')
  return [
    ...called.flatMap((part) => [`小${part}`, `老${part}`, `阿${part}`]),
    ...own.flatMap((part) => SIBLINGS.map((sibling) => `${part}${sibling}`)),
  ]
}

/** 王总 王经理 王哥 for 王敏, 敏总 too. */
const titled = ({ surname, given }: Parts): string[] => [
  ...[...TITLES, ...SIBLINGS].map((title) => `${surname}${title}`),
  ...[given, given.slice(-1)].filter((part) => part !== '').map((part) => `${part}总`),
]

function prefixes(name: string): string[] {
  const found: string[] = []
  for (let length = 2; length < name.length; length += 1) found.push(name.slice(0, length).trim())
  return found.filter((prefix) => prefix.length >= 2)
}

/** A given name of one character is called twice (倩倩), never alone. */
function addParts(parts: Parts, add: (spelling: string, rank: NameRank) => void): void {
  for (const short of shortForms(parts)) add(short, 'short')
  for (const title of titled(parts)) add(title, 'title')
  if (parts.given.length > 1) add(parts.given, /^[小老阿]/.test(parts.given) ? 'short' : 'given')
  if (parts.given.length === 1) add(parts.given.repeat(2), 'doubled')
}

/** Whoever is called as before, whatever else of them has changed. */
export function isSameName(a: NamedPerson, b: NamedPerson): boolean {
  if (a === b) return true
  const nicknames = a.nicknames === b.nicknames || a.nicknames.join('\n') === b.nicknames.join('\n')
  return a.id === b.id && a.name === b.name && nicknames
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
    const parts = partsOf(name)
    if (parts) addParts(parts, (spelling, rank) => add(spelling, rank, id))
    for (const prefix of prefixes(name)) add(prefix, 'prefix', id)
  }
  const listed = [...entries].map(([key, { rank, ids }]): [string, NameEntry] => [key, { rank, ids: [...ids] }])
  return { entries: new Map(listed), longest: Math.max(0, ...listed.map(([key]) => key.length)) }
}

/** Names in Latin letters, of whole words only: `han mei`, `hanmei`, `mei han`. */
function buildPinyin(people: readonly NamedPerson[]): NameIndex {
  const ids = new Map<string, Set<string>>()
  for (const { id, name } of people) {
    const parts = partsOf(name)
    for (const spelling of parts ? pinyinNames(name, parts.surname.length) : [])
      ids.set(spelling, (ids.get(spelling) ?? new Set()).add(id))
  }
  const listed = [...ids].map(([key, set]): [string, NameEntry] => [key, { rank: 'pinyin', ids: [...set] }])
  return { entries: new Map(listed), longest: Math.max(0, ...listed.map(([key]) => key.length)) }
}

/** As `nameIndex`, for names spelled in pinyin; apart from it because most lines have no Latin word to look up. */
export const pinyinIndex = perList(isSameName, buildPinyin)

/** The index of these people, built once for the same names. */
export const nameIndex = perList(isSameName, build)
