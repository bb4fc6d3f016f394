import { lower, type NameEntry, type NameIndex, type NameRank, nameIndex, pinyinIndex } from './names.ts'
import { maskQuotes } from './protect.ts'
import { type SlotContext, type Span, spanOf } from './types.ts'

export type PersonValue =
  | { kind: 'one'; id: string }
  | { kind: 'many'; ids: readonly string[]; spoken: string }
  | { kind: 'unknown'; spoken: string }

export interface PeopleOptions {
  /** Also read a department or skill (设计) as the people who have it. Only where a person is expected. */
  allowSkill?: boolean
}

interface Found {
  end: number
  value: PersonValue
}

/** Words that begin like 小韩 and name no person. */
const NO_SHORT_NAME =
  /小(?:红书|程序|游戏|视频|时|店|组|米|白鞋|黄[车鸭]|高[层潮]|王[子者]|周[期末刊边报年]|钱包|孙[子女]|叶子|石头|方块|包装|文[章案]|花絮|陈[皮列])|老(?:钱风|板|师|客|用户|李子)|阿里/y
const EDGE_BEFORE = /(?:^|[\s,;:、。!?@([/+]|给|由|派|请|找|和|与|跟|成|交|让|叫|把|对|问|等|说|是|@)$/
const EDGE_AFTER = /^(?:$|[\s,;:、。!?)\]/+]|的|和|与|说|要|问|负责|来|做|去|在)/
const ASCII_WORD = /[A-Za-z0-9_]/
const SPOKEN = /[\p{L}\p{N}_·.-]{1,20}/uy

const resolved = (entry: NameEntry, spoken: string): PersonValue => {
  const [only, ...others] = entry.ids
  return only !== undefined && others.length === 0
    ? { kind: 'one', id: only }
    : { kind: 'many', ids: entry.ids, spoken }
}

/** Latin names are whole words. */
function wordBounded(text: string, start: number, end: number): boolean {
  const opens = !ASCII_WORD.test(text.charAt(start)) || !ASCII_WORD.test(text.charAt(start - 1))
  return opens && (!ASCII_WORD.test(text.charAt(end - 1)) || !ASCII_WORD.test(text.charAt(end)))
}

const edged = (text: string, start: number, end: number): boolean =>
  EDGE_BEFORE.test(text.slice(Math.max(0, start - 1), start)) && EDGE_AFTER.test(text.slice(end, end + 2))

