import sharp from 'sharp'

export interface Pixels {
  width: number
  height: number
  /** `#rrggbb` */
  at(x: number, y: number): string
  /** First and one past the last x at which the line `y` has the colour, or undefined. */
  run(y: number, color: string): { from: number; to: number } | undefined
}

export async function decode(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number): string =>
    `#${data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 3).toString('hex')}`
  const run = (y: number, color: string) => {
    const hits = Array.from({ length: info.width }, (_, x) => x).filter((x) => at(x, y) === color)
    const [first, last] = [hits[0], hits.at(-1)]
    return first === undefined || last === undefined ? undefined : { from: first, to: last + 1 }
  }
  return { width: info.width, height: info.height, at, run }
}
