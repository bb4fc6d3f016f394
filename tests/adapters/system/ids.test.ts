import { expect, test } from 'vitest'
import { randomIds } from '../../../src/adapters/system/ids.ts'

test('ids are 32 hexadecimal characters, and never the same', () => {
  const ids = randomIds()
  const many = Array.from({ length: 1000 }, () => ids.next())
  for (const id of many) expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect(new Set(many).size).toBe(many.length)
})
