import { derivedId } from '../ids.ts'
import type { SimulatedChat } from '../simulated-platform.ts'
import type { World, WorldPerson } from '../types.ts'
import { impliedKey } from './ids.ts'

/** Name of this platform in accounts and chats of the world. */
export const PLATFORM = 'dingtalk'

export interface Person {
  id: string
  name: string
  title: string | undefined
  external: boolean
  /** The userid inside the organisation; callbacks call it senderStaffId. */
  staffId: string
  unionId: string
  /** `$:LWCP_v1:$…`: the encrypted id under which everybody is known, outsiders too. */
  dingtalkId: string
}

export interface Chat extends SimulatedChat {
  botPresent: boolean
}

/** The people and chats of this platform; only the bot's membership changes. */
export class Directory {
  readonly bot: { dingtalkId: string; name: string }
  readonly people: readonly Person[]
  readonly chats: readonly Chat[]

  /** Throws for a chat with a member who has no account here. */
  constructor(world: World, robotCode: string) {
    this.bot = { dingtalkId: impliedKey('$:LWCP_v1:$', 'bot', robotCode), name: world.bot.name }
    this.people = world.people.flatMap(toPerson)
    this.chats = [...groupsOf(world), ...this.people.map((person) => privateChat(robotCode, person))]
    this.#refuseStrangers()
  }

  person(id: string): Person | undefined {
    return this.people.find((person) => person.id === id)
  }

  /** Somebody inside the organisation, by userid. */
  employee(staffId: string): Person | undefined {
    return this.people.find((person) => person.staffId === staffId && !person.external)
  }

  chat(id: string): Chat | undefined {
    return this.chats.find((chat) => chat.id === id)
  }

  privateChatOf(person: Person): Chat | undefined {
    return this.chats.find((chat) => chat.type === 'private' && chat.members[0] === person.id)
  }

  membersOf(chat: SimulatedChat): Person[] {
    return chat.members.flatMap((id) => this.person(id) ?? [])
  }

  #refuseStrangers(): void {
    for (const chat of this.chats)
      for (const id of chat.members)
        if (!this.person(id)) throw new Error(`chat ${chat.name}: member ${id} has no ${PLATFORM} account`)
  }
}

function toPerson(person: WorldPerson): Person[] {
  const account = person.accounts.find(({ platform }) => platform === PLATFORM)
  if (!account) return []
  return [
    {
      id: person.id,
      name: person.name,
      title: person.title,
      external: person.external ?? false,
      staffId: account.id,
      unionId: account.unionId ?? derivedId('', 'union', account.id).slice(0, 22),
      dingtalkId: impliedKey('$:LWCP_v1:$', account.id),
    },
  ]
}

function groupsOf(world: World): Chat[] {
  return world.chats
    .filter(({ platform }) => platform === PLATFORM)
    .map(({ id, name, members }) => ({ id, name, type: 'group', members, botPresent: true }))
}

function privateChat(robotCode: string, person: Person): Chat {
  const id = impliedKey('cid', 'private', robotCode, person.staffId)
  return { id, name: person.name, type: 'private', members: [person.id], botPresent: true }
}
