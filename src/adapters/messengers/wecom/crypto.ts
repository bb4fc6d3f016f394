/**
 * Signature and encryption of WeCom callbacks (developer document 90968): SHA-1 over the sorted parts; AES-256-CBC with
 * the first half of the key as IV, padded to 32 bytes; inside 16 random bytes, the length, the message, the receiver.
 */
import { createDecipheriv, createHash } from 'node:crypto'

const BLOCK_BYTES = 32
const RANDOM_BYTES = 16
const HEAD_BYTES = RANDOM_BYTES + 4

export interface Opened {
  message: string
  /** The corp id for an app, empty for a bot. */
  receiveId: string
}

/** Lower-case hex. */
export function signatureOf(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join(''), 'utf8').digest('hex')
}

/** 32 bytes; `undefined` for what is no EncodingAESKey. Node's own base64 would skip wrong characters silently. */
export function aesKeyOf(encodingAesKey: string): Buffer | undefined {
  return /^[A-Za-z0-9]{43}$/.test(encodingAesKey) ? Buffer.from(`${encodingAesKey}=`, 'base64') : undefined
}

/** `undefined` if it is not base64, not padded right, or its length field leads outside. */
export function decrypt(encodingAesKey: string, encrypted: string): Opened | undefined {
  const key = aesKeyOf(encodingAesKey)
  const bytes = Buffer.from(encrypted, 'base64')
  if (!key || bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
  // Node would refuse a padding above 16, which half of all messages have.
  decipher.setAutoPadding(false)
  const content = withoutPadding(Buffer.concat([decipher.update(bytes), decipher.final()]))
  if (!content || content.length < HEAD_BYTES) return undefined
  const end = HEAD_BYTES + content.readUInt32BE(RANDOM_BYTES)
  if (end > content.length) return undefined
  return {
    message: content.subarray(HEAD_BYTES, end).toString('utf8'),
    receiveId: content.subarray(end).toString('utf8'),
  }
}

function withoutPadding(padded: Buffer): Buffer | undefined {
  const count = padded.at(-1) ?? 0
  if (count < 1 || count > BLOCK_BYTES || count > padded.length) return undefined
  const end = padded.length - count
  return padded.subarray(end).every((byte) => byte === count) ? padded.subarray(0, end) : undefined
}
