import type { FastifyRequest } from 'fastify'
import { isRecord, type Json, stringAt } from '../../json.ts'
import { WecomError } from '../errors.ts'

/** The JSON object of a request body; throws 47001 for anything else. */
export function bodyOf(request: FastifyRequest): Json {
  if (isRecord(request.body)) return request.body
  throw new WecomError(47001)
}

/** A query parameter, or the empty string. */
export function query(request: FastifyRequest, name: string): string {
  return stringAt(request.query, name)
}

/** The strings of a list, without empty ones; throws 40058 for more than `most`. */
export function strings(body: Json, key: string, most: number): string[] {
  const value = body[key]
  const list = Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item !== '') : []
  if (list.length > most) throw new WecomError(40058, `${key}: at most ${most}`)
  return list
}

/** A success with these members. */
export function ok(members: Json = {}): Json {
  return { errcode: 0, errmsg: 'ok', ...members }
}
