import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Actor,
  can,
  effectiveRole,
  type Grant,
  helpersFor,
  type Permission,
  type ProjectRole,
} from '../../../src/domain/people/permissions.ts'
import type { Duty, Person, Role } from '../../../src/domain/people/person.ts'
import type { Membership } from '../../../src/domain/projects/project.ts'

const person = (id: string, role: Role, duties: readonly Duty[] = [], active = true): Person => ({
  id,
  name: id,
  nicknames: [],
  skills: [],
  role,
  duties,
  accounts: [],
  locale: 'zh-CN',
  active,
})

/** One actor per column of the matrix in the product's role model. */
const columns = {
  admin: { person: person('sun', 'admin') },
  planner: { person: person('li', 'project_manager') },
  manager: { person: person('li', 'member'), projectRole: 'manager' },
  member: { person: person('zhou', 'member'), projectRole: 'member' },
  vendor: { person: person('wu', 'vendor'), projectRole: 'vendor' },
  observer: { person: person('chen', 'observer'), projectRole: 'observer' },
  approver: { person: person('wang', 'member', ['approver']) },
  finance: { person: person('qian', 'member', ['finance']) },
  auditor: { person: person('au', 'member', ['auditor']) },
  outsider: { person: person('han', 'member') },
} satisfies Record<string, Actor>

const order = Object.keys(columns) as (keyof typeof columns)[]

// y = yes, o = own, n = no; columns in the order above.
const matrix: [Permission, string][] = [
  ['project.create', 'y y n n n n n n n n'],
  ['project.view', 'y n y y o y y y n n'],
  ['project.close', 'y n y n n n n n n n'],
  ['plan.edit', 'n n y o n n n n n n'],
  ['task.update_own', 'n n y y y n n n n n'],
  ['hours.log_own', 'n n y y y n n n n n'],
  ['hours.view_others', 'n n y n n n y y n n'],
  ['amounts.total', 'n n y y n y y y n n'],
  ['amounts.lines', 'n n y n o n y y n n'],
  ['budget.request', 'n n y y n n y y n n'],
  ['budget.decide', 'n n y n n n y y n n'],
  ['budget.release', 'n n y o n n o y n n'],
  ['roles.manage', 'y n o n n n n n n n'],
  ['connectors.configure', 'y n n n n n n n n n'],
  ['audit.read', 'n n o n n n o o y n'],
  ['talk', 'y y y y y y y y y y'],
]
const permissions = matrix.map(([permission]) => permission)
const grants: Record<string, Grant> = { y: 'yes', o: 'own', n: 'no' }

describe.each(matrix)('%s', (permission, row) => {
  test.each(row.split(' ').map((cell, index) => [order[index] ?? 'outsider', grants[cell]] as const))(
    '%s: %s',
    (column, grant) => {
      expect(can(columns[column], permission)).toBe(grant)
    },
  )
})

const roles = fc.constantFrom<Role>('admin', 'project_manager', 'member', 'vendor', 'observer')
const duties = fc.uniqueArray(fc.constantFrom<Duty>('approver', 'finance', 'auditor'))
const projectRoles = fc.option(fc.constantFrom<ProjectRole>('manager', 'member', 'vendor', 'observer'), {
  nil: undefined,
})
const anyPermission = fc.constantFrom(...permissions)
const rank = (grant: Grant): number => ['no', 'own', 'yes'].indexOf(grant)

test('inactive people may nothing, whatever they were', () => {
  fc.assert(
    fc.property(roles, duties, projectRoles, anyPermission, (role, list, projectRole, permission) => {
      expect(can({ person: person('x', role, list, false), projectRole }, permission)).toBe('no')
    }),
  )
})

test('a duty or a project role only ever adds, and adds exactly its column', () => {
  fc.assert(
    fc.property(roles, duties, projectRoles, anyPermission, (role, list, projectRole, permission) => {
      const parts: Actor[] = [
        { person: person('x', role) },
        { person: person('x', 'observer'), projectRole },
        ...list.map((duty) => ({ person: person('x', 'observer', [duty]) })),
      ]
      const best = Math.max(...parts.map((part) => rank(can(part, permission))))
      expect(rank(can({ person: person('x', role, list), projectRole }, permission))).toBe(best)
    }),
  )
})

const membership = (projectId: number, personId: string, role: ProjectRole): Membership => ({
  projectId,
  personId,
  role,
})

describe('effectiveRole', () => {
  const none: Membership[] = []
  const asManager = [membership(102, 'x', 'manager')]
  const asVendor = [membership(101, 'x', 'vendor')]
  test.each<[string, Person, Membership[], boolean, ProjectRole | undefined]>([
    ['a stranger outside the group', person('x', 'member'), none, false, undefined],
    ['an internal person in the group', person('x', 'member'), none, true, 'member'],
    ['a project manager by role in the group', person('x', 'project_manager'), none, true, 'member'],
    ['an admin in the group', person('x', 'admin'), none, true, undefined],
    ['an observer in the group', person('x', 'observer'), none, true, 'observer'],
    ['a vendor in the group', person('x', 'vendor'), none, true, undefined],
    ['a vendor with a membership', person('x', 'vendor'), asVendor, true, 'vendor'],
    ['an explicit membership beats the group', person('x', 'member'), asVendor, true, 'vendor'],
    ['the nearest membership wins', person('x', 'member'), [...asManager, ...asVendor], false, 'manager'],
    ['the nearest membership wins, reversed', person('x', 'member'), [...asVendor, ...asManager], false, 'vendor'],
    ['somebody else’s membership', person('y', 'member'), asManager, false, undefined],
    ['an inactive manager', person('x', 'member', [], false), asManager, true, undefined],
  ])('%s', (_name, who, memberships, inGroup, role) => {
    expect(effectiveRole(who, memberships, inGroup)).toBe(role)
  })
})

describe('helpersFor', () => {
  const people = [
    person('sun', 'admin'),
    person('li', 'project_manager'),
    person('ma', 'project_manager'),
    person('zhou', 'member'),
    person('wang', 'member', ['approver']),
    person('qian', 'member', ['finance']),
    person('au', 'member', ['auditor']),
    person('gone', 'admin', [], false),
  ]
  const members = [membership(101, 'li', 'manager'), membership(101, 'zhou', 'member')]
  test.each<[Permission, Membership[], string[]]>([
    ['plan.edit', members, ['li']],
    ['plan.edit', [], ['sun']],
    ['amounts.total', members, ['li']],
    ['amounts.total', [], ['wang', 'qian']],
    ['project.create', members, ['li']],
    ['project.create', [], ['li', 'ma']],
    ['roles.manage', members, ['li']],
    ['roles.manage', [], ['sun']],
    ['connectors.configure', members, ['sun']],
    ['audit.read', [], ['wang', 'qian', 'au']],
    ['budget.decide', [], ['wang', 'qian']],
  ])('%s with %j', (permission, list, ids) => {
    expect(helpersFor(permission, people, list)).toEqual(ids)
  })

  test('an organisation without anybody able names nobody', () => {
    expect(helpersFor('connectors.configure', [person('zhou', 'member')])).toEqual([])
  })
})
