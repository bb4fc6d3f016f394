import type { FastifyInstance } from 'fastify'
import { isRecord, stringAt } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import type { Person } from './directory.ts'
import { OldRefusal } from './errors.ts'
import { bodyOf } from './read.ts'

const ROOT_DEPARTMENT = 1
const PAGE = 100

/** People and departments, of the old family but for the search. There is one department with everybody in it. */
export function contactRoutes(fastify: FastifyInstance, ctx: DingtalkContext): void {
  const employees = () => ctx.directory.people.filter(({ external }) => !external)

  fastify.post('/topapi/v2/user/get', async (request) => {
    const userid = stringAt(request.body, 'userid')
    if (userid === '') throw new OldRefusal(400002, '参数错误，userid不能为空')
    const person = ctx.directory.employee(userid)
    if (!person) throw new OldRefusal(60121, '找不到该用户')
    return ok(userData(person))
  })

  fastify.post('/topapi/user/getbyunionid', async (request) => {
    const unionid = stringAt(request.body, 'unionid')
    const person = employees().find((candidate) => candidate.unionId === unionid)
    if (!person) throw new OldRefusal(60121, '找不到该用户')
    return ok({ contact_type: 0, userid: person.staffId })
  })

  // Nobody in the world has a mobile number.
  fastify.post('/topapi/v2/user/getbymobile', async () => {
    throw new OldRefusal(60121, '找不到该用户')
  })

  fastify.post('/topapi/v2/department/listsub', async () => ok([]))

  fastify.post('/topapi/user/listsimple', async (request) => {
    const { list, more } = pageOf(request.body, employees())
    return ok({ list: list.map(({ staffId, name }) => ({ userid: staffId, name })), ...more })
  })

  fastify.post('/topapi/v2/user/list', async (request) => {
    const { list, more } = pageOf(request.body, employees())
    return ok({ list: list.map(userData), ...more })
  })

  fastify.post('/topapi/user/listid', async () => ok({ userid_list: employees().map(({ staffId }) => staffId) }))

  fastify.post('/v1.0/contact/users/search', async (request) => {
    const word = stringAt(bodyOf(request), 'queryWord')
    const found = word === '' ? [] : employees().filter(({ name }) => name.includes(word))
    return { hasMore: false, totalCount: found.length, list: found.map(({ staffId }) => staffId) }
  })
}

/** Mobile and e-mail need scopes of their own, which this app does not have. */
function userData(person: Person): Record<string, unknown> {
  return {
    userid: person.staffId,
    unionid: person.unionId,
    name: person.name,
    title: person.title ?? '',
    avatar: '',
    active: true,
    admin: false,
    boss: false,
    dept_id_list: [ROOT_DEPARTMENT],
    leader_in_dept: [{ dept_id: ROOT_DEPARTMENT, leader: false }],
    role_list: [],
  }
}

function pageOf(body: unknown, people: Person[]) {
  const from = numberAt(body, 'cursor', 0)
  const to = from + Math.min(numberAt(body, 'size', PAGE), PAGE)
  const hasMore = to < people.length
  return { list: people.slice(from, to), more: { has_more: hasMore, ...(hasMore ? { next_cursor: to } : {}) } }
}

function numberAt(body: unknown, key: string, otherwise: number): number {
  const value = isRecord(body) ? body[key] : undefined
  return typeof value === 'number' ? value : otherwise
}

function ok(result: unknown): Record<string, unknown> {
  return { errcode: 0, errmsg: 'ok', result, request_id: 'simulated' }
}
