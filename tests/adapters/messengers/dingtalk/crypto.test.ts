import { describe, expect, it } from 'vitest'
import {
  cardSignature,
  decryptEvent,
  encryptEvent,
  eventSignature,
  robotSignature,
} from '../../../../src/adapters/messengers/dingtalk/crypto.ts'

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const ENCRYPTED = 'Q3stYC6hdFzMh9T8HCvyDCxfvmuAAoLVUspGkGM7IvTlx9sgTXVrChDAy+mSbY1+z8dWCdVbViAwT5f9ycgJ+A=='

describe('the three signatures match worked vectors', () => {
  it('of a robot message', () => {
    const sign = robotSignature('1767225600000', 'mk-project-bot-secret')
    expect(sign).toBe('HmKC+dgoN370/eTr5DFnkdWKV+URjW8SS3GjUrV01Hw=')
  })

  it('of a custom robot, escaped for a query', () => {
    const secret = 'SEC000000000000000000000000000000000000000000000000000000000000abcd'
    const sign = encodeURIComponent(robotSignature('1767225600000', secret))
    expect(sign).toBe('UzkAovWtqOpmwUWxa%2BDw0W4TOivYKRFjjqVC9FeyR58%3D')
  })

  it('of a card callback, by another algorithm', () => {
    expect(cardSignature('1767225600000', 'mySecret')).toBe('3JeywnyoDaqmedSO4+vahS0R0Vay6sbCmEmYAOqxZ78=')
    expect(cardSignature('1767225600000', 'mySecret')).not.toBe(robotSignature('1767225600000', 'mySecret'))
  })

  it('of the event push, with the encryption it covers', () => {
    const encrypted = encryptEvent('success', AES_KEY, 'dingmkproject', Buffer.from('0123456789abcdef'))
    expect(encrypted).toBe(ENCRYPTED)
    const signature = eventSignature('mk-token', '1767225600000', 'mkNonce1', encrypted)
    expect(signature).toBe('921fbf09c54d19b9a5ff9c27948eb5c7b8ce413d')
  })
})

describe('an encrypted event', () => {
  it('comes back with its owner', () => {
    expect(decryptEvent(ENCRYPTED, AES_KEY)).toEqual({ text: 'success', owner: 'dingmkproject' })
  })

  it.each([0, 1, 11, 12, 31, 32, 33, 1000])('of %d characters survives its padding', (length) => {
    const text = '字'.repeat(length)
    expect(decryptEvent(encryptEvent(text, AES_KEY, 'ding1'), AES_KEY)).toEqual({ text, owner: 'ding1' })
  })

  it.each([
    ['another key', ENCRYPTED, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg'],
    ['a key that is none', ENCRYPTED, 'short'],
    ['no text', '', AES_KEY],
    ['half a block', ENCRYPTED.slice(0, 20), AES_KEY],
    ['a cut end', ENCRYPTED.slice(0, 64), AES_KEY],
    ['no base64', '！！', AES_KEY],
  ])('is not read with %s', (_what, encrypted, key) => {
    expect(decryptEvent(encrypted, key)).toBeUndefined()
  })
})
