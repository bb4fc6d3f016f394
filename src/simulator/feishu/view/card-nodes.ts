import { isRecord, type Json, listAt, parseRecord, recordAt, stringAt } from '../../json.ts'

/** An element of a card with the list it stands in. */
export interface Node {
  element: Json
  tag: string
  siblings: unknown[]
  index: number
  /** The form around it, if any. */
  form: Json | undefined
}

const CHILD_KEYS = ['elements', 'columns', 'actions'] as const

/** All elements of a card's body, depth first, in document order. */
export function nodesOf(content: string): Node[] {
  const card = parseRecord(content)
  const roots = card?.schema === '2.0' ? listAt(recordAt(card, 'body'), 'elements') : listAt(card, 'elements')
  return walk(roots, undefined)
}

function walk(list: unknown[], form: Json | undefined): Node[] {
  return list.flatMap((element, index) => {
    if (!isRecord(element)) return []
    const tag = stringAt(element, 'tag')
    const inner = tag === 'form' ? element : form
    const children = CHILD_KEYS.flatMap((key) => walk(listAt(element, key), inner))
    return [{ element, tag, siblings: list, index, form }, ...children]
  })
}

export interface ButtonNode extends Node {
  id: string
}

/** Buttons with their ids: the name, else the element_id, else b1, b2 … counting all buttons. */
export function buttonsOf(nodes: Node[]): ButtonNode[] {
  return nodes
    .filter((node) => node.tag === 'button')
    .map((node, index) => ({
      ...node,
      id: stringAt(node.element, 'name') || stringAt(node.element, 'element_id') || `b${index + 1}`,
    }))
}

const INPUT_KINDS: Record<string, string> = {
  input: 'text',
  select_static: 'select',
  multi_select_static: 'multi_select',
  select_person: 'person',
  multi_select_person: 'multi_person',
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime',
  checker: 'checkbox',
  overflow: 'menu',
}

export interface InputNode extends Node {
  name: string
  kind: string
}

/** Everything that takes a value; the name is the component's name, else its element_id, else i1, i2 …. */
export function inputsOf(nodes: Node[]): InputNode[] {
  return nodes
    .flatMap((node) => {
      const kind = INPUT_KINDS[node.tag]
      return kind === undefined ? [] : [{ node, kind }]
    })
    .map(({ node, kind }, index) => ({
      ...node,
      name: stringAt(node.element, 'name') || stringAt(node.element, 'element_id') || `i${index + 1}`,
      kind: kind === 'text' && node.element.input_type === 'multiline_text' ? 'multiline' : kind,
    }))
}

/** The words of a text object `{tag, content}`. */
export function textAt(element: unknown, key: string): string {
  return stringAt(recordAt(element, key), 'content')
}
