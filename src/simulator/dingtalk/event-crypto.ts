import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const BLOCK = 32

/** AES-256-CBC of 16 random bytes, the length, the text and the owner's key, padded to 32 bytes; in Base64. */
export function sealEvent(text: string, owner: string, aesKey: string, random: Buffer = randomBytes(16)): string {
  const content = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const plain = Buffer.concat([random, length, content, Buffer.from(owner, 'utf8')])
  const pad = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', keyOf(aesKey), keyOf(aesKey).subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** The text inside; undefined for anything that was not sealed with this key. */
export function openEvent(sealed: string, aesKey: string): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-cbc', keyOf(aesKey), keyOf(aesKey).subarray(0, 16)).setAutoPadding(false)
    const plain = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()])
    const length = plain.readUInt32BE(16)
    return length > plain.length - 20 ? undefined : plain.subarray(20, 20 + length).toString('utf8')
  } catch {
    return undefined
  }
}

/** SHA-1 over the sorted token, timestamp, nonce and sealed text. */
export function eventSignature(token: string, timestamp: string, nonce: string, sealed: string): string {
  return createHash('sha1').update([token, timestamp, nonce, sealed].sort().join('')).digest('hex')
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64')
}
