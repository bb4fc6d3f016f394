/** Reads schema.prisma, as far as we write it, into what the database should look like. */

export interface ExpectedTable {
  name: string
  columns: { name: string; type: string; notNull: boolean; default: string | null; keyPosition: number }[]
  indices: { columns: string[]; unique: boolean }[]
  foreignKeys: { columns: string[]; table: string; references: string[]; onDelete: string; onUpdate: string }[]
}

interface Field {
  name: string
  type: string
  optional: boolean
  list: boolean
  attributes: string
  column: string
}

interface Model {
  name: string
  table: string
  fields: Field[]
  blockAttributes: string[]
}

/** How Prisma writes its scalar types on SQLite. */
const SQLITE_TYPE: Record<string, string> = {
  String: 'TEXT',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Boolean: 'BOOLEAN',
  DateTime: 'DATETIME',
}

export function expectedTables(schema: string): ExpectedTable[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = '', body = '']) =>
    readModel(name, body),
  )
  const byName = new Map(models.map((model) => [model.name, model]))
  return models.map((model) => ({
    name: model.table,
    columns: scalars(model).map((field) => ({
      name: field.column,
      type: SQLITE_TYPE[field.type] ?? `unknown ${field.type}`,
      notNull: !field.optional,
      default: /@default\((?!autoincrement)(\w+)\)/.exec(field.attributes)?.[1] ?? null,
      keyPosition: primaryKey(model).indexOf(field.column) + 1,
    })),
    indices: indices(model),
    foreignKeys: model.fields.flatMap((field) => foreignKey(model, field, byName)),
  }))
}

function readModel(name: string, body: string): Model {
  const lines = body.split('\n').map((line) => line.trim())
  const blockAttributes = lines.filter((line) => line.startsWith('@@'))
  const fields = lines.flatMap((line) => {
    const match = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line)
    if (!match) return []
    const [, field = '', type = '', mark, attributes = ''] = match
    const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field
    return [{ name: field, type, optional: mark === '?', list: mark === '[]', attributes, column }]
  })
  const table = /@@map\("(\w+)"\)/.exec(blockAttributes.join('\n'))?.[1] ?? name
  return { name, table, fields, blockAttributes }
}

const scalars = (model: Model): Field[] => model.fields.filter(({ type }) => type in SQLITE_TYPE)

const columnOf = (model: Model, field: string): string =>
  model.fields.find(({ name }) => name === field)?.column ?? `unknown ${field}`

const listed = (model: Model, text: string | undefined): string[] =>
  (text ?? '').split(',').map((name) => columnOf(model, name.trim()))

function primaryKey(model: Model): string[] {
  const block = /@@id\(\[(.*?)\]\)/.exec(model.blockAttributes.join('\n'))
  if (block) return listed(model, block[1])
  return model.fields.filter(({ attributes }) => /@id\b/.test(attributes)).map(({ column }) => column)
}

function indices(model: Model): ExpectedTable['indices'] {
  const ofBlock = model.blockAttributes.flatMap((line) => {
    const match = /^@@(index|unique)\(\[(.*?)\]\)/.exec(line)
    return match ? [{ columns: listed(model, match[2]), unique: match[1] === 'unique' }] : []
  })
  const ofFields = model.fields
    .filter(({ attributes }) => /@unique\b/.test(attributes))
    .map(({ column }) => ({ columns: [column], unique: true }))
  return [...ofFields, ...ofBlock]
}

function foreignKey(model: Model, field: Field, models: Map<string, Model>): ExpectedTable['foreignKeys'] {
  const match = /fields: \[(.*?)\], references: \[(.*?)\](?:, onDelete: (\w+))?/.exec(field.attributes)
  const target = models.get(field.type)
  if (!match || !target) return []
  const fallback = field.optional ? 'SetNull' : 'Restrict'
  return [
    {
      columns: listed(model, match[1]),
      table: target.table,
      references: listed(target, match[2]),
      onDelete: (match[3] ?? fallback) === 'Restrict' ? 'RESTRICT' : 'SET NULL',
      onUpdate: 'CASCADE',
    },
  ]
}
