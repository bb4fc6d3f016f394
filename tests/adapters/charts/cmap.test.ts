import { describe, expect, test } from 'vitest'
import { type ReadAt, readCoverage } from '../../../src/adapters/charts/text/cmap.ts'
import { coverageOf, WEIGHTS } from '../../../src/adapters/charts/text/fonts.ts'

/** A font file of nothing but one cmap subtable: big-endian numbers, `[value, bytes]`. */
function font(subtable: [number, 2 | 4][], encoding: number): ReadAt {
  const cmap: [number, 2 | 4][] = [[0, 2], [1, 2], [3, 2], [encoding, 2], [12, 4], ...subtable]
  const tag = 0x636d6170
  const all: [number, 2 | 4][] = [
    [0x10000, 4],
    [1, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [tag, 4],
    [0, 4],
    [28, 4],
    [400, 4],
    ...cmap,
  ]
  const view = new DataView(new ArrayBuffer(512))
  let at = 0
  for (const [value, bytes] of all) {
    if (bytes === 2) view.setUint16(at, value & 0xffff)
    else view.setUint32(at, value)
    at += bytes
  }
  return (offset, length) => new DataView(view.buffer, offset, length)
}

const hex = (codes: Set<number>) => [...codes].map((code) => code.toString(16))

describe('cmap reader', () => {
  test('format 4: by delta, by glyph array, holes and the closing segment', () => {
    const words = [4, 0, 0, 6, 0, 0, 0, 0x42, 0x4e02, 0xffff, 0, 0x41, 0x4e00, 0xffff, 5 - 0x41, 0, 1, 0, 4, 0, 7, 0, 9]
    expect(
      hex(
        readCoverage(
          font(
            words.map((word) => [word, 2]),
            1,
          ),
        ),
      ),
    ).toEqual(['41', '42', '4e00', '4e02'])
  })

  test('format 12: beyond 16 bits, and glyph 0 is no glyph', () => {
    const groups: [number, 2 | 4][] = [
      [0x20000, 4],
      [0x20001, 4],
      [50, 4],
      [0x30000, 4],
      [0x30001, 4],
      [0, 4],
    ]
    const table: [number, 2 | 4][] = [[12, 2], [0, 2], [0, 4], [0, 4], [2, 4], ...groups]
    expect(hex(readCoverage(font(table, 10)))).toEqual(['20000', '20001', '30001'])
  })

  test('a file without cmap is refused', () => {
    expect(() => readCoverage(() => new DataView(new ArrayBuffer(12)))).toThrow('cmap')
  })

  test('the three weights that we ship cover the same characters, among them all of GB 2312', () => {
    const [regular, ...others] = WEIGHTS.map(coverageOf)
    for (const other of others) expect(other).toEqual(regular)
    const gb = new TextDecoder('gb18030')
    const chars: string[] = []
    for (let high = 0xb0; high <= 0xf7; high++)
      for (let low = 0xa1; low <= 0xfe; low++) chars.push(gb.decode(Uint8Array.of(high, low)))
    const missing = chars.filter((char) => !/\p{Co}/u.test(char) && !regular?.has(char.codePointAt(0) ?? 0))
    expect(chars.length).toBe(6768)
    expect(missing).toEqual([])
  })
})