/** 周总结, 周会计划 and 周财务报表 are no 周总. */
const NO_TITLE = /.总[结计体部数共额量价包]|.会计[划算]|.财务[报部表]|.同学会/y
const BEFORE_TITLE = /(?:^|[\s,;:、。!?@([/+]|给|由|派|请|找|和|与|跟|成|交|让|叫|把|对|问|等|说|是|人|为|经)$/
/** Kinds of names that are words of their own as well: they must stand apart. */
const LOOSE: ReadonlySet<NameRank> = new Set(['given', 'doubled', 'prefix', 'pinyin'])

function titlePlausible(text: string, start: number, end: number): boolean {
  NO_TITLE.lastIndex = start
  if (NO_TITLE.test(text) || !BEFORE_TITLE.test(text.slice(Math.max(0, start - 1), start))) return false
  return !/^(?:区|店|部|群)/.test(text.slice(end))
}

/** A short name or prefix is easily part of another word, a full name hardly; one character needs clear edges. */
function plausible(text: string, start: number, end: number, entry: NameEntry): boolean {
  if (!wordBounded(text, start, end)) return false
  // 韩梅 inside 韩梅梅 is somebody else, known or not.
  if (/\p{Script=Han}/u.test(text.charAt(end)) && text.charAt(end) === text.charAt(end - 1)) return false
  if (entry.rank === 'title') return titlePlausible(text, start, end)
  if (LOOSE.has(entry.rank) || end - start < 2) return edged(text, start, end)
  if (entry.rank !== 'short') return true
  NO_SHORT_NAME.lastIndex = start
  return !NO_SHORT_NAME.test(text) && !/[大最较\d一二两三四五六七八九十个半]/.test(text.charAt(start - 1))
}

/** The longest name at `at`. `masked` is the text in lower case with quotes blanked. */
function nameAt(masked: string, at: number, index: NameIndex): Found | undefined {
  for (let length = Math.min(index.longest, masked.length - at); length > 0; length -= 1) {
    const spoken = masked.slice(at, at + length)
    const entry = index.entries.get(spoken)
    if (entry && plausible(masked, at, at + length, entry)) return { end: at + length, value: resolved(entry, spoken) }
  }
  return undefined
}

/** `@名字`: as the messenger resolved it; else by name; else somebody unknown. */
function mentionAt(text: string, masked: string, at: number, ctx: SlotContext, index: NameIndex): Found | undefined {
  if (ASCII_WORD.test(text.charAt(at - 1))) return undefined
  const mentions = ctx.mentions.filter(({ name }) => name !== '' && text.startsWith(name, at + 1))
  const longest = mentions.reduce(
    (best, mention) => (mention.name.length > (best?.name.length ?? 0) ? mention : best),
    mentions[0],
  )
  if (longest) {
    const known = ctx.people.find(({ id }) => id === longest.personId)
    const end = at + 1 + longest.name.length
    return { end, value: known ? { kind: 'one', id: known.id } : { kind: 'unknown', spoken: longest.name } }
  }
  const named = nameAt(masked, at + 1, index)
  if (named) return named
  SPOKEN.lastIndex = at + 1
  const spoken = SPOKEN.exec(text)?.[0]
  return spoken === undefined ? undefined : { end: at + 1 + spoken.length, value: { kind: 'unknown', spoken } }
}

const SELF_BEFORE = /(?:给|派|由|是|让|归|成|[:@(])$/
const SELF_AFTER = /^(?:$|[\s,;:、。!?)]|来|做|负责|自己|去|接|写|搞)/
const SELF = /(?:我自己|我本人|自己|本人|我)(?![们司方国群])|(?:myself|me)(?![a-z0-9_])/y

/** 我 or 自己 where it names who does something (派给我, 我来, 自己做), not in 我们, 我的, 我想. */
function selfAt(masked: string, at: number, speaker: string | undefined): Found | undefined {
  if (speaker === undefined) return undefined
  SELF.lastIndex = at
  const word = SELF.exec(masked)?.[0]
  if (word === undefined) return undefined
  const end = at + word.length
  const latin = word.startsWith('m')
  if (latin && ASCII_WORD.test(masked.charAt(at - 1))) return undefined
  const named = SELF_BEFORE.test(masked.slice(Math.max(0, at - 1), at)) || SELF_AFTER.test(masked.slice(end, end + 2))
  return latin || named ? { end, value: { kind: 'one', id: speaker } } : undefined
}

/** Departments and skills by their own word, longest first. */
function skillIndex(ctx: SlotContext): NameIndex {
  const ids = new Map<string, Set<string>>()
  for (const { id, department, skills } of ctx.people) {
    for (const word of [...(department === undefined ? [] : [department]), ...skills]) {
      if (word.length > 1) ids.set(lower(word), (ids.get(lower(word)) ?? new Set()).add(id))
    }
  }
  const entries = new Map([...ids].map(([word, set]): [string, NameEntry] => [word, { rank: 'name', ids: [...set] }]))
  return { entries, longest: Math.max(0, ...[...entries.keys()].map((word) => word.length)) }
}

/**
 * The people whom a text names: @名字 (the messenger's resolution wins), full name, nickname, 小韩/老王/阿强/涛哥, surname and
 * title (王总, 钱会计), a given name (梅梅, 倩倩), an unambiguous beginning of a name with two or more characters, the name in
 * pinyin as a word of its own (Han Mei), 我/自己/me. The longest name wins, so 韩梅梅 is never 韩梅. Several people
 * for one word are `many`; a mention of nobody known is `unknown`.
 */
export function findPeople(text: string, ctx: SlotContext, options: PeopleOptions = {}): Span<PersonValue>[] {
  const masked = lower(maskQuotes(text))
  const index = nameIndex(ctx.people)
  const skills = options.allowSkill ? skillIndex(ctx) : undefined
  const pinyin = /[a-z]{3}/.test(masked) ? pinyinIndex(ctx.people) : undefined
  const found: Span<PersonValue>[] = []
  let at = 0
  while (at < masked.length) {
    const read =
      masked.charAt(at) === '@'
        ? mentionAt(text, masked, at, ctx, index)
        : (nameAt(masked, at, index) ??
          (pinyin && nameAt(masked, at, pinyin)) ??
          selfAt(masked, at, ctx.speaker) ??
          (skills && nameAt(masked, at, skills)))
    if (read) found.push(spanOf(text, at, read.end, withSpoken(read.value, text.slice(at, read.end))))
    at = read?.end ?? at + 1
  }
  return found
}

/** `spoken` as it was written, without the @. */
const withSpoken = (value: PersonValue, written: string): PersonValue =>
  value.kind === 'one' ? value : { ...value, spoken: written.replace(/^@/, '') }
