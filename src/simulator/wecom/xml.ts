import { XMLParser } from 'fast-xml-parser'
import { isRecord, type Json } from '../json.ts'

/** A node of a callback: text in CDATA, a number as it is, several nodes of one name as a list. */
export type Node = string | number | { [name: string]: Node | Node[] | undefined }

/** Everything stays text; a number in an id or a blank in a message must not change. */
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  ignoreDeclaration: true,
})

/** `<xml>…</xml>`, without blanks between the nodes. Undefined members are left out. */
export function writeXml(members: Record<string, Node | Node[] | undefined>): string {
  return `<xml>${membersOf(members)}</xml>`
}

/** What stands in the root `xml`; undefined for anything else. */
export function readXml(text: string): Json | undefined {
  try {
    const root: unknown = parser.parse(text)
    const inner = isRecord(root) ? root.xml : undefined
    return isRecord(inner) ? inner : undefined
  } catch {
    return undefined
  }
}

/** A node as a list: one node is parsed as itself, several as a list. */
export function listOf(node: unknown): unknown[] {
  if (node === undefined || node === '') return []
  return Array.isArray(node) ? node : [node]
}

function membersOf(members: { [name: string]: Node | Node[] | undefined }): string {
  return Object.entries(members)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => element(name, one)))
    .join('')
}

function element(name: string, value: Node | undefined): string {
  return value === undefined ? '' : `<${name}>${inside(value)}</${name}>`
}

function inside(value: Node): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : membersOf(value)
}
