import type { Chat, Person } from '../api/types.ts'

export const BOT_NAME = '营销助手'

const COLORS = ['#3370ff', '#00b578', '#ff8f1f', '#7f3bf5', '#e2479a', '#0fa8a8', '#c05c1d', '#5b6dcd']

/** One or two characters that stand for a person: the given name of a Chinese name, else the first letters. */
export function initials(name: string): string {
  const letters = [...name.trim()]
  if (/\p{Script=Han}/u.test(letters[0] ?? '')) return letters.slice(-2).join('')
  return letters.slice(0, 2).join('').toUpperCase()
}

const GROUP_SIGN = /^(?:\p{Script=Han}{1,2}|[A-Za-z]{1,2}|\d{1,2}(?!\d))|\p{Script=Han}{1,2}/u

/** A group goes by the beginning of its name: two characters of one kind, a number never cut in two. */
export const groupInitials = (name: string) =>
  (GROUP_SIGN.exec(name.trim())?.[0] ?? [...name.trim()].slice(0, 2).join('')).toUpperCase()

/** A line of the person picker: the title, else the group where one is met. */
export function personLine(person: Person, chats: readonly Chat[]): string {
  const group = chats.find((chat) => chat.type === 'group' && chat.members.includes(person.id))
  return `${person.name} · ${person.title || (group ? `${group.name}成员` : '只有单聊')}`
}

/** The same colour for the same name, everywhere and every time. */
export function colorOf(name: string): string {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return COLORS[hash % COLORS.length] ?? '#3370ff'
}

const PLATFORMS: Record<string, string> = { feishu: '飞书', dingtalk: '钉钉', wecom: '企业微信' }

export const platformName = (platform: string) => PLATFORMS[platform] ?? platform
