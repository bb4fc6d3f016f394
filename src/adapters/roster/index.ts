/** The roster: who works here, in which chats, and who approves how much. A file people write (examples/roster.yaml). */
import type { ApprovalPolicy } from '../../domain/approvals/policy.ts'
import type { Person } from '../../domain/people/person.ts'
import { localDateOf } from '../../domain/shared/zone.ts'
import { readApprovers, readTiers } from './approvals.ts'
import { type RosterChat, readChats } from './chats.ts'
import { Directory } from './directory.ts'
import { fieldsOf, textOf } from './fields.ts'
import { readPeople } from './people.ts'
import { PLATFORMS } from './platforms.ts'
import { type Report, type RosterProblems, type Sentence, sentences } from './problems.ts'
import { readTree, type Value } from './tree.ts'

export type { RosterChat } from './chats.ts'
export { explainRosterProblems, type RosterProblems } from './problems.ts'

export interface Organisation {
  name: string
  /** IANA name; absent if the roster leaves it to the configuration. */
  zone?: string
}

export interface Roster {
  organisation: Organisation
  /** What the bot is called in chats. */
  botName: string
  people: readonly Person[]
  chats: readonly RosterChat[]
  policy: ApprovalPolicy
}

const DEFAULT_BOT_NAME = '营销助手'
const KEYS = {
  required: ['organisation', 'people', 'approvals', 'over_available'],
  optional: ['bot', 'chats'],
} as const

function isZone(name: string): boolean {
  try {
    return localDateOf(new Date(0), name) !== undefined
  } catch {
    return false
  }
}

/** A name alone, or name and zone. */
function readOrganisation(value: Value | undefined, report: Report): Organisation {
  if (value?.kind !== 'map') return { name: textOf(value, 'organisation', report)?.text ?? '' }
  const fields = fieldsOf(value, 'organisation', { required: ['name'], optional: ['zone'] }, report)
  const name = textOf(fields?.name, 'name', report)?.text ?? ''
  const zone = textOf(fields?.zone, 'zone', report)
  if (!zone) return { name }
  if (!isZone(zone.text)) report(zone.at, sentences.badZone(zone.text))
  return { name, zone: zone.text }
}

function rosterOf(root: Value, lineOf: (at: number) => number, report: Report): Roster | undefined {
  const fields = fieldsOf(root, 'roster', KEYS, report)
  if (!fields) return undefined
  const directory = new Directory(lineOf, report)
  const context = { directory, platforms: PLATFORMS, lineOf, report }
  const bot = textOf(fields.bot, 'bot', report)
  directory.claim(bot ?? { kind: 'text', text: DEFAULT_BOT_NAME, at: fields.at })
  const people = readPeople(fields.people, context)
  return {
    organisation: readOrganisation(fields.organisation, report),
    botName: bot?.text ?? DEFAULT_BOT_NAME,
    people,
    chats: readChats(fields.chats, context),
    policy: {
      tiers: readTiers(fields.approvals, context),
      overAvailable: readApprovers(fields.over_available, 'over_available', context),
    },
  }
}

/** Reads a roster; never throws. `fileName` is only what problems are reported under. */
export function readRoster(text: string, fileName: string): Roster | RosterProblems {
  const found: { at: number; sentence: Sentence }[] = []
  const report: Report = (at, sentence) => void found.push({ at, sentence })
  const { root, locate } = readTree(text, report)
  const roster = root && rosterOf(root, (at) => locate(at).line, report)
  if (roster && found.length === 0) return roster
  found.sort((a, b) => a.at - b.at)
  return { file: fileName, problems: found.map(({ at, sentence }) => ({ ...locate(at), ...sentence })) }
}
