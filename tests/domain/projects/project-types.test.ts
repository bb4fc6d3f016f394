import { expect, test } from 'vitest'
import { PROJECT_TYPES, suggestType } from '../../../src/domain/projects/project-types.ts'

test.each([
  ['双12大促', 'ecommerce_campaign'],
  ['双11', 'ecommerce_campaign'],
  ['双十一预热', 'ecommerce_campaign'],
  ['双 12', 'ecommerce_campaign'],
  ['2027年618', 'ecommerce_campaign'],
  ['年货节', 'ecommerce_campaign'],
  ['双11新品发布会', 'ecommerce_campaign'],
  ['新品发布会', 'offline_event'],
  ['华东路演', 'offline_event'],
  ['糖酒会展会', 'offline_event'],
  ['商场快闪', 'offline_event'],
  ['小红书种草', 'content'],
  ['品牌短视频', 'content'],
  ['公众号改版', 'content'],
  ['春季企划', 'general'],
  ['年会员制度', 'general'],
  ['编号61800', 'general'],
  ['', 'general'],
] as const)('%s is %s', (name, type) => {
  expect(suggestType(name)).toBe(type)
})

test('the campaign of D1: four KPIs and three sub-projects', () => {
  const { kpis, subProjects } = PROJECT_TYPES.ecommerce_campaign
  expect(kpis).toEqual([
    { metric: 'impressions', unit: 'count', direction: 'up' },
    { metric: 'click_rate', unit: 'basis_points', direction: 'up' },
    { metric: 'conversion_rate', unit: 'basis_points', direction: 'up' },
    { metric: 'average_order_value', unit: 'fen', direction: 'up' },
  ])
  expect(subProjects.map(({ kind }) => kind)).toEqual(['online_promotion', 'offline_activity', 'content_creation'])
})

test.each(Object.entries(PROJECT_TYPES))('%s names every KPI and every part once', (_type, { kpis, subProjects }) => {
  expect(new Set(kpis.map(({ metric }) => metric)).size).toBe(kpis.length)
  expect(new Set(subProjects.map(({ kind }) => kind)).size).toBe(subProjects.length)
})
