import { derivedId } from '../ids.ts'
import type { World, WorldPerson } from '../types.ts'

export interface Person {
  id: string
  name: string
  title: string | undefined
  external: boolean
  openId: string
  unionId: string
}

export interface Chat {
  id: string
  name: string
  type: 'group' | 'private'
  /** Ids of people. */
  members: string[]
  botPresent: boolean
}

export const PLATFORM = 'feishu'

/** The people and chats of one platform; only the bot's membership changes. */
export class Directory {
  readonly tenantKey: string
  readonly bot: { openId: string; name: string }
  readonly people: readonly Person[]
  readonly chats: readonly Chat[]
  /** The world as given, with accounts of every platform. */
  readonly world: World

  constructor(world: World, appId: string) {
    this.world = world
    this.tenantKey = world.tenantKey
    this.bot = { openId: derivedId('ou_', 'bot', appId), name: world.bot.name }
    this.people = world.people.flatMap((person) => toPerson(person))
    this.chats = [...groups(world), ...this.people.map((person) => privateChat(world, person))]
    this.#refuseStrangers()
  }

  /** By id, name or open_id. */
  person(key: string): Person | undefined {
    return (
      this.people.find((person) => person.id === key || person.openId === key) ??
      this.people.find((person) => person.name === key)
    )
  }

  personByOpenId(openId: string): Person | undefined {
    return this.people.find((person) => person.openId === openId)
  }

  chatById(id: string): Chat | undefined {
    return this.chats.find((chat) => chat.id === id)
  }

  /** By id or name of a chat, or by the person whose private chat with the bot is meant. */
  chat(key: string): Chat | undefined {
    const found = this.chatById(key) ?? this.chats.find((chat) => chat.type === 'group' && chat.name === key)
    if (found) return found
    const person = this.person(key)
    return person && this.privateChatOf(person)
  }

  privateChatOf(person: Person): Chat | undefined {
    return this.chats.find((chat) => chat.type === 'private' && chat.members[0] === person.id)
  }

  membersOf(chat: Chat): Person[] {
    return chat.members.flatMap((id) => this.people.find((person) => person.id === id) ?? [])
  }

  #refuseStrangers(): void {
    for (const chat of this.chats)
      for (const id of chat.members)
        if (!this.people.some((person) => person.id === id))
          throw new Error(`chat ${chat.name}: member ${id} has no ${PLATFORM} account`)
  }
}

function toPerson(person: WorldPerson): Person[] {
  const account = person.accounts.find((candidate) => candidate.platform === PLATFORM)
  if (!account) return []
  return [
    {
      id: person.id,
      name: person.name,
      title: person.title,
      external: person.external ?? false,
      openId: account.id,
      unionId: account.unionId ?? derivedId('on_', account.id),
    },
  ]
}

function groups(world: World): Chat[] {
  return world.chats
    .filter((chat) => chat.platform === PLATFORM)
    .map(({ id, name, members }) => ({ id, name, type: 'group', members, botPresent: true }))
}

function privateChat(world: World, person: Person): Chat {
  const id = derivedId('oc_', 'private', world.tenantKey, person.openId)
  return { id, name: person.name, type: 'private', members: [person.id], botPresent: true }
}
