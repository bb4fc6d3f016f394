import { isRecord, type Json, listAt, recordAt, stringAt } from '../../json.ts'
import { cardProblem } from './problem.ts'

const MAX_ELEMENTS = 200
const MAX_TABLES = 5
const MAX_DEPTH = 5
const CONTAINERS = new Set(['column_set', 'collapsible_panel', 'interactive_container', 'form'])
const INPUTS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
])
const NOT_IN_FORM = ['form', 'table', 'chart']

/** What the shape of single elements cannot say: counts, nesting, unique ids, where tables and forms may stand. */
export function checkRules(card: Json): void {
  const roots = listAt(recordAt(card, 'body'), 'elements').filter(isRecord)
  const all = tagged(card)
  const tables = all.filter((element) => element.tag === 'table')
  if (all.length > MAX_ELEMENTS) throw cardProblem(11310, `${all.length} elements, the limit is ${MAX_ELEMENTS}`)
  if (tables.length > MAX_TABLES) throw cardProblem(11310, `card table number over limit: ${tables.length}`)
  for (const element of all)
    if ((element.tag === 'table' || element.tag === 'form') && !roots.includes(element))
      throw cardProblem(200621, `${element.tag} is only allowed directly in the body`)
  for (const root of roots) checkDepth(root, 0)
  checkUnique(all, 'element_id', 300301)
  for (const table of tables) checkTable(table)
  for (const form of roots.filter((element) => element.tag === 'form')) checkForm(form)
}

/** All objects with a tag, nested texts included: the platform counts them all. */
export function tagged(node: unknown): Json[] {
  if (Array.isArray(node)) return node.flatMap(tagged)
  if (!isRecord(node)) return []
  const inner = Object.entries(node).flatMap(([key, value]) => (OPAQUE.has(key) ? [] : tagged(value)))
  return typeof node.tag === 'string' ? [node, ...inner] : inner
}

/** Data of the sender, not of the card. */
const OPAQUE = new Set(['value', 'chart_spec', 'rows'])

function checkDepth(element: Json, depth: number): void {
  const deeper = CONTAINERS.has(stringAt(element, 'tag')) ? depth + 1 : depth
  if (deeper > MAX_DEPTH) throw cardProblem(11310, `nested deeper than ${MAX_DEPTH}`)
  for (const child of [...listAt(element, 'elements'), ...listAt(element, 'columns')])
    if (isRecord(child)) checkDepth(child, deeper)
}

function checkUnique(elements: Json[], key: string, errCode: number): void {
  const seen = new Set<string>()
  for (const value of elements.map((element) => stringAt(element, key)).filter((text) => text !== '')) {
    if (seen.has(value)) throw cardProblem(errCode, `${key}: ${value}`)
    seen.add(value)
  }
}

function checkForm(form: Json): void {
  const inside = tagged(form.elements)
  const alien = inside.find((element) => NOT_IN_FORM.includes(stringAt(element, 'tag')))
  if (alien) throw cardProblem(200530, `${String(alien.tag)} is not allowed in a form`)
  if (!inside.some((element) => element.tag === 'button' && element.form_action_type === 'submit'))
    throw cardProblem(200530, 'a form needs a submit button')
  const named = inside.filter(
    (element) => INPUTS.has(stringAt(element, 'tag')) || element.form_action_type !== undefined,
  )
  const nameless = named.find((element) => stringAt(element, 'name') === '')
  if (nameless) throw cardProblem(200530, `${String(nameless.tag)} in a form needs a name`)
  checkUnique(named, 'name', 200530)
}

function checkTable(table: Json): void {
  const columns = listAt(table, 'columns').filter(isRecord)
  const names = columns.map((column) => stringAt(column, 'name'))
  if (columns.length === 0 || columns.length > 50) throw cardProblem(200914, '1 to 50 columns')
  if (new Set(names).size !== names.length) throw cardProblem(200914, 'column names repeat')
  for (const row of listAt(table, 'rows').filter(isRecord))
    for (const column of columns) checkCell(column, row[stringAt(column, 'name')])
}

function checkCell(column: Json, value: unknown): void {
  if (value === undefined || value === null) return
  const type = stringAt(column, 'data_type') || 'text'
  if (!CELL_TYPES[type]?.(value)) throw cardProblem(200915, `column ${stringAt(column, 'name')} is of type ${type}`)
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number'
const CELL_TYPES: Record<string, (value: unknown) => boolean> = {
  text: isText,
  lark_md: isText,
  markdown: isText,
  number: (value) => typeof value === 'number',
  date: (value) => typeof value === 'number',
  options: (value) => typeof value === 'string' || Array.isArray(value),
  persons: (value) => typeof value === 'string' || Array.isArray(value),
}
