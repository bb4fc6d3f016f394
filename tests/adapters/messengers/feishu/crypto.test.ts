import { createHash } from 'node:crypto'
import { AESCipher } from '@larksuiteoapi/node-sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decrypt, signatureOf } from '../../../../src/adapters/messengers/feishu/crypto.ts'
import { encrypt, fixture } from './support.ts'

describe('decryption', () => {
  it('opens the official vector', () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'test key')).toBe('hello world')
  })

  it('opens the worked vector', () => {
    const { key, body, plain } = fixture('worked-vector')
    expect(decrypt(JSON.parse(String(body)).encrypt, String(key))).toBe(plain)
  })

  it('agrees with the official SDK on any text and key', () => {
    const word = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
    fc.assert(
      fc.property(word, word, (plain, key) => {
        const sealed = encrypt(plain, key)
        return decrypt(sealed, key) === plain && new AESCipher(key).decrypt(sealed) === plain
      }),
      { numRuns: 100 },
    )
  })

  it.each(['', 'A', '%%%', 'AAAA', Buffer.alloc(16).toString('base64'), Buffer.alloc(33).toString('base64')])(
    'answers with nothing to %j',
    (sealed) => {
      expect(decrypt(sealed, 'key')).toBeUndefined()
    },
  )
})

describe('the signature', () => {
  it('is the one of the worked vector', () => {
    const { key, timestamp, nonce, body, signature } = fixture('worked-vector')
    expect(signatureOf(String(timestamp), String(nonce), String(key), Buffer.from(String(body)))).toBe(signature)
  })

  it('covers bytes, not characters: an invalid UTF-8 body signs differently from its repair', () => {
    const raw = Buffer.from([0x7b, 0xff, 0x7d])
    const expected = createHash('sha256').update('1nk').update(raw).digest('hex')
    expect(signatureOf('1', 'n', 'k', raw)).toBe(expected)
    expect(signatureOf('1', 'n', 'k', Buffer.from(raw.toString('utf8')))).not.toBe(expected)
  })
})
