const SIGNATURES: { mime: string; hex: string }[] = [
  { mime: 'image/png', hex: '89504e470d0a1a0a' },
  { mime: 'image/jpeg', hex: 'ffd8ff' },
  { mime: 'image/gif', hex: '47494638' },
  { mime: 'image/bmp', hex: '424d' },
]

/** The MIME type of an image of a kind that the platform takes (jpg, gif, png, bmp), by its first bytes. */
export function imageType(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 8).toString('hex')
  return SIGNATURES.find(({ hex }) => start.startsWith(hex))?.mime
}
