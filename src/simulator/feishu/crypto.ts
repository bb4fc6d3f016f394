import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** AES-256-CBC, PKCS#7; key = SHA-256 of the encrypt key; the IV precedes the ciphertext; base64 (feishu.md §2.6). */
export function encrypt(plain: string, encryptKey: string, iv: Buffer = randomBytes(16)): string {
  const key = createHash('sha256').update(encryptKey, 'utf8').digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

/** Lowercase hex SHA-256 over timestamp, nonce, encrypt key and the raw body (feishu.md §2.6). */
export function sign(timestamp: string, nonce: string, encryptKey: string, body: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey + body, 'utf8')
    .digest('hex')
}
