import { derivedId } from '../ids.ts'
import type { World, WorldPerson } from '../types.ts'
import { PLATFORM } from './app.ts'

export interface Person {
  id: string
  name: string
  title: string
  userId: string
  /** How an AI bot may name the person instead of the userid. */
  openUserId: string
  /** Outside the corp: no private chat, unknown to the contact API. */
  external: boolean
}

export interface Chat {
  id: string
  name: string
  type: 'group' | 'private'
  /** Ids of people. */
  members: string[]
  botPresent: boolean
  /** Created through appchat/create, so that appchat/send may write there. */
  ofApp: boolean
}

/** The people and chats of the corp. Userids are compared without regard to case. */
export class WecomDirectory {
  readonly corpName: string
  readonly people: readonly Person[]
  readonly chats: Chat[]

  /** Throws for a chat that holds somebody without an account. */
  constructor(world: World) {
    this.corpName = world.tenantKey
    this.people = world.people.flatMap(toPerson)
    this.chats = [...groupsOf(world), ...this.insiders.map(privateChat)]
    this.#refuseStrangers()
  }

  /** Members of the corp. */
  get insiders(): Person[] {
    return this.people.filter((person) => !person.external)
  }

  personById(id: string): Person | undefined {
    return this.people.find((person) => person.id === id)
  }

  /** By id of the world, name, or userid. */
  person(key: string): Person | undefined {
    return this.personById(key) ?? this.people.find((person) => person.name === key) ?? this.byUserId(key)
  }

  /** By userid. */
  byUserId(userId: string): Person | undefined {
    const wanted = userId.toLowerCase()
    return this.people.find((person) => person.userId.toLowerCase() === wanted)
  }

  /** By open_userid. */
  byOpenUserId(openUserId: string): Person | undefined {
    return this.people.find((person) => person.openUserId === openUserId)
  }

  /** A member of the corp by userid. */
  insider(userId: string): Person | undefined {
    const person = this.byUserId(userId)
    return person?.external ? undefined : person
  }

  chatById(id: string): Chat | undefined {
    return this.chats.find((chat) => chat.id === id)
  }

  privateChatOf(person: Person): Chat | undefined {
    return this.chatById(privateChatId(person))
  }

  addGroup(id: string, name: string, members: readonly Person[]): void {
    const ids = members.map((person) => person.id)
    this.chats.push({ id, name, type: 'group', members: ids, botPresent: true, ofApp: true })
  }

  #refuseStrangers(): void {
    for (const chat of this.chats)
      for (const id of chat.members)
        if (!this.personById(id)) throw new Error(`chat ${chat.name}: member ${id} has no ${PLATFORM} account`)
  }
}

function toPerson(person: WorldPerson): Person[] {
  const account = person.accounts.find((candidate) => candidate.platform === PLATFORM)
  if (!account) return []
  const { id, name, title = '', external = false } = person
  return [{ id, name, title, userId: account.id, openUserId: derivedId('wo', 'bot', account.id), external }]
}

function groupsOf(world: World): Chat[] {
  return world.chats
    .filter((chat) => chat.platform === PLATFORM)
    .map(({ id, name, members }) => ({ id, name, type: 'group', members, botPresent: true, ofApp: false }))
}

function privateChatId(person: Person): string {
  return derivedId('single_', person.userId)
}

function privateChat(person: Person): Chat {
  return {
    id: privateChatId(person),
    name: person.name,
    type: 'private',
    members: [person.id],
    botPresent: true,
    ofApp: false,
  }
}
