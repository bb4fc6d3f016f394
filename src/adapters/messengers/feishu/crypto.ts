import { createDecipheriv, createHash } from 'node:crypto'

const IV_BYTES = 16

/**
 * Decrypts the `encrypt` field of an event: AES-256-CBC with PKCS#7, key = SHA-256 of the encrypt key, the first 16
 * bytes are the IV ("configure Encrypt Key" of the event subscription guide). `undefined` if it cannot be decrypted.
 */
export function decrypt(encrypted: string, encryptKey: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length < 2 * IV_BYTES || bytes.length % IV_BYTES !== 0) return undefined
  const key = createHash('sha256').update(encryptKey, 'utf8').digest()
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, IV_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** Signature of a webhook request: lower-case hex SHA-256 over timestamp, nonce, encrypt key and the raw body bytes. */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, raw: Uint8Array): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey, 'utf8')
    .update(raw)
    .digest('hex')
}
