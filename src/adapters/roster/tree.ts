/** YAML as a small tree of texts, lists and maps that remembers where everything stands. */
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLMap } from 'yaml'
import { type Report, type Sentence, sentences } from './problems.ts'

interface Placed {
  /** Offset in the text. */
  at: number
}

/** A scalar is always its text: `01` and `yes` stay as they were written. */
export interface TextValue extends Placed {
  kind: 'text'
  text: string
}

export interface ListValue extends Placed {
  kind: 'list'
  items: readonly Value[]
}

export interface MapValue extends Placed {
  kind: 'map'
  entries: readonly { key: TextValue; value: Value }[]
}

export type Value = TextValue | ListValue | MapValue

/** Names of the parser's complaints; the English sentence carries its detail. */
const SYNTAX_ZH: Readonly<Record<string, string>> = {
  BAD_INDENT: '缩进不对',
  BLOCK_AS_IMPLICIT_KEY: '同一行里嵌套了两层，请换行并缩进',
  MISSING_CHAR: '缺少符号（逗号、引号、括号或冒号后的空格）',
  MULTILINE_IMPLICIT_KEY: '键不能跨行，可能缺少冒号',
  MULTIPLE_DOCS: '一个文件只能有一份花名册（多余的 ---）',
  TAB_AS_INDENT: '缩进不能用 Tab，请用空格',
  UNEXPECTED_TOKEN: '这里不应出现该符号',
}

function syntaxSentence(code: string, detail: string): Sentence {
  return sentences.syntax(SYNTAX_ZH[code] ?? code, detail)
}

function placeOf(node: ParsedNode | null, fallback: number): number {
  return node?.range[0] ?? fallback
}

class TreeBuilder {
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  /** A missing value is an empty text at `fallback`. */
  value(node: ParsedNode | null, fallback: number): Value {
    const at = placeOf(node, fallback)
    if (isSeq(node)) return { kind: 'list', at, items: node.items.map((item) => this.value(item, at)) }
    if (isMap(node)) return this.#map(node, at)
    if (isScalar(node)) return { kind: 'text', at, text: String(node.value ?? '').trim() }
    if (node === null) return { kind: 'text', at, text: '' }
    // An alias may contain itself; a roster does not need any.
    this.#report(at, sentences.alias())
    return { kind: 'text', at, text: `*${node.source}` }
  }

  #map(node: YAMLMap.Parsed, at: number): MapValue {
    const entries: { key: TextValue; value: Value }[] = []
    for (const pair of node.items) {
      const key = this.value(pair.key, at)
      if (key.kind !== 'text') this.#report(key.at, sentences.keyIsNoText())
      else if (entries.some((entry) => entry.key.text === key.text)) this.#report(key.at, sentences.keyTwice(key.text))
      else entries.push({ key, value: this.value(pair.value, key.at) })
    }
    return { kind: 'map', at, entries }
  }
}

export interface Tree {
  /** Absent if the text is empty or no YAML; then problems were reported. */
  root?: Value
  /** 1-based line and column of an offset. */
  locate(at: number): { line: number; column: number }
}

/** Parses one document. Syntax errors are all reported; what is wrong with a readable text is left to the caller. */
export function readTree(text: string, report: Report): Tree {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, lineCounter })
  const locate = (at: number) => {
    const { line, col } = lineCounter.linePos(at)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const complaints = [...document.errors, ...document.warnings]
  for (const { code, message, pos } of complaints) report(pos[0], syntaxSentence(code, message))
  if (complaints.length > 0) return { locate }
  if (document.contents === null) report(0, sentences.emptyFile())
  return document.contents === null ? { locate } : { root: new TreeBuilder(report).value(document.contents, 0), locate }
}
