/**
 * Which characters a TrueType font has glyphs for: the `cmap` table of the OpenType specification, subtable
 * formats 4 (16-bit) and 12 (32-bit). Other formats are not used for Unicode by the fonts that we ship.
 */

/** Reads `length` bytes at `offset` of the font file. */
export type ReadAt = (offset: number, length: number) => DataView

const ENTRY = 16

function findTable(read: ReadAt, tag: string): DataView {
  const count = read(0, 12).getUint16(4)
  const directory = read(12, count * ENTRY)
  for (let at = 0; at < count * ENTRY; at += ENTRY) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((i) => directory.getUint8(at + i)))
    if (name === tag) return read(directory.getUint32(at + 8), directory.getUint32(at + 12))
  }
  throw new Error(`font has no ${tag} table`)
}

function glyphOfSegment(table: DataView, at: { delta: number; rangeAt: number; start: number }, code: number): number {
  const rangeOffset = table.getUint16(at.rangeAt)
  if (rangeOffset === 0) return (code + at.delta) & 0xffff
  const glyph = table.getUint16(at.rangeAt + rangeOffset + (code - at.start) * 2)
  return glyph === 0 ? 0 : (glyph + at.delta) & 0xffff
}

function addFormat4(table: DataView, base: number, into: Set<number>): void {
  const bytes = table.getUint16(base + 6)
  const ends = base + 14
  const starts = ends + bytes + 2
  for (let i = 0; i < bytes; i += 2) {
    const start = table.getUint16(starts + i)
    const at = { start, delta: table.getUint16(starts + bytes + i), rangeAt: starts + bytes * 2 + i }
    for (let code = start; code <= table.getUint16(ends + i) && code !== 0xffff; code++)
      if (glyphOfSegment(table, at, code) !== 0) into.add(code)
  }
}

function addFormat12(table: DataView, base: number, into: Set<number>): void {
  const groups = table.getUint32(base + 12)
  for (let i = 0; i < groups; i++) {
    const at = base + 16 + i * 12
    const start = table.getUint32(at)
    const glyph = table.getUint32(at + 8)
    for (let code = start; code <= table.getUint32(at + 4); code++) if (glyph + code - start !== 0) into.add(code)
  }
}

const isUnicode = (platform: number, encoding: number): boolean =>
  platform === 0 ? encoding <= 4 : platform === 3 && (encoding === 1 || encoding === 10)

/** Every code point with a glyph other than `.notdef`. Throws if the file is no TrueType font. */
export function readCoverage(read: ReadAt): Set<number> {
  const table = findTable(read, 'cmap')
  const covered = new Set<number>()
  for (let i = 0; i < table.getUint16(2); i++) {
    const at = 4 + i * 8
    if (!isUnicode(table.getUint16(at), table.getUint16(at + 2))) continue
    const base = table.getUint32(at + 4)
    const format = table.getUint16(base)
    if (format === 4) addFormat4(table, base, covered)
    if (format === 12) addFormat12(table, base, covered)
  }
  return covered
}
