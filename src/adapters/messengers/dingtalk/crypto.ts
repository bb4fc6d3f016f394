/** DingTalk's three ways to prove a request; none of them resembles another. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

const IV_BYTES = 16
const RANDOM_BYTES = 16
const LENGTH_BYTES = 4
/** PKCS#7 with blocks of 32, not the cipher's 16. */
const PAD_BLOCK = 32

/**
 * `sign` header of a robot message over HTTP, and signature of custom robots: base64 HMAC-SHA256 over timestamp, line
 * feed and secret, keyed by the secret ("robot message types"). It does not cover the body.
 */
export function robotSignature(timestamp: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`, 'utf8').digest('base64')
}

/** `x-ddpaas-signature` of a card callback: base64 HMAC-SHA256 over the timestamp alone ("event callback card"). */
export function cardSignature(timestamp: string, apiSecret: string): string {
  return createHmac('sha256', apiSecret).update(timestamp, 'utf8').digest('base64')
}

/** `msg_signature` of the event push: hex SHA-1 over the four parts, sorted and joined. */
export function eventSignature(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join(''), 'utf8').digest('hex')
}

/**
 * Encrypts for the event push: AES-256-CBC, key = the 43 characters as base64, IV = its first 16 bytes, over 16 random
 * bytes, length (big endian), text and owner. `random` is for test vectors.
 */
export function encryptEvent(text: string, aesKey: string, owner: string, random = randomBytes(RANDOM_BYTES)): string {
  const body = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(body.length)
  const content = Buffer.concat([random, length, body, Buffer.from(owner, 'utf8')])
  const pad = PAD_BLOCK - (content.length % PAD_BLOCK)
  const cipher = createCipheriv('aes-256-cbc', ...keyAndIv(aesKey)).setAutoPadding(false)
  return Buffer.concat([cipher.update(content), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    'base64',
  )
}

export interface DecryptedEvent {
  text: string
  /** Client id of an internal app; the caller has to compare it. */
  owner: string
}

/** The reverse of {@link encryptEvent}; `undefined` if it cannot be decrypted. */
export function decryptEvent(encrypted: string, aesKey: string): DecryptedEvent | undefined {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % IV_BYTES !== 0) return undefined
  try {
    const decipher = createDecipheriv('aes-256-cbc', ...keyAndIv(aesKey)).setAutoPadding(false)
    return unpack(Buffer.concat([decipher.update(bytes), decipher.final()]))
  } catch {
    return undefined
  }
}

function unpack(padded: Buffer): DecryptedEvent | undefined {
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > PAD_BLOCK || pad > padded.length) return undefined
  const content = padded.subarray(0, padded.length - pad)
  const start = RANDOM_BYTES + LENGTH_BYTES
  if (content.length < start) return undefined
  const end = start + content.readUInt32BE(RANDOM_BYTES)
  if (end > content.length) return undefined
  return { text: content.toString('utf8', start, end), owner: content.toString('utf8', end) }
}

/** Throws if the key is none. */
function keyAndIv(aesKey: string): [key: Buffer, iv: Buffer] {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  return [key, key.subarray(0, IV_BYTES)]
}
