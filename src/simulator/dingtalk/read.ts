import type { FastifyRequest } from 'fastify'
import { isRecord, type Json, stringAt } from '../json.ts'
import { ApiRefusal } from './errors.ts'

/** The JSON object of a request body of the new family; throws `param.empty` for anything else. */
export function bodyOf(request: FastifyRequest): Json {
  if (isRecord(request.body)) return request.body
  throw new ApiRefusal('param.empty', { message: '入参为空' })
}

/** A required, non-empty string field of the new family; throws the given code. */
export function required(body: Json, field: string, code: string): string {
  const value = stringAt(body, field)
  if (value !== '') return value
  throw new ApiRefusal(code, { message: `${field} is required` })
}

/** The strings of a list property; anything else in it is left out. */
export function stringsAt(body: unknown, field: string): string[] {
  const list = isRecord(body) ? body[field] : undefined
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : []
}

/** A query parameter, or the empty string; of repeated ones the first. */
export function query(request: FastifyRequest, name: string): string {
  const value = isRecord(request.query) ? request.query[name] : undefined
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}
