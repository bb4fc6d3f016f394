import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { equal } from './equal.ts'

const BLOCK = 32
const HEAD = 16 + 4
const KEY = /^[A-Za-z0-9]{43}$/

/** Lower-case hex SHA-1 over the four parts, sorted and joined. */
export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/** True if the signature is the right one. */
export function isSigned(signature: string, token: string, timestamp: string, nonce: string, encrypted: string) {
  return equal(signature, sign(token, timestamp, nonce, encrypted))
}

/** AES-256-CBC of `random(16) ‖ length ‖ text ‖ receiver`, padded to a multiple of 32; in base64. */
export function encrypt(aesKey: string, text: string, receiver: string, random = randomBytes(16)): string {
  const key = keyOf(aesKey)
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(padded(Buffer.concat([random, length, bytes, Buffer.from(receiver, 'utf8')]))),
    cipher.final(),
  ]).toString('base64')
}

/** The text and the receiver's id; undefined when it was made with another key or is malformed. */
export function decrypt(aesKey: string, encrypted: string): { text: string; receiver: string } | undefined {
  const key = keyOf(aesKey)
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = unpadded(Buffer.concat([decipher.update(bytes), decipher.final()]))
  if (!plain || plain.length < HEAD) return undefined
  const end = HEAD + plain.readUInt32BE(16)
  if (end > plain.length) return undefined
  return { text: plain.toString('utf8', HEAD, end), receiver: plain.toString('utf8', end) }
}

/** A file as the bot gets it: padded to 32 and encrypted with its own key. */
export function encryptFile(key: Buffer, bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded(bytes)), cipher.final()])
}

function keyOf(aesKey: string): Buffer {
  if (!KEY.test(aesKey)) throw new RangeError('EncodingAESKey must be 43 letters and digits')
  return Buffer.from(`${aesKey}=`, 'base64')
}

function padded(bytes: Buffer): Buffer {
  const size = BLOCK - (bytes.length % BLOCK)
  return Buffer.concat([bytes, Buffer.alloc(size, size)])
}

function unpadded(bytes: Buffer): Buffer | undefined {
  const size = bytes.at(-1) ?? 0
  const isPadding = size >= 1 && size <= BLOCK && bytes.subarray(-size).every((byte) => byte === size)
  return isPadding ? bytes.subarray(0, -size) : undefined
}
