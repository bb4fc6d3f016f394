import type { FastifyRequest } from 'fastify'
import { isRecord, type Json } from '../json.ts'

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

/** The parameters of the address; of a repeated one nothing. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
  const query = isRecord(request.query) ? Object.entries(request.query) : []
  return Object.fromEntries(query.map(([name, value]) => [name, typeof value === 'string' ? value : undefined]))
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
