import type { Directory } from './directory.ts'
import { fieldsOf, listOf, textOf } from './fields.ts'
import type { PlatformIds, Platforms } from './platforms.ts'
import { type Report, sentences } from './problems.ts'
import type { TextValue, Value } from './tree.ts'

/** A group chat in which the bot is a member. */
export interface RosterChat {
  platform: string
  id: string
  name: string
  /** Ids of people, each of whom has an account on the chat's platform. */
  members: readonly string[]
  /** Number of the project to which the chat is bound from the start. */
  project?: number
}

interface Context {
  directory: Directory
  platforms: Platforms
  lineOf: (at: number) => number
  report: Report
}

const KEYS = { required: ['platform', 'id', 'name', 'members'], optional: ['project'] } as const

function readMembers(value: Value | undefined, platform: string | undefined, { directory, report }: Context): string[] {
  return directory.namesIn(value, 'members').flatMap((name) => {
    const entry = directory.find(name)
    if (!entry) return []
    const reachable =
      !platform || !entry.sound || entry.person.accounts.some((account) => account.platform === platform)
    if (!reachable) report(name.at, sentences.noAccount(name.text, platform))
    return [entry.person.id]
  })
}

function readProject(value: Value | undefined, report: Report): number | undefined {
  const text = textOf(value, 'project', report)
  if (!text) return undefined
  const number = /^(?:P-)?([1-9]\d{0,8})$/i.exec(text.text)?.[1]
  if (!number) report(text.at, sentences.badProject(text.text))
  return number ? Number(number) : undefined
}

function readPlatform(text: TextValue | undefined, { platforms, report }: Context): [string, PlatformIds] | undefined {
  if (!text) return undefined
  const ids = platforms.get(text.text)
  if (!ids) report(text.at, sentences.badChoice('platform', text.text, [...platforms.keys()]))
  return ids && [text.text, ids]
}

function readChat(value: Value, seen: Map<string, number>, context: Context): RosterChat | undefined {
  const { report } = context
  const fields = fieldsOf(value, 'chats', KEYS, report)
  if (!fields) return undefined
  const [platform, ids] = readPlatform(textOf(fields.platform, 'platform', report), context) ?? []
  const id = textOf(fields.id, 'id', report)
  const name = textOf(fields.name, 'name', report)
  const members = readMembers(fields.members, platform, context)
  const project = readProject(fields.project, report)
  if (!platform || !ids || !id || !name) return undefined
  if (!ids.chat.pattern.test(id.text)) report(id.at, sentences.badChatId(platform, id.text, ids.chat.example))
  const taken = seen.get(`${platform}/${id.text}`)
  if (taken !== undefined) report(id.at, sentences.chatTaken(id.text, context.lineOf(taken)))
  else seen.set(`${platform}/${id.text}`, id.at)
  return { platform, id: id.text, name: name.text, members, ...(project !== undefined && { project }) }
}

export function readChats(value: Value | undefined, context: Context): readonly RosterChat[] {
  const seen = new Map<string, number>()
  return listOf(value, 'chats', context.report).flatMap((item) => readChat(item, seen, context) ?? [])
}
