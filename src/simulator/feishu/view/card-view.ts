import { isRecord, listAt, parseRecord, recordAt, stringAt } from '../../json.ts'
import type { InputView } from '../../view/message-view.ts'
import type { Chat, Directory } from '../directory.ts'
import { buttonsOf, type InputNode, inputsOf, type Node, nodesOf, textAt } from './card-nodes.ts'
import { fieldsOf } from './fields.ts'
import { plainMarkdown } from './plain-text.ts'

export interface CardView {
  title: string
  text: string
  fields: { label: string; value: string }[]
  buttons: { id: string; label: string; disabled: boolean }[]
  inputs: InputView[]
  /** Key of the first image. */
  imageKey: string | undefined
  mentions: string[]
}

/** What a person sees of a card. */
export function viewCard(directory: Directory, chat: Chat, content: string): CardView {
  const nodes = nodesOf(content)
  const header = recordAt(parseRecord(content), 'header')
  const sources = [...headerTexts(header), ...nodes.flatMap((node) => textsOf(directory, node))]
  const plain = sources.map((source) => plainMarkdown(directory, source))
  return {
    title: textAt(header, 'title'),
    text: plain
      .map((part) => part.text)
      .filter((line) => line !== '')
      .join('\n'),
    fields: sources.flatMap(fieldsOf).map(({ label, value }) => ({
      label: plainMarkdown(directory, label).text,
      value: plainMarkdown(directory, value).text,
    })),
    buttons: buttonsOf(nodes).map((node) => ({
      id: node.id,
      label: textAt(node.element, 'text'),
      disabled: node.element.disabled === true,
    })),
    inputs: inputsOf(nodes).map((node) => viewInput(directory, chat, node)),
    imageKey: nodes.map((node) => imageKeyOf(node)).find((key) => key !== ''),
    mentions: [...new Set(plain.flatMap((part) => part.mentions))],
  }
}

function headerTexts(header: Record<string, unknown>): string[] {
  const tags = listAt(header, 'text_tag_list').map((tag) => textAt(tag, 'text'))
  return [textAt(header, 'subtitle'), ...tags].filter((text) => text !== '')
}

function textsOf(directory: Directory, node: Node): string[] {
  const { element, tag } = node
  if (tag === 'markdown' || tag === 'plain_text' || tag === 'lark_md') return [stringAt(element, 'content')]
  if (tag === 'div')
    return [textAt(element, 'text'), ...listAt(element, 'fields').map((field) => textAt(field, 'text'))]
  if (tag === 'collapsible_panel') return [textAt(recordAt(element, 'header'), 'title')]
  if (tag === 'checker') return [textAt(element, 'text')]
  if (tag === 'person') return [`<at id=${stringAt(element, 'user_id')}></at>`]
  return tag === 'table' ? tableTexts(directory, element) : []
}

function tableTexts(directory: Directory, table: Record<string, unknown>): string[] {
  const columns = listAt(table, 'columns').filter(isRecord)
  const head = columns.map((column) => stringAt(column, 'display_name') || stringAt(column, 'name')).join(' | ')
  const rows = listAt(table, 'rows').map((row) =>
    columns.map((column) => cellText(directory, isRecord(row) ? row[stringAt(column, 'name')] : undefined)).join(' | '),
  )
  return [head, ...rows]
}

function cellText(directory: Directory, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => cellText(directory, item)).join(' ')
  if (isRecord(value)) return stringAt(value, 'text')
  if (typeof value === 'string' && directory.personByOpenId(value)) return `<at id=${value}></at>`
  return value === undefined || value === null ? '' : String(value)
}

function imageKeyOf(node: Node): string {
  return node.tag === 'img' ? stringAt(node.element, 'img_key') : ''
}

function viewInput(directory: Directory, chat: Chat, node: InputNode): InputView {
  const options = optionsOf(directory, chat, node)
  const required = node.element.required === true
  const label = labelOf(directory, node)
  return { name: node.name, kind: node.kind, label, required, ...(options ? { options } : {}) }
}

/** Only text inputs have a label of their own; that of another is the short line above it, or its placeholder. */
function labelOf(directory: Directory, node: InputNode): string {
  const own = textAt(node.element, 'label') || (node.tag === 'checker' ? textAt(node.element, 'text') : '')
  return own || lineAbove(directory, node) || textAt(node.element, 'placeholder') || node.name
}

function lineAbove(directory: Directory, node: InputNode): string {
  const above = node.siblings[node.index - 1]
  const source = stringAt(above, 'tag') === 'markdown' ? stringAt(above, 'content') : textAt(above, 'text')
  const { text } = plainMarkdown(directory, stringAt(above, 'tag') === 'button' ? '' : source)
  return text.length <= 40 && !text.includes('\n') ? text.replace(/[:：]$/, '') : ''
}

/** A person selector without options offers all members of the chat. */
export function optionsOf(
  directory: Directory,
  chat: Chat,
  node: InputNode,
): { value: string; label: string }[] | undefined {
  const given = listAt(node.element, 'options')
  if (node.kind === 'person' || node.kind === 'multi_person') {
    const named = given.flatMap((option) => directory.personByOpenId(stringAt(option, 'value')) ?? [])
    const people = named.length > 0 ? named : directory.membersOf(chat)
    return people.map((person) => ({ value: person.openId, label: person.name }))
  }
  if (given.length === 0) return undefined
  return given.map((option) => ({ value: stringAt(option, 'value'), label: textAt(option, 'text') }))
}
