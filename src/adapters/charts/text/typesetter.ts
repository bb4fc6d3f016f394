import { createCanvas } from '@napi-rs/canvas'
import type { Font, Typesetter } from '../layout/scene.ts'
import { cleanText } from './clean.ts'
import { coverageOf, cssFont, registerFonts } from './fonts.ts'

/** The same words return in every chart of a project; the bound keeps a long-lived worker small. */
const CACHE_ENTRIES = 4000

function remember<V>(cache: Map<string, V>, key: string, make: () => V): V {
  const known = cache.get(key)
  if (known !== undefined) return known
  if (cache.size >= CACHE_ENTRIES) cache.clear()
  const value = make()
  cache.set(key, value)
  return value
}

/** Registers the fonts and measures with them. One per worker. Throws if the font files are missing. */
export function createTypesetter(): Typesetter {
  registerFonts()
  const covered = coverageOf(400)
  const context = createCanvas(1, 1).getContext('2d')
  const widths = new Map<string, number>()
  const lines = new Map<string, string>()
  const measure = (text: string, font: Font): number => {
    context.font = cssFont(font)
    return context.measureText(text).width
  }
  return {
    width: (text, font) => remember(widths, `${font.weight} ${font.size} ${text}`, () => measure(text, font)),
    clean: (text) => remember(lines, text, () => cleanText(text, covered)),
  }
}
