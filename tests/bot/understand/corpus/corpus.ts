/** Reads tests/fixtures/language: see the README there for the form of a line. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../fixtures/language')

/** One way in which a sentence may rightly be understood. */
export type Expected =
  | { kind: 'ignore' }
  /** `slot`: what the bot must ask which is meant for. */
  | { kind: 'ask'; slot?: string }
  | { kind: 'act'; action: string; args: Record<string, string> }
  | { kind: 'several'; parts: readonly Expected[] }

export interface Sentence {
  file: string
  line: number
  text: string
  private: boolean
  mentioned: boolean
  following: boolean
  speaker: string
  mentions: readonly string[]
  /** The object whose card is replied to. */
  quoted?: string
  /** The object this person dealt with last. */
  last?: string
  /** This person's line before. */
  after?: string
  english: boolean
  expected: readonly Expected[]
}

export function readCorpus(part: 'open' | 'held-back'): readonly Sentence[] {
  const folder = part === 'open' ? FOLDER : join(FOLDER, 'held-back')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          line.trim() === '' || line.startsWith('#') ? [] : [sentence(name, index + 1, line)],
        ),
    )
}

function sentence(file: string, line: number, raw: string): Sentence {
  const at = raw.lastIndexOf(' => ')
  if (at < 0) throw new Error(`${file}:${line} has no =>`)
  let text = raw.slice(0, at).trim()
  const marks: string[] = []
  for (
    let mark = /^\[((?:private|unmentioned|following|en)|(?:by|re|last|after) [^\]]+|@[^\]]+)\]\s*/.exec(text);
    mark;
  ) {
    marks.push(mark[1] ?? '')
    text = text.slice(mark[0].length)
    mark = /^\[((?:private|unmentioned|following|en)|(?:by|re|last|after) [^\]]+|@[^\]]+)\]\s*/.exec(text)
  }
  const value = (name: string) => marks.find((mark) => mark.startsWith(`${name} `))?.slice(name.length + 1)
  const quoted = value('re')
  const last = value('last')
  const after = value('after')
  return {
    file,
    line,
    text: text.replaceAll('\\n', '\n'),
    private: marks.includes('private'),
    mentioned: !marks.includes('unmentioned') && !marks.includes('following'),
    following: marks.includes('following'),
    speaker: value('by') ?? '李雷',
    mentions: marks.filter((mark) => mark.startsWith('@')).map((mark) => mark.slice(1)),
    ...(quoted ? { quoted } : {}),
    ...(last ? { last } : {}),
    ...(after ? { after } : {}),
    english: marks.includes('en'),
    expected: raw
      .slice(at + 4)
      .split(' | ')
      .map((one) => reading(one.trim())),
  }
}

function reading(text: string): Expected {
  const parts = text.split(' ; ')
  if (parts.length > 1) return { kind: 'several', parts: parts.map((part) => reading(part.trim())) }
  if (text === 'ignore') return { kind: 'ignore' }
  const [head = '', ...rest] = text.match(/(?:[^\s"]|"[^"]*")+/g) ?? []
  if (head === 'ask') return rest[0] ? { kind: 'ask', slot: rest[0] } : { kind: 'ask' }
  const args = Object.fromEntries(
    rest.map((pair) => {
      const equals = pair.indexOf('=')
      return [
        pair.slice(0, equals),
        pair
          .slice(equals + 1)
          .replace(/^"|"$/g, '')
          .replaceAll('\\n', '\n'),
      ]
    }),
  )
  return { kind: 'act', action: head, args }
}
