// Both official packages and the vectors computed with node:crypto agree with what the platform sends.
import { WecomCrypto } from '@wecom/aibot-node-sdk'
import * as official from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt, isSigned, sign } from '../../../src/simulator/wecom/crypto.ts'
import { APP } from './support.ts'

const TOKEN = APP.callbackToken
const KEY = APP.encodingAesKey
const CORP = APP.corpId
const random = Buffer.from('0123456789abcdef')

const VECTORS = [
  {
    name: 'V1, an echo',
    receiver: CORP,
    text: '1616140317555161061',
    encrypted: 'Ttx2x7W0N1Hkyci/VEHXJi/hd5W1UIk5X0ICBcS8B5hyt2hyKHnTJkqvnUxkFFZ64AOaEs+KwuiGAStum6QN+w==',
    signature: '65bb223816615493c3c9ec33a8d9b58824bff219',
  },
  {
    name: 'V2, the JSON of an AI bot',
    receiver: '',
    text: '{"msgtype":"stream","stream":{"id":"s1","finish":true,"content":"已批准"}}',
    encrypted:
      'Ttx2x7W0N1Hkyci/VEHXJoHfLylajkqO7eWM6FB3PHHFrYEAcIfnzAYWiK2ZPOdhbBXMnAuwiR4tTxQTtIMUSXBpHp4cmEKerUWuYEkOXlUqFzF4SWaUp7b6DSKSwp2J0SOeKa5FJjsRBt38ivW3PhjurN2kDbyfmfmVrFMY05o=',
    signature: '8ae2a6f3642e52a99abadbece6dd63dfdafc111a',
  },
  {
    name: 'V3, a passive reply',
    receiver: CORP,
    text: '<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[ww0123456789abcdef]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[已收到：审批#42]]></Content></xml>',
    encrypted:
      'Ttx2x7W0N1Hkyci/VEHXJui9kbyiXpz1F74/kN7T96aFpok4ShS1Ply5UYuipiHypiw9qUE4cjCgfBoQhht9kvQB3xFFiBbeNErhOoea3x7ZA/roIv3zl6V8M/eGQ5YOwoVCHk0DQxq7F9cUPoMv4HA8yNUJ6snH1lLzVpXI5lGdh4mpXFIBKWsOFeCwID2GEFRcwTOJJ8YO/2t59SfUgAs/3os4uZycHOAMLWb96JsnU+hqPWPVwh9BRZfis0AABGI31s75LMPajSHjzsvQH1iS8e7x59cvK3FZoqTOLThYnw4CCuuMjmfGQUvE99HxBHEn8enPk/udW7Gbxwn5PWwY4NxDHhj5ygvq0kP/MNPq7LwU9bQJt/bhnisUbhu5',
    signature: '441e061e50dab02127116e7e38a5b2b7da011985',
  },
]

describe.each(VECTORS)('$name', ({ receiver, text, encrypted, signature }) => {
  it('is encrypted and signed as computed', () => {
    expect(encrypt(KEY, text, receiver, random)).toBe(encrypted)
    expect(sign(TOKEN, '1700000000', 'nonce123', encrypted)).toBe(signature)
    expect(isSigned(signature, TOKEN, '1700000000', 'nonce123', encrypted)).toBe(true)
  })

  it('is decrypted', () => {
    expect(decrypt(KEY, encrypted)).toEqual({ text, receiver })
  })

  it('is understood by @wecom/crypto and by the SDK', () => {
    const fresh = encrypt(KEY, text, receiver)
    expect(official.decrypt(KEY, fresh)).toMatchObject({ message: text, id: receiver })
    const sdk = new WecomCrypto(TOKEN, KEY, receiver)
    expect(sdk.decrypt(fresh)).toBe(text)
    expect(sdk.verifySignature(sign(TOKEN, '1', '2', fresh), '1', '2', fresh)).toBe(true)
  })
})

describe('what others encrypt', () => {
  it.each([0, 1, 11, 12, 13, 31, 32, 33])('of %i bytes is read', (length) => {
    const text = 'x'.repeat(length)
    expect(decrypt(KEY, official.encrypt(KEY, text, CORP))).toEqual({ text, receiver: CORP })
  })

  it('with another key, cut short or empty is refused', () => {
    const other = official.encrypt('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ', 'x', CORP)
    expect(decrypt(KEY, other)).toBeUndefined()
    expect(decrypt(KEY, official.encrypt(KEY, 'x', CORP).slice(0, 24))).toBeUndefined()
    expect(decrypt(KEY, '')).toBeUndefined()
  })

  it('with another signature is not signed', () => {
    const encrypted = encrypt(KEY, 'x', CORP)
    expect(isSigned(sign('other', '1', '2', encrypted), TOKEN, '1', '2', encrypted)).toBe(false)
  })
})

it('a key of another form is refused', () => {
  expect(() => encrypt('short', 'x', CORP)).toThrow(RangeError)
})
