import { closeSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'
import type { Font, Weight } from '../layout/scene.ts'
import { readCoverage } from './cmap.ts'

/** A name of our own, so that an installed font can never be taken instead. */
const FAMILY = 'MEMS Noto Sans SC'
const FILES: Record<Weight, string> = {
  400: '400Regular/NotoSansSC_400Regular.ttf',
  500: '500Medium/NotoSansSC_500Medium.ttf',
  700: '700Bold/NotoSansSC_700Bold.ttf',
}
export const WEIGHTS: readonly Weight[] = [400, 500, 700]

const require = createRequire(import.meta.url)

/** Where the font file of a weight lies. */
export const fontFile = (weight: Weight): string => require.resolve(`@expo-google-fonts/noto-sans-sc/${FILES[weight]}`)

/** For the canvas `font` property. */
export const cssFont = (font: Font): string => `${font.weight} ${font.size}px "${FAMILY}"`

/** Makes the family known to this process; again is harmless. Throws if a font file cannot be used. */
export function registerFonts(): void {
  if (GlobalFonts.has(FAMILY)) return
  for (const weight of WEIGHTS)
    if (GlobalFonts.registerFromPath(fontFile(weight), FAMILY) === null)
      throw new Error(`cannot register the font of weight ${weight}`)
}

/** The code points that the font file has glyphs for. Reads the directory and one table, not the 10 MB file. */
export function coverageOf(weight: Weight): Set<number> {
  const file = openSync(fontFile(weight), 'r')
  try {
    return readCoverage((offset, length) => {
      const bytes = new Uint8Array(length)
      if (readSync(file, bytes, 0, length, offset) !== length) throw new Error('font file is cut short')
      return new DataView(bytes.buffer)
    })
  } finally {
    closeSync(file)
  }
}
