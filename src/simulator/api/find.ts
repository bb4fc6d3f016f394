/** Whom and what a request means. A chat or a message says its platform by itself; where several fit, one must be named. */
import type { SimulatedChat, SimulatedPlatform } from '../simulated-platform.ts'
import type { WorldPerson } from '../types.ts'
import type { ApiContext } from './context.ts'
import { ApiError } from './read.ts'

/** A chat and where it is. */
export interface Place {
  platform: SimulatedPlatform
  chat: SimulatedChat
}

/** All platforms, or the one of that name. */
export function platformsOf(ctx: ApiContext, name: string | undefined): readonly SimulatedPlatform[] {
  if (name === undefined) return ctx.platforms
  const found = ctx.platforms.filter((platform) => platform.name === name)
  if (found.length === 0) throw new ApiError(404, `no platform ${name}`)
  return found
}

/** The platform of that name; without a name the only one. */
export function platformOf(ctx: ApiContext, name: string | undefined): SimulatedPlatform {
  return onlyOne(platformsOf(ctx, name), 'platform', ({ name }) => name)
}

/** By id, name or an account's id, on that platform if one is given. */
export function personOf(ctx: ApiContext, key: string, platform?: string): WorldPerson {
  const { people } = ctx.world
  const owns = ({ accounts }: WorldPerson) =>
    accounts.some((account) => account.id === key && (platform === undefined || account.platform === platform))
  const person = people.find(({ id }) => id === key) ?? people.find(owns) ?? people.find(({ name }) => name === key)
  if (!person) throw new ApiError(404, `no person ${key}`)
  return person
}

/** By id or name, or by the person whose private chat with the bot is meant. */
export function placeOf(ctx: ApiContext, key: string, platform: string | undefined): Place {
  const places = platformsOf(ctx, platform).flatMap((one) => one.chats.map((chat) => ({ platform: one, chat })))
  const byId = places.filter(({ chat }) => chat.id === key)
  const byName = places.filter(({ chat }) => chat.type === 'group' && chat.name === key)
  const found = [byId, byName].find(({ length }) => length > 0) ?? privateChats(ctx, places, key)
  return onlyOne(found, `chat ${key}`, ({ platform: { name } }) => name)
}

/** A message that has not been taken away. */
export function messageOf(ctx: ApiContext, id: string, platform?: string): Place {
  const known = ctx.index.get(id)
  if (!known || known.gone || (platform !== undefined && known.platform !== platform))
    throw new ApiError(404, `no message ${id}`)
  return placeOf(ctx, known.chat, known.platform)
}

export function checkMember({ chat }: Place, person: WorldPerson): void {
  if (!chat.members.includes(person.id)) throw new ApiError(403, `${person.name} is not in ${chat.name}`)
}

/** The person may be named by id, name or the account on the chat's own platform. */
function privateChats(ctx: ApiContext, places: readonly Place[], key: string): Place[] {
  return places.filter(({ platform, chat }) => {
    const person = ctx.world.people.find(({ id }) => id === chat.members[0])
    if (chat.type !== 'private' || !person) return false
    const account = person.accounts.find((one) => one.platform === platform.name)
    return [person.id, person.name, account?.id].includes(key)
  })
}

function onlyOne<T>(found: readonly T[], what: string, nameOf: (one: T) => string): T {
  const [first, ...others] = found
  if (first === undefined) throw new ApiError(404, `no ${what}`)
  if (others.length > 0) throw new ApiError(400, `${what} is on ${found.map(nameOf).join(', ')}: say which platform`)
  return first
}
