import { WecomCrypto } from '@wecom/aibot-node-sdk'
import * as oracle from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aesKeyOf, decrypt, signatureOf } from '../../../../src/adapters/messengers/wecom/crypto.ts'
import { runs } from './support.ts'

const TOKEN = 'BriefToken2026'
const KEY = 'UkQHEAQmMqKdik2M3s5C1BPHledgYMS3mUjd9Zh4Ft8'
const RANDOM = Buffer.from('0123456789abcdef')
const CORP = 'ww0123456789abcdef'

const V1 = 'Ttx2x7W0N1Hkyci/VEHXJi/hd5W1UIk5X0ICBcS8B5hyt2hyKHnTJkqvnUxkFFZ64AOaEs+KwuiGAStum6QN+w=='
const V2 =
  'Ttx2x7W0N1Hkyci/VEHXJoHfLylajkqO7eWM6FB3PHHFrYEAcIfnzAYWiK2ZPOdhbBXMnAuwiR4tTxQTtIMUSXBpHp4cmEKerUWuYEkOXlUqFzF4SWaUp7b6DSKSwp2J0SOeKa5FJjsRBt38ivW3PhjurN2kDbyfmfmVrFMY05o='
const V3 =
  'Ttx2x7W0N1Hkyci/VEHXJui9kbyiXpz1F74/kN7T96aFpok4ShS1Ply5UYuipiHypiw9qUE4cjCgfBoQhht9kvQB3xFFiBbeNErhOoea3x7ZA/roIv3zl6V8M/eGQ5YOwoVCHk0DQxq7F9cUPoMv4HA8yNUJ6snH1lLzVpXI5lGdh4mpXFIBKWsOFeCwID2GEFRcwTOJJ8YO/2t59SfUgAs/3os4uZycHOAMLWb96JsnU+hqPWPVwh9BRZfis0AABGI31s75LMPajSHjzsvQH1iS8e7x59cvK3FZoqTOLThYnw4CCuuMjmfGQUvE99HxBHEn8enPk/udW7Gbxwn5PWwY4NxDHhj5ygvq0kP/MNPq7LwU9bQJt/bhnisUbhu5'
const REPLY =
  '<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[ww0123456789abcdef]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[已收到：审批#42]]></Content></xml>'

describe('the worked vectors', () => {
  it.each([
    ['V1, padded by 7', V1, '1616140317555161061', CORP, '65bb223816615493c3c9ec33a8d9b58824bff219'],
    [
      'V2, padded by 31, for a bot',
      V2,
      '{"msgtype":"stream","stream":{"id":"s1","finish":true,"content":"已批准"}}',
      '',
      '8ae2a6f3642e52a99abadbece6dd63dfdafc111a',
    ],
    ['V3, padded by 13', V3, REPLY, CORP, '441e061e50dab02127116e7e38a5b2b7da011985'],
  ])('%s', (_name, encrypted, message, receiveId, signature) => {
    expect(decrypt(KEY, encrypted)).toEqual({ message, receiveId })
    expect(signatureOf(TOKEN, '1700000000', 'nonce123', encrypted)).toBe(signature)
    expect(oracle.encrypt(KEY, message, receiveId, RANDOM)).toBe(encrypted)
  })
})

describe('what the official packages write', () => {
  it('is read, whatever its length', () => {
    const other = new WecomCrypto(TOKEN, KEY, CORP)
    const parts = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.string({ maxLength: 20 }))
    fc.assert(
      fc.property(parts, ([message, receiveId]) => {
        expect(decrypt(KEY, oracle.encrypt(KEY, message, receiveId))).toEqual({ message, receiveId })
        const sealed = other.encrypt(message, '1700000000', 'n')
        expect(decrypt(KEY, sealed.encrypt)).toEqual({ message, receiveId: CORP })
        expect(signatureOf(TOKEN, '1700000000', 'n', sealed.encrypt)).toBe(sealed.signature)
      }),
      runs(100),
    )
  })
})

describe('what nobody wrote', () => {
  const changed = (index: number) => {
    const bytes = Buffer.from(V1, 'base64')
    bytes[index] = (bytes[index] ?? 0) ^ 1
    return bytes.toString('base64')
  }

  it.each([
    ['nothing', ''],
    ['not base64', '%%%'],
    ['half a block', Buffer.alloc(16).toString('base64')],
    ['a broken padding', changed(63)],
    ['a length that leads outside', changed(32 - 14)],
  ])('%s', (_name, encrypted) => {
    expect(decrypt(KEY, encrypted)).toBeUndefined()
  })

  it('a key of another form', () => {
    for (const key of ['', KEY.slice(1), `${KEY}A`, `${KEY.slice(0, -1)}=`, `${KEY.slice(0, -1)}+`]) {
      expect(aesKeyOf(key)).toBeUndefined()
      expect(decrypt(key, V1)).toBeUndefined()
    }
  })

  it('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), (bytes) => {
        const opened = decrypt(KEY, Buffer.from(bytes).toString('base64'))
        return opened === undefined || typeof opened.message === 'string'
      }),
      runs(200),
    )
  })
})
