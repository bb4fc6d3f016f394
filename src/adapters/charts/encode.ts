import sharp from 'sharp'

/** What a chat accepts without shrinking it, and what the port promises. */
export const MAX_BYTES = 1_000_000

// One thread per worker: the pool decides how many cores charts may take.
sharp.concurrency(1)
// No picture is encoded twice, and every kept one is ten megabytes of pixels.
sharp.cache(false)

/** Level 2 takes a third of the time of level 6 for a few percent more bytes; the second try is for the rare giant. */
const ATTEMPTS = [{ compressionLevel: 2 }, { compressionLevel: 9, palette: true }] as const

/** PNG of raw RGBA pixels, or undefined if it stays above `maxBytes`. */
export async function encodePng(
  pixels: Uint8Array,
  size: { width: number; height: number },
  maxBytes: number = MAX_BYTES,
): Promise<Uint8Array | undefined> {
  for (const options of ATTEMPTS) {
    const image = sharp(pixels, { raw: { width: size.width, height: size.height, channels: 4 } }).png(options)
    const png = await image.toBuffer()
    if (png.byteLength <= maxBytes) return png
  }
  return undefined
}
