export interface ImageInfo {
  mime: string
  /** Pixels, where the format is one whose header is read. */
  width?: number
  height?: number
}

const SIGNATURES: { mime: string; at: number; bytes: string }[] = [
  { mime: 'image/png', at: 0, bytes: '89504e470d0a1a0a' },
  { mime: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { mime: 'image/gif', at: 0, bytes: '474946383761' },
  { mime: 'image/gif', at: 0, bytes: '474946383961' },
  { mime: 'image/webp', at: 8, bytes: '57454250' },
  { mime: 'image/bmp', at: 0, bytes: '424d' },
  { mime: 'image/x-icon', at: 0, bytes: '00000100' },
  { mime: 'image/tiff', at: 0, bytes: '49492a00' },
  { mime: 'image/tiff', at: 0, bytes: '4d4d002a' },
  { mime: 'image/heic', at: 4, bytes: '6674797068656963' },
]

/** Recognises the formats that the platform accepts, by their first bytes; undefined for anything else. */
export function inspectImage(bytes: Buffer): ImageInfo | undefined {
  const found = SIGNATURES.find(
    (signature) =>
      bytes.subarray(signature.at, signature.at + signature.bytes.length / 2).toString('hex') === signature.bytes,
  )
  if (!found) return undefined
  if (found.mime === 'image/png' && bytes.length >= 24)
    return { mime: found.mime, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (found.mime === 'image/gif' && bytes.length >= 10)
    return { mime: found.mime, width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  return { mime: found.mime }
}
