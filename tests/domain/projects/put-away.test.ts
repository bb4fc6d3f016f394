import { describe, expect, test } from 'vitest'
import { checkNotPutAway, checkOpenProject } from '../../../src/domain/projects/open-project.ts'
import type { Project, ProjectStatus } from '../../../src/domain/projects/project.ts'
import { archiveProject, deleteProject, hasTraces, restoreProject } from '../../../src/domain/projects/put-away.ts'
import { codeOf, day, ok, project } from '../tasks/sample.ts'

const top = (status: ProjectStatus): Project => ({ ...project, status })
const part = (id: number, status: ProjectStatus): Project => ({ ...project, id, parentId: 101, status })
const statuses = (projects: readonly Project[]) => projects.map(({ id, status }) => [id, status])

describe('archiving', () => {
  test('takes the sub-projects along, but for what is put away already', () => {
    const tree = [top('active'), part(102, 'planning'), part(103, 'cancelled'), part(104, 'archived')] as const
    expect(statuses(ok(archiveProject(tree)))).toEqual([
      [101, 'archived'],
      [102, 'archived'],
    ])
  })

  test.each(['archived', 'cancelled'] as const)('is no use when %s', (status) => {
    expect(codeOf(archiveProject([top(status)]))).toBe('PROJECT.CLOSED')
  })
})

describe('restoring', () => {
  test.each([
    ['before its first day', '11-19', 'planning'],
    ['on its first day', '11-20', 'active'],
    ['after its end', '12-31', 'active'],
  ] as const)('%s', (_name, today, status) => {
    const tree = [top('archived'), part(102, 'archived'), part(103, 'cancelled')] as const
    expect(statuses(ok(restoreProject(tree, undefined, day(today))))).toEqual([
      [101, status],
      [102, status],
    ])
  })

  test('is for archived ones, and not below a parent that is put away', () => {
    expect(codeOf(restoreProject([top('active')], undefined, day('11-23')))).toBe('PROJECT.NOT_ARCHIVED')
    expect(codeOf(restoreProject([part(102, 'archived')], top('archived'), day('11-23')))).toBe('PROJECT.CLOSED')
    expect(statuses(ok(restoreProject([part(102, 'archived')], top('active'), day('11-23'))))).toEqual([
      [102, 'active'],
    ])
  })
})

describe('deleting', () => {
  test('cancels the tree, archived or not', () => {
    expect(statuses(ok(deleteProject([top('archived'), part(102, 'active')])))).toEqual([
      [101, 'cancelled'],
      [102, 'cancelled'],
    ])
    expect(codeOf(deleteProject([top('cancelled')]))).toBe('PROJECT.CLOSED')
  })

  test.each([
    [{}, false],
    [{ tasks: 12, openTasks: 3 }, false],
    [{ minutes: 1 }, true],
    [{ held: 1n }, true],
    [{ used: 1n }, true],
    [{ approvals: 1 }, true],
  ])('what left traces: %o', (use, expected) => {
    const nothing = { tasks: 0, openTasks: 0, minutes: 0, held: 0n, used: 0n, approvals: 0 }
    expect(hasTraces({ ...nothing, ...use })).toBe(expected)
  })
})

test.each([
  ['planning', undefined, undefined],
  ['active', undefined, undefined],
  ['closed', 'PROJECT.CLOSED', undefined],
  ['archived', 'PROJECT.CLOSED', 'PROJECT.CLOSED'],
  ['cancelled', 'PROJECT.CLOSED', 'PROJECT.CLOSED'],
] as const)('%s: what may begin, and what may change', (status, open, kept) => {
  expect(codeOf(checkOpenProject(top(status)))).toBe(open)
  expect(codeOf(checkNotPutAway(top(status)))).toBe(kept)
})
