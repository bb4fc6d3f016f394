import { describe, expect, test } from 'vitest'
import {
  type CreateProjectContext,
  createProject,
  type NewProject,
  projectIdsNeeded,
} from '../../../src/domain/projects/create-project.ts'
import { localDate as d } from '../../../src/domain/shared/local-date.ts'
import { isRefusal } from '../../../src/domain/shared/refusal.ts'

const now = new Date('2026-11-23T02:00:00Z')
const context: CreateProjectContext = {
  today: d('2026-11-23'),
  now,
  nextIds: [101, 102, 103, 104],
  subProjectNames: { online_promotion: '线上推广', offline_activity: '线下活动', content_creation: '内容创作' },
}
const campaign: NewProject = {
  name: ' 双12大促 ',
  start: d('2026-12-01'),
  end: d('2026-12-20'),
  goal: { text: 'GMV300万', metric: 'gmv', target: 300_000_000n },
  ownerId: 'li',
  createdBy: 'li',
}

function created(input: NewProject) {
  const result = createProject(input, context)
  if (isRefusal(result)) throw new Error(result.code)
  return result
}

describe('D1', () => {
  const { project, subProjects, kpis, members } = created(campaign)

  test('the project is in planning, typed by its name', () => {
    expect(project).toEqual({
      id: 101,
      name: '双12大促',
      type: 'ecommerce_campaign',
      status: 'planning',
      stage: 'planning',
      start: '2026-12-01',
      end: '2026-12-20',
      ownerId: 'li',
      goal: 'GMV300万',
      createdBy: 'li',
      createdAt: now,
    })
  })

  test('three sub-projects in its frame', () => {
    expect(subProjects.map(({ id, parentId, name, type }) => ({ id, parentId, name, type }))).toEqual([
      { id: 102, parentId: 101, name: '线上推广', type: 'general' },
      { id: 103, parentId: 101, name: '线下活动', type: 'offline_event' },
      { id: 104, parentId: 101, name: '内容创作', type: 'content' },
    ])
    for (const part of subProjects) {
      expect(part).toMatchObject({ start: '2026-12-01', end: '2026-12-20', ownerId: 'li', status: 'planning' })
      expect(part.goal).toBeUndefined()
    }
    expect(projectIdsNeeded(campaign)).toBe(4)
  })

  test('four KPIs and the target', () => {
    expect(kpis.map(({ metric }) => metric)).toEqual([
      'impressions',
      'click_rate',
      'conversion_rate',
      'average_order_value',
      'gmv',
    ])
    expect(kpis.at(-1)).toEqual({ projectId: 101, metric: 'gmv', unit: 'fen', direction: 'up', target: 300_000_000n })
  })

  test('one person who is owner and creator is one manager', () => {
    expect(members).toEqual([{ projectId: 101, personId: 'li', role: 'manager' }])
  })
})

test('owner and creator both manage', () => {
  expect(created({ ...campaign, ownerId: 'ma' }).members.map(({ personId }) => personId)).toEqual(['ma', 'li'])
})

test('a goal replaces the usual KPI of its metric', () => {
  const { kpis } = created({ ...campaign, goal: { text: '转化率3%', metric: 'conversion_rate', target: 300n } })
  expect(kpis).toHaveLength(4)
  expect(kpis[2]).toMatchObject({ metric: 'conversion_rate', unit: 'basis_points', target: 300n })
})

test('a goal that is only words changes no KPI', () => {
  const { project, kpis } = created({ ...campaign, goal: { text: '打响品牌' } })
  expect(project.goal).toBe('打响品牌')
  expect(kpis).toHaveLength(4)
})

test('a chosen type beats the name', () => {
  const { project, subProjects, kpis } = created({ ...campaign, type: 'general' })
  expect([project.type, subProjects.length, kpis.length]).toEqual(['general', 0, 1])
})

test.each<[string, Partial<NewProject>, string | undefined]>([
  ['an empty name', { name: '  ' }, 'TEXT.EMPTY'],
  ['40 characters', { name: '大'.repeat(40) }, undefined],
  ['41 characters', { name: '大'.repeat(41) }, 'TEXT.TOO_LONG'],
  ['an empty goal', { goal: { text: '' } }, 'TEXT.EMPTY'],
  ['end before start', { end: d('2026-11-30') }, 'DATE.REVERSED'],
  ['one day', { end: d('2026-12-01') }, undefined],
  ['ended yesterday', { start: d('2026-11-01'), end: d('2026-11-22') }, 'DATE.PAST'],
  ['ends today', { start: d('2026-11-01'), end: d('2026-11-23') }, undefined],
  ['exactly three years', { end: d('2029-11-30') }, undefined],
  ['another century', { end: d('2100-01-01') }, 'DATE.TOO_FAR'],
  ['the last year there is', { start: d('2999-01-01'), end: d('2999-12-31') }, 'DATE.TOO_FAR'],
  ['three years and a day', { end: d('2029-12-01') }, 'PROJECT.TOO_LONG'],
])('%s: %s', (_name, change, code) => {
  const result = createProject({ ...campaign, ...change }, context)
  expect(isRefusal(result) ? result.code : undefined).toBe(code)
})

test('too few ids are a bug of the caller', () => {
  expect(() => createProject(campaign, { ...context, nextIds: [101] })).toThrow(RangeError)
})
