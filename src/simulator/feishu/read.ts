import type { FastifyRequest } from 'fastify'
import { isRecord, type Json, stringAt } from '../json.ts'
import { FeishuError } from './errors.ts'

/** The JSON object of a request body; throws 99992402 for anything else. */
export function bodyOf(request: FastifyRequest): Json {
  if (isRecord(request.body)) return request.body
  throw new FeishuError(99992402, 'body must be a JSON object')
}

/** A required, non-empty string field; throws 99992402 naming it. */
export function required(body: Json, field: string): string {
  const value = body[field]
  if (typeof value === 'string' && value !== '') return value
  throw new FeishuError(99992402, `${field} is required`)
}

/** A path parameter, or the empty string. */
export function param(request: FastifyRequest, name: string): string {
  return stringAt(request.params, name)
}

/** A query parameter, or the empty string; of repeated ones the first. */
export function query(request: FastifyRequest, name: string): string {
  return queries(request, name)[0] ?? ''
}

/** All values of a repeated query parameter. */
export function queries(request: FastifyRequest, name: string): string[] {
  const value = isRecord(request.query) ? request.query[name] : undefined
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.filter((item): item is string => typeof item === 'string')
}

/** The platform's envelope of a success. */
export function ok(data: unknown): { code: 0; msg: 'success'; data: unknown } {
  return { code: 0, msg: 'success', data }
}

/** One page of a list, by `page_size` and `page_token`. */
export function pageOf<T>(request: FastifyRequest, items: T[], largest: number) {
  const size = Math.min(Math.max(Number(query(request, 'page_size')) || 20, 1), largest)
  const start = Math.max(Number(query(request, 'page_token')) || 0, 0)
  const end = start + size
  const more = end < items.length
  return { items: items.slice(start, end), has_more: more, page_token: more ? String(end) : '' }
}
