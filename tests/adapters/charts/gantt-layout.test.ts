import { describe, expect, test } from 'vitest'
import { layoutGantt } from '../../../src/adapters/charts/layout/gantt.ts'
import type { LineShape, Scene, TextShape } from '../../../src/adapters/charts/layout/scene.ts'
import { tagX } from '../../../src/adapters/charts/layout/tags.ts'
import type { GanttRow } from '../../../src/domain/ports/chart-renderer.ts'
import { fakeType } from './support/fake-type.ts'
import { campaign, gantt, group, milestone, task } from './support/samples.ts'

const texts = (scene: Scene) => scene.shapes.filter((shape): shape is TextShape => shape.kind === 'text')
const words = (scene: Scene) => texts(scene).map((shape) => shape.text)
const arrows = (scene: Scene) =>
  scene.shapes.filter(
    (shape): shape is LineShape => shape.kind === 'line' && shape.arrow === true && shape.points.length > 0,
  )
const extent = (shape: TextShape) => {
  const width = fakeType.width(shape.text, shape.font)
  const left = { left: shape.x, center: shape.x - width / 2, right: shape.x - width }[shape.align]
  return { left, right: left + width, top: shape.y - shape.font.size / 2, bottom: shape.y + shape.font.size / 2 }
}
const layout = (rows: GanttRow[], today = '2026-11-24') =>
  layoutGantt(gantt('2026-11-16', '2026-12-13', today, rows), fakeType)
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => task(`T-${i + 1}`, `任务 ${i + 1}`, '2026-11-20', '2026-11-30'))

const LEGEND_ARROWS = 1

