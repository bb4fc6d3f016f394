import { isRecord } from '../../json.ts'
import { cardProblem } from './problem.ts'

/** Checks one value of a card; throws the platform's refusal. `path` tells where, as the platform's message does. */
export type Check = (value: unknown, path: string) => void

export type Fields = Record<string, Check>

export function refuse(path: string, why: string): never {
  throw cardProblem(200621, `${why}, path: ${path}`)
}

export const anything: Check = () => undefined

export const bool: Check = (value, path) => {
  if (typeof value !== 'boolean') refuse(path, 'not a boolean')
}

export function text(longest = Number.POSITIVE_INFINITY): Check {
  return (value, path) => {
    if (typeof value !== 'string') refuse(path, 'not a string')
    else if (value.length > longest) refuse(path, `longer than ${longest} characters`)
  }
}

export function matching(pattern: RegExp): Check {
  return (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) refuse(path, `${JSON.stringify(value)} is not allowed`)
  }
}

export function oneOf(...allowed: unknown[]): Check {
  return (value, path) => {
    if (!allowed.includes(value)) refuse(path, `${JSON.stringify(value)} is not allowed`)
  }
}

export function integer(least: number, most: number): Check {
  return (value, path) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      refuse(path, `not a whole number from ${least} to ${most}`)
  }
}

/** An object whose attributes are all known: in schema 2.0 an unknown one is an error. */
export function object(fields: Fields, required: string[] = []): Check {
  return (value, path) => {
    if (!isRecord(value)) return refuse(path, 'not an object')
    for (const name of required) if (value[name] === undefined) refuse(path, `missing property: ${name}`)
    for (const [name, inner] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (!check) refuse(path, `unknown property, property: ${name}`)
      else check(inner, `${path} -> ${name}`)
    }
  }
}

export function list(item: Check, most = Number.POSITIVE_INFINITY): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse(path, 'not a list')
    if (value.length > most) refuse(path, `more than ${most} items`)
    for (const [index, inner] of value.entries()) item(inner, `${path} -> [${index}]`)
  }
}

export function either(...checks: Check[]): Check {
  return (value, path) => {
    const failures = checks.map((check) => failureOf(check, value, path))
    if (!failures.includes(undefined)) throw failures[0]
  }
}

function failureOf(check: Check, value: unknown, path: string): unknown {
  try {
    check(value, path)
    return undefined
  } catch (error) {
    return error
  }
}
