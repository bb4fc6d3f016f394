import { XMLParser } from 'fast-xml-parser'
import { isRecord, type Json } from '../../shared/json.ts'

/** With its defaults the parser makes 7 of a userid `007`, and one object of a list with one item. */
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreAttributes: true,
  isArray: (name: string) => name === 'SelectedItem' || name === 'OptionId' || name === 'OpitonId',
})

/**
 * The children of `<xml>` as texts and records; `undefined` if it is none. WeCom writes values as CDATA or bare, and never
 * a document type: that, and what hides behind it, is refused before anything is parsed.
 */
export function parseXml(source: string): Json | undefined {
  // People may type one, which then stands in a CDATA section.
  if (/<!(?!\[CDATA\[|--)/.test(source.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''))) return undefined
  try {
    const parsed: unknown = parser.parse(source, true)
    return isRecord(parsed) && isRecord(parsed.xml) ? parsed.xml : undefined
  } catch {
    return undefined
  }
}
