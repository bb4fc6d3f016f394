import type { FastifyRequest } from 'fastify'
import { isRecord, type Json } from '../json.ts'
import type { StoredMessage } from '../messages.ts'
import { type Chat, type Person, PLATFORM } from '../world.ts'
import type { ApiContext } from './context.ts'

/** A refusal of the API: `{error: "<sentence>"}` with a 4xx status. */
export class ApiError extends Error {
  readonly statusCode: number

  constructor(statusCode: number, sentence: string) {
    super(sentence)
    this.statusCode = statusCode
  }
}

export function bodyOf(request: FastifyRequest): Json {
  if (isRecord(request.body)) return request.body
  throw new ApiError(400, 'the body must be a JSON object')
}

/** A required string field. */
export function textField(body: Json, name: string): string {
  const value = body[name]
  if (typeof value === 'string') return value
  throw new ApiError(400, `${name} must be a string`)
}

export function optionalText(body: Json, name: string): string | undefined {
  return body[name] === undefined || body[name] === null ? undefined : textField(body, name)
}

export function checkPlatform(platform: string | undefined): void {
  if (platform !== undefined && platform !== PLATFORM) throw new ApiError(404, `no platform ${platform}`)
}

export function personOf(ctx: ApiContext, key: string): Person {
  const person = ctx.directory.person(key)
  if (!person) throw new ApiError(404, `no person ${key}`)
  return person
}

export function chatOf(ctx: ApiContext, key: string): Chat {
  const chat = ctx.directory.chat(key)
  if (!chat) throw new ApiError(404, `no chat ${key}`)
  return chat
}

/** A message that has not been recalled. */
export function messageOf(ctx: ApiContext, id: string): StoredMessage {
  const message = ctx.messages.get(id)
  if (!message || message.recalled) throw new ApiError(404, `no message ${id}`)
  return message
}

export function checkMember(chat: Chat, person: Person): void {
  if (!chat.members.includes(person.id)) throw new ApiError(403, `${person.name} is not in ${chat.name}`)
}