describe('gantt layout', () => {
  test('nothing is drawn outside the picture, and no two words overlap', () => {
    const scene = layoutGantt(campaign(), fakeType)
    const boxes = texts(scene).map((shape) => ({ text: shape.text, ...extent(shape) }))
    for (const box of boxes) {
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.right).toBeLessThanOrEqual(scene.width)
      expect(box.bottom).toBeLessThanOrEqual(scene.height)
    }
    const overlaps = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${a.text} / ${b.text}`),
    )
    expect(overlaps).toEqual([])
  })

  test('no dependency line runs through a word', () => {
    const scene = layoutGantt(campaign(), fakeType)
    const dependencies = campaign().rows.flatMap((row) => (row.kind === 'group' ? [] : row.dependsOn))
    expect(arrows(scene)).toHaveLength(dependencies.length + LEGEND_ARROWS)
    const crossed = arrows(scene).flatMap((line) =>
      texts(scene).filter((shape) => {
        const box = extent(shape)
        return line.points.slice(1).some((b, i) => {
          const a = line.points[i] ?? b
          const across = Math.max(a.x, b.x) > box.left && Math.min(a.x, b.x) < box.right
          return across && Math.max(a.y, b.y) > box.top && Math.min(a.y, b.y) < box.bottom
        })
      }),
    )
    expect(crossed.map((shape) => shape.text)).toEqual([])
  })

  test('words say what colours say', () => {
    const shown = words(
      layout([
        task('T-1', '甲', '2026-11-16', '2026-11-20', { state: 'late', percent: 80 }),
        task('T-2', '乙', '2026-11-16', '2026-11-20', { state: 'blocked', percent: 20 }),
        task('T-3', '丙', '2026-11-16', '2026-11-20', { state: 'doing', percent: 33.4 }),
        milestone('M-1', '丁', '2026-11-22', 'late'),
        group('戊', '2026-11-16', '2026-11-20', 62),
      ]),
    )
    for (const word of ['逾期 4 天 80%', '受阻 20%', '33%', '11-22 逾期 2 天', '62%']) expect(shown).toContain(word)
  })

  test('the legend explains what is there and nothing else', () => {
    const shown = words(layout([task('T-1', '甲', '2026-11-16', '2026-11-20')]))
    expect(shown).toEqual(expect.arrayContaining(['未开始', '休息日']))
    for (const word of ['进行中', '里程碑', '先后依赖']) expect(shown).not.toContain(word)
  })

  test('the overdue days run from the missed end through today', () => {
    const scene = layout([task('T-1', '甲', '2026-11-16', '2026-11-20', { state: 'late', percent: 80 })])
    const rects = scene.shapes.filter((shape) => shape.kind === 'rect')
    const bar = rects.find((shape) => shape.part !== undefined)
    const overdue = rects.find((shape) => shape.hatch !== undefined)
    expect(overdue?.x).toBeCloseTo((bar?.x ?? 0) + (bar?.w ?? 0), 6)
    expect((overdue?.w ?? 0) / (bar?.w ?? 1)).toBeCloseTo(4 / 5, 6)
    expect((bar?.part?.w ?? 0) / (bar?.w ?? 1)).toBeCloseTo(0.8, 6)
  })

  test('of a task that began before the axis only the shown part is filled', () => {
    const scene = layout([task('T-1', '甲', '2026-11-06', '2026-11-25', { state: 'doing', percent: 75 })])
    const bar = scene.shapes.find((shape) => shape.kind === 'rect' && shape.part !== undefined)
    if (bar?.kind !== 'rect' || bar.part === undefined) throw new Error('no bar')
    expect(bar.part.w / bar.w).toBeCloseTo(5 / 10, 6)
  })

  test('a task outside the axis is a small arrow with its date', () => {
    const scene = layout([task('T-1', '甲', '2027-02-01', '2027-02-05'), task('T-2', '乙', '2026-10-01', '2026-10-05')])
    expect(words(scene)).toEqual(expect.arrayContaining(['02-01', '10-05']))
  })

  test('200 rows: as many as fit, the rest counted, within the greatest height', () => {
    const scene = layout(many(200))
    const rows = words(scene).filter((word) => /^T-\d+$/.test(word)).length
    expect(rows).toBeGreaterThan(20)
    expect(words(scene)).toContain(`还有 ${200 - rows} 项未显示`)
    expect(scene.height).toBeLessThanOrEqual(2400)
    expect(Math.max(...texts(scene).map((shape) => extent(shape).bottom))).toBeLessThan(scene.height)
  })

  test('as many rows as fit exactly are all shown', () => {
    const fits = words(layout(many(200))).filter((word) => /^T-\d+$/.test(word)).length + 1
    expect(words(layout(many(fits)))).toContain(`T-${fits}`)
    expect(words(layout(many(fits + 1)))).toContain('还有 2 项未显示')
  })

  test('a group whose rows were cut goes with them and is not counted', () => {
    const shown = words(layout(many(200))).filter((word) => /^T-\d+$/.test(word)).length
    const rows = [...many(shown - 1), group('尾巴', '2026-11-20', '2026-11-30', 0), ...many(5)]
    const scene = layout(rows)
    expect(words(scene)).not.toContain('尾巴')
    expect(words(scene)).toContain('还有 5 项未显示')
  })

  test('no rows: a friendly line', () => {
    const scene = layout([])
    expect(words(scene).some((word) => word.startsWith('还没有任务'))).toBe(true)
    expect(scene.height).toBeGreaterThanOrEqual(520)
  })

  test('long labels end in an ellipsis before the owner', () => {
    const scene = layout([task('T-1', '很长的任务名称'.repeat(9), '2026-11-16', '2026-11-20', { owner: '李雷' })])
    const label = texts(scene).find((shape) => shape.text.startsWith('很长'))
    const owner = texts(scene).find((shape) => shape.text === '李雷')
    if (label === undefined || owner === undefined) throw new Error('label or owner missing')
    expect(label.text.endsWith('…')).toBe(true)
    expect(extent(label).right).toBeLessThan(extent(owner).left)
  })

  test('the alternative text counts all rows, drawn or not', () => {
    expect(layout([...many(200), milestone('M-1', '上线', '2026-12-01')]).alt).toBe(
      '双十二大促 · 甘特图:200 项任务,完成 0,逾期 0,里程碑 1,2026-11-16 至 2026-12-13',
    )
  })

  test('unknown and mutual dependencies do not hurt', () => {
    const scene = layout([
      task('T-1', '甲', '2026-11-16', '2026-11-20', { dependsOn: ['T-2', 'T-404', 'T-1'] }),
      task('T-2', '乙', '2026-11-16', '2026-11-20', { dependsOn: ['T-1'] }),
    ])
    expect(arrows(scene)).toHaveLength(2 + LEGEND_ARROWS)
  })
})

describe('tag position', () => {
  const axis = { left: 500, right: 1500 }
  test.each([
    ['right of the bar', { left: 600, right: 800 }, 812],
    ['left, if the right has no room', { left: 700, right: 1450 }, 588],
    ['inside, if neither has', { left: 520, right: 1480 }, 1368],
  ])('%s', (_name, bar, expected) => {
    expect(tagX(100, bar, axis)).toBe(expected)
  })

  test('inside a bar the words get a ground of their own', () => {
    const scene = layout([task('T-1', '甲', '2026-11-16', '2026-12-13', { state: 'doing', percent: 50 })])
    const at = scene.shapes.findIndex((shape) => shape.kind === 'text' && shape.text === '50%')
    expect(scene.shapes[at - 1]).toMatchObject({ kind: 'rect', fill: '#ffffff' })
  })
})
