import type { FastifyInstance } from 'fastify'
import type { WecomContext } from '../context.ts'
import type { Person } from '../directory.ts'
import { WecomError } from '../errors.ts'
import { bodyOf, ok, query, strings } from './read.ts'

/** The world knows no departments, so everybody is in the root. */
export const ROOT_DEPARTMENT = 1
const ACTIVE = 1
const OPEN_IDS = 1000

/** Members and departments of the corp, and the addresses that callbacks come from. */
export function contactRoutes(fastify: FastifyInstance, ctx: WecomContext): void {
  const root = { id: ROOT_DEPARTMENT, name: ctx.directory.corpName, parentid: 0, order: 100000000 }

  fastify.get('/cgi-bin/getcallbackip', async () => ok({ ip_list: ['127.0.0.1'] }))

  fastify.get('/cgi-bin/user/get', async (request) => {
    const person = ctx.directory.insider(query(request, 'userid'))
    if (!person) throw new WecomError(60111)
    return ok(memberData(person))
  })

  fastify.get('/cgi-bin/user/simplelist', async (request) => {
    checkDepartment(query(request, 'department_id'))
    const userlist = ctx.directory.insiders.map(({ userId, name, openUserId }) => ({
      userid: userId,
      name,
      department: [ROOT_DEPARTMENT],
      open_userid: openUserId,
    }))
    return ok({ userlist })
  })

  fastify.get('/cgi-bin/department/list', async (request) => {
    checkDepartment(query(request, 'id') || String(ROOT_DEPARTMENT))
    return ok({ department: [root] })
  })

  fastify.get('/cgi-bin/department/simplelist', async (request) => {
    checkDepartment(query(request, 'id') || String(ROOT_DEPARTMENT))
    const { id, parentid, order } = root
    return ok({ department_id: [{ id, parentid, order }] })
  })

  fastify.get('/cgi-bin/department/get', async (request) => {
    checkDepartment(query(request, 'id'))
    return ok({ department: root })
  })

  fastify.post('/cgi-bin/batch/openuserid_to_userid', async (request) => {
    const asked = strings(bodyOf(request), 'open_userid_list', OPEN_IDS)
    const found = asked.map((open_userid) => ({ open_userid, person: ctx.directory.byOpenUserId(open_userid) }))
    return ok({
      userid_list: found.flatMap(({ open_userid, person }) => (person ? [{ open_userid, userid: person.userId }] : [])),
      // A plain userid lands here too.
      invalid_open_userid_list: found.flatMap(({ open_userid, person }) => (person ? [] : [open_userid])),
    })
  })
}

function checkDepartment(id: string): void {
  if (id !== String(ROOT_DEPARTMENT)) throw new WecomError(60003)
}

/** Without what apps created since June 2022 do not get: avatar, gender, mobile, e-mail, address. */
function memberData(person: Person): Record<string, unknown> {
  return {
    userid: person.userId,
    name: person.name,
    department: [ROOT_DEPARTMENT],
    position: person.title,
    status: ACTIVE,
    isleader: 0,
    enable: 1,
    alias: '',
    order: [0],
    main_department: ROOT_DEPARTMENT,
    is_leader_in_dept: [0],
    direct_leader: [],
    extattr: { attrs: [] },
  }
}
