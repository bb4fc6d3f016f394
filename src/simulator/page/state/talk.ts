import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Person } from '../api/types.ts'
import { BOT_NAME } from '../text/people.ts'

/** What texts and cards of the open chat need to know about people and pictures. */
export interface Talk {
  /** Members of the chat, the bot not among them. */
  members: readonly Person[]
  /** Every name that can be mentioned. */
  names: readonly string[]
  /** The platform's account id of a person in this chat. */
  accountOf(person: Person): string
  /** The name behind an account id or person id. */
  nameOf(id: string): string
  isMe(id: string): boolean
  /** A mention of that name is one of the person who looks. */
  isMyName(name: string): boolean
  openImage(source: string, alt: string): void
}

export function talkOf(
  people: readonly Person[],
  memberIds: readonly string[],
  platform: string,
  me: Person,
  openImage: Talk['openImage'],
): Talk {
  const accountOf = (person: Person) =>
    person.accounts.find((account) => account.platform === platform)?.id ?? person.id
  const find = (id: string) => people.find((one) => one.id === id || one.accounts.some((account) => account.id === id))
  return {
    members: people.filter((one) => memberIds.includes(one.id)),
    names: [...people.map((one) => one.name), BOT_NAME, '所有人'],
    accountOf,
    nameOf: (id) => (id === 'all' ? '所有人' : (find(id)?.name ?? id)),
    isMe: (id) => id === 'all' || find(id)?.id === me.id,
    isMyName: (name) => name === me.name || name === '所有人',
    openImage,
  }
}

const NOBODY: Talk = {
  members: [],
  names: [],
  accountOf: (person) => person.id,
  nameOf: (id) => id,
  isMe: () => false,
  isMyName: () => false,
  openImage: () => undefined,
}

export const TalkContext = createContext<Talk>(NOBODY)
export const useTalk = () => useContext(TalkContext)
