/**
 * Who is called in a message. DingTalk takes the names out of a text and lists ids only, in order; rich texts keep names.
 * The bot reads people where `@name` stands, so names that were taken out are put at the end.
 */
import { type Json, list, record, text } from '../../shared/json.ts'

export interface Mention {
  accountId: string
  name: string
}

export interface MentionReader {
  /** Text of an `at` item of a rich text; the robot's own is none. */
  at(item: Json): string
  /** The text with the missing names behind it, without the robot's own name in front. */
  complete(words: string): string
  mentions: readonly Mention[]
}

/** Called people have no name outside the visible scope; nobody outside has a staff id. */
const OUTSIDER = '外部人员'
/** What people type between our name and the command. */
const AFTER_OWN_NAME = /^[\s,，:：、。;；]+/

interface Called extends Mention {
  dingtalkId: string
}

/** Staff ids whose names are needed to read the message. */
export function calledStaff(data: Json): string[] {
  return calledUsers(data)
    .map(({ staffId }) => staffId)
    .filter((id) => id !== '')
}

export function createMentionReader(
  data: Json,
  names: ReadonlyMap<string, string>,
  robotName: string | undefined,
): MentionReader {
  const robotId = text(data.chatbotUserId)
  const called: Called[] = calledUsers(data).map(({ dingtalkId, staffId }) => ({
    accountId: staffId || dingtalkId,
    name: staffId ? (names.get(staffId) ?? staffId) : OUTSIDER,
    dingtalkId,
  }))
  const shown = new Set<string>()

  return {
    mentions: called,
    at(item) {
      const id = text(item.atUserId)
      const name = text(item.atName).replace(/^@/, '')
      if (id !== '' && id === robotId) return ' '
      const mention = called.find(({ accountId, dingtalkId }) => id !== '' && (accountId === id || dingtalkId === id))
      if (!mention) return `@${name} `
      // What the reader sees is what the text says, whatever the directory calls the person.
      if (name !== '') mention.name = name
      shown.add(mention.accountId)
      return `@${mention.name} `
    },
    complete(words) {
      const missing = called.filter(({ accountId, name }) => !shown.has(accountId) && !words.includes(`@${name}`))
      const own = withoutRobot(words, robotName)
      return [own, ...missing.map(({ name }) => `@${name}`)].filter((part) => part !== '').join(' ')
    },
  }
}

/** Everybody listed but the robot, each once. */
function calledUsers(data: Json): { dingtalkId: string; staffId: string }[] {
  const robotId = text(data.chatbotUserId)
  const users = list(data.atUsers)
    .map(record)
    .map((user) => ({ dingtalkId: text(user.dingtalkId), staffId: text(user.staffId) }))
    .filter(({ dingtalkId, staffId }) => (dingtalkId || staffId) && (robotId === '' || dingtalkId !== robotId))
  return [...new Map(users.map((user) => [user.staffId || user.dingtalkId, user])).values()]
}

/** In rich texts the robot's name may stay, without a space behind it. */
function withoutRobot(words: string, robotName: string | undefined): string {
  const trimmed = words.trim()
  const own = robotName ? `@${robotName}` : ''
  if (own === '' || !trimmed.startsWith(own)) return trimmed
  return trimmed.slice(own.length).replace(AFTER_OWN_NAME, '').trim()
}
