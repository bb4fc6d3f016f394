import type { Account, Duty, Locale, Person, Role } from '../../domain/people/person.ts'
import type { Directory, Entry } from './directory.ts'
import { choiceOf, type Fields, fieldsOf, listOf, textOf, textsOf } from './fields.ts'
import type { Platforms } from './platforms.ts'
import { type Report, sentences } from './problems.ts'
import type { Value } from './tree.ts'

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['admin', 'admin'],
  ['管理员', 'admin'],
  ['project_manager', 'project_manager'],
  ['项目经理', 'project_manager'],
  ['member', 'member'],
  ['成员', 'member'],
  ['vendor', 'vendor'],
  ['外部供应商', 'vendor'],
  ['observer', 'observer'],
  ['观察者', 'observer'],
])

const DUTIES: ReadonlyMap<string, Duty> = new Map([
  ['approver', 'approver'],
  ['审批人', 'approver'],
  ['finance', 'finance'],
  ['财务', 'finance'],
  ['auditor', 'auditor'],
  ['审计员', 'auditor'],
])

const LOCALES: ReadonlyMap<string, Locale> = new Map([
  ['zh-CN', 'zh-CN'],
  ['en', 'en'],
])

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['是', true],
  ['false', false],
  ['否', false],
])

const KEYS = {
  required: ['id', 'name', 'role'],
  optional: ['title', 'department', 'company', 'nicknames', 'skills', 'duties', 'accounts', 'locale', 'active'],
} as const

type PersonFields = Fields<(typeof KEYS.required)[number] | (typeof KEYS.optional)[number]>

interface Context {
  directory: Directory
  platforms: Platforms
  report: Report
}

function readAccounts(value: Value | undefined, { directory, platforms, report }: Context): Account[] {
  if (!value) return []
  const known = [...platforms.keys()]
  const fields = fieldsOf(value, 'accounts', { required: [], optional: known }, report)
  if (!fields) return []
  // The order in which they are written is the order of preference.
  const order = value.kind === 'map' ? value.entries.map((entry) => entry.key.text) : []
  return order.flatMap((platform) => {
    const ids = platforms.get(platform)?.account
    const id = ids && textOf(fields[platform], platform, report)
    if (!ids || !id) return []
    if (!ids.pattern.test(id.text)) report(id.at, sentences.badAccount(platform, id.text, ids.example))
    directory.claimAccount(platform, id)
    return [{ platform, id: id.text }]
  })
}

function optionalTexts(fields: PersonFields, report: Report): Pick<Person, 'title' | 'department' | 'company'> {
  const title = textOf(fields.title, 'title', report)?.text
  const department = textOf(fields.department, 'department', report)?.text
  const company = textOf(fields.company, 'company', report)?.text
  return { ...(title && { title }), ...(department && { department }), ...(company && { company }) }
}

function readDuties(value: Value | undefined, report: Report): Duty[] {
  const duties = textsOf(value, 'duties', report).flatMap((text) => choiceOf(text, 'duties', DUTIES, report) ?? [])
  return [...new Set(duties)]
}

function readId(value: Value | undefined, report: Report): string {
  const id = textOf(value, 'id', report)
  if (id && !/^[a-z0-9][a-z0-9_-]*$/.test(id.text)) report(id.at, sentences.badPersonId(id.text))
  return id?.text ?? ''
}

function personOf(fields: PersonFields, context: Context): Person {
  const { report } = context
  const choice = <T>(key: 'role' | 'locale' | 'active', words: ReadonlyMap<string, T>) =>
    choiceOf(textOf(fields[key], key, report), key, words, report)
  return {
    id: readId(fields.id, report),
    name: textOf(fields.name, 'name', report)?.text ?? '',
    ...optionalTexts(fields, report),
    nicknames: textsOf(fields.nicknames, 'nicknames', report).map(({ text }) => text),
    skills: textsOf(fields.skills, 'skills', report).map(({ text }) => text),
    // Never used when it was not given: the roster is refused then.
    role: choice('role', ROLES) ?? 'observer',
    duties: readDuties(fields.duties, report),
    accounts: readAccounts(fields.accounts, context),
    locale: choice('locale', LOCALES) ?? 'zh-CN',
    active: choice('active', YES_NO) ?? true,
  }
}

function readPerson(value: Value, context: Context): Entry | undefined {
  let sound = true
  const report: Report = (at, sentence) => {
    sound = false
    context.report(at, sentence)
  }
  const fields = fieldsOf(value, 'people', KEYS, report)
  if (!fields) return undefined
  const entry: Entry = { person: personOf(fields, { ...context, report }), sound }
  for (const name of [fields.id, fields.name]) {
    if (name?.kind === 'text' && name.text !== '') context.directory.claim(name, entry)
  }
  return entry
}

/** Reads everybody and makes them known to the directory. */
export function readPeople(value: Value | undefined, context: Context): readonly Person[] {
  if (value?.kind === 'list' && value.items.length === 0) context.report(value.at, sentences.emptyList('people'))
  return listOf(value, 'people', context.report).flatMap((item) => readPerson(item, context)?.person ?? [])
}
