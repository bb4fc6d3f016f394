import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Anchor, routeArrow, type Surroundings } from '../../../src/adapters/charts/layout/arrows.ts'
import type { Point, Rect } from '../../../src/adapters/charts/layout/scene.ts'

const PITCH = 70
const bar = (row: number, x: number, w: number): Anchor => ({ row, box: { x, y: row * PITCH + 16, w, h: 38 } })
const label = (row: number, x: number, w: number): Rect => ({ x, y: row * PITCH + 15, w, h: 40 })
const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  corridor: (row) => row * PITCH,
  labels: [],
  bars: [],
  diamonds: [],
  ...more,
})
const xy = (points: Point[]) => points.map(({ x, y }) => `${x},${y}`).join(' ')
const touches = (points: Point[], rect: Rect) =>
  points.slice(1).some((b, i) => {
    const a = points[i] ?? b
    const beside = Math.max(a.x, b.x) < rect.x || Math.min(a.x, b.x) > rect.x + rect.w
    return !beside && Math.max(a.y, b.y) > rect.y && Math.min(a.y, b.y) < rect.y + rect.h
  })

describe('arrow routes', () => {
  test.each<[string, Anchor, Anchor, string]>([
    ['to the next row', bar(0, 100, 200), bar(1, 400, 100), '288,54 288,70 414,70 414,86'],
    ['over two rows: down first', bar(0, 100, 200), bar(3, 400, 100), '288,54 288,210 414,210 414,226'],
    ['upwards', bar(3, 100, 200), bar(1, 400, 100), '288,226 288,140 414,140 414,124'],
    ['back, where the follower starts too early', bar(0, 100, 300), bar(1, 120, 300), '388,54 388,70 134,70 134,86'],
    ['straight down, where the end is above the start', bar(0, 100, 200), bar(1, 270, 100), '288,54 288,86'],
    ['from a diamond', bar(0, 299, 2), bar(1, 400, 100), '300,54 300,70 414,70 414,86'],
    ['past the edge of a bar of two pixels', bar(0, 1, 3), bar(1, 0, 2), '2.5,54 2.5,70 1,70 1,86'],
    ['into a bar of a few pixels', bar(0, 100, 200), bar(1, 400, 6), '288,54 288,70 403,70 403,86'],
  ])('%s', (_name, from, to, expected) => {
    expect(xy(routeArrow(from, to, around()))).toBe(expected)
  })

  test('turns before a label that stands in the way below', () => {
    const inTheWay = label(2, 250, 100)
    const points = routeArrow(bar(0, 100, 200), bar(3, 400, 100), around({ labels: [inTheWay] }))
    expect(touches(points, inTheWay)).toBe(false)
    expect(xy(points)).toBe('288,54 288,140 414,140 414,226')
  })

  test('goes around a diamond rather than under it', () => {
    const diamond = { x: 260, y: PITCH + 14, w: 42, h: 42 }
    const points = routeArrow(bar(0, 100, 200), bar(2, 400, 100), around({ diamonds: [undefined, diamond, undefined] }))
    expect(touches(points, diamond)).toBe(false)
  })

  test('passes under one bar, but takes a lane beside three', () => {
    const wall = (row: number) => ({ x: 200, y: row * PITCH + 16, w: 300, h: 38 })
    const to = (rows: number) => {
      const bars = Array.from({ length: rows }, (_, row) => (row > 0 ? wall(row) : undefined))
      return xy(routeArrow(bar(0, 100, 200), bar(rows, 300, 100), around({ bars })))
    }
    expect(to(2)).toBe('288,54 288,140 314,140 314,156')
    expect(to(4)).toBe('288,54 288,70 182,70 182,280 314,280 314,296')
  })

  test('takes a lane beside a diamond that blocks every plain way', () => {
    const diamond = { x: 280, y: PITCH + 14, w: 42, h: 42 }
    const points = routeArrow(bar(0, 298, 2), bar(2, 300, 4), around({ diamonds: [undefined, diamond, undefined] }))
    expect(touches(points, diamond)).toBe(false)
    expect(points).toHaveLength(6)
  })

  test('is always upright and level, and starts and ends at the bars', () => {
    const anchor = (row: number) =>
      fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 2, max: 500 })).map(([x, w]) => bar(row, x, w))
    const rows = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 2 })
    const pair = rows.chain(([a = 0, b = 1]) => fc.tuple(anchor(a), anchor(b)))
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const points = routeArrow(from, to, around())
        for (const [i, b] of points.slice(1).entries()) expect(points[i]?.x === b.x || points[i]?.y === b.y).toBe(true)
        const [first, last] = [points[0], points.at(-1)]
        expect(first?.x).toBeGreaterThanOrEqual(from.box.x)
        expect(first?.x).toBeLessThanOrEqual(from.box.x + from.box.w)
        expect(last?.x).toBeGreaterThanOrEqual(to.box.x)
        expect(last?.x).toBeLessThanOrEqual(to.box.x + to.box.w)
        expect(last?.y).toBe(from.row < to.row ? to.box.y : to.box.y + to.box.h)
      }),
    )
  })
})
