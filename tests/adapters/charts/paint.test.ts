import { expect, test } from 'vitest'
import type { Scene, Shape } from '../../../src/adapters/charts/layout/scene.ts'
import { paint } from '../../../src/adapters/charts/paint.ts'

const scene = (...shapes: Shape[]): Scene => ({ width: 200, height: 200, alt: '', shapes })
const triangle: Shape = {
  kind: 'polygon',
  points: [
    { x: 100, y: 20 },
    { x: 120, y: 180 },
    { x: 80, y: 180 },
  ],
  fill: '#ffffff',
  stroke: '#000000',
}
const line: Shape = {
  kind: 'line',
  points: [
    { x: 0, y: 0 },
    { x: 200, y: 200 },
  ],
  color: '#ff0000',
  width: 9,
  arrow: true,
}

test('a picture does not depend on the one drawn before it', () => {
  const first = Buffer.from(paint(scene(triangle)))
  const between = Buffer.from(paint(scene(line)))
  expect(Buffer.from(paint(scene(triangle))).equals(first)).toBe(true)
  expect(between.equals(first)).toBe(false)
})
