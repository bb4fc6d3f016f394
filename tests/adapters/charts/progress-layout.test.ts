import { describe, expect, test } from 'vitest'
import { layoutProgress } from '../../../src/adapters/charts/layout/progress.ts'
import { rowColumns } from '../../../src/adapters/charts/layout/progress-rows.ts'
import type { ArcShape, RectShape, Scene, TextShape } from '../../../src/adapters/charts/layout/scene.ts'
import type { ProgressChart } from '../../../src/domain/ports/chart-renderer.ts'
import { fakeType } from './support/fake-type.ts'
import { progress } from './support/samples.ts'

const words = (scene: Scene) =>
  scene.shapes.filter((shape): shape is TextShape => shape.kind === 'text').map((shape) => shape.text)
const layout = (more: Partial<ProgressChart> = {}) => layoutProgress({ ...progress(), ...more }, fakeType)

describe('progress layout', () => {
  test('percentage and its rule stand together, the ring shows the same share', () => {
    const scene = layout({ overall: { percent: 37, rule: '按工时' } })
    expect(words(scene)).toEqual(expect.arrayContaining(['37%', '总体进度 · 按工时']))
    const arcs = scene.shapes.filter((shape): shape is ArcShape => shape.kind === 'arc')
    expect(arcs.map((arc) => arc.to)).toEqual([1, 0.37])
  })

  test('bars are as long as their percentages', () => {
    const chart = progress()
    const columns = rowColumns(chart, fakeType)
    const bars = layout().shapes.filter(
      (shape): shape is RectShape => shape.kind === 'rect' && shape.x === columns.barLeft && (shape.radius ?? 0) > 0,
    )
    const shares = bars.map((bar) => (bar.part?.w ?? 0) / (columns.barRight - columns.barLeft))
    expect(shares).toEqual([0.46, 0.125, 1, 0])
  })

  test('counts, lateness, stages and figures are there in words', () => {
    const shown = words(layout())
    for (const word of ['6/13', '逾期 2', '周涛', '13%', '调研', '预算分配', '¥128,400', '预算已用'])
      expect(shown).toContain(word)
    expect(shown).not.toContain('逾期 0')
  })

  test('columns keep their order whatever the widths', () => {
    const rows = [
      { label: '名称'.repeat(30), owner: '所有者'.repeat(9), done: 1234, total: 99999, late: 1234, percent: 1 },
    ]
    const c = rowColumns({ ...progress(), rows }, fakeType)
    const order = [c.nameRoom, c.ownerRight, c.barLeft, c.barRight, c.percentRight, c.countRight, c.lateLeft]
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(c.barRight - c.barLeft).toBeGreaterThan(200)
  })

  test('many stages take more lines, none is lost', () => {
    const stages = Array.from({ length: 14 }, (_, i) => ({ label: `阶段${i}`, state: 'todo' as const }))
    expect(words(layout({ stages })).filter((word) => word.startsWith('阶段'))).toHaveLength(14)
    expect(layout({ stages }).height).toBeGreaterThan(layout().height)
  })

  test('200 rows are cut and counted, no rows get a friendly line, no figures leave the ring', () => {
    const row = progress().rows[0]
    if (row === undefined) throw new Error('sample has no row')
    const scene = layout({ rows: Array.from({ length: 200 }, () => row) })
    const shown = words(scene).filter((word) => word === row.label).length
    expect(words(scene)).toContain(`还有 ${200 - shown} 项未显示`)
    expect(scene.height).toBeLessThanOrEqual(2400)
    expect(words(layout({ rows: [] })).some((word) => word.startsWith('还没有任务'))).toBe(true)
    expect(words(layout({ figures: [], stages: [] }))).toContain('37%')
  })

  test('the alternative text has the key figures', () => {
    expect(layout().alt).toBe('双十二大促 · 进度:总体 37%(按任务数),当前阶段 预算分配,逾期 3')
  })
})
