import { stringAt } from '../../json.ts'
import type { WecomApp } from '../app.ts'
import { decrypt, encrypt, isSigned, sign } from '../crypto.ts'
import { readXml, writeXml } from '../xml.ts'

/** Query and body of a callback. */
export interface Sealed {
  query: string
  body: string
}

/** An encrypted and signed POST; `timestamp` in seconds. */
export function seal(app: WecomApp, xml: string, timestamp: number, nonce: string): Sealed {
  const encrypted = encrypt(app.encodingAesKey, xml, app.corpId)
  return {
    query: queryOf(app, encrypted, timestamp, nonce),
    body: writeXml({ ToUserName: app.corpId, AgentID: String(app.agentId), Encrypt: encrypted }),
  }
}

/** The query of the URL verification, whose echo is encrypted. */
export function sealEcho(app: WecomApp, echo: string, timestamp: number, nonce: string): string {
  const encrypted = encrypt(app.encodingAesKey, echo, app.corpId)
  return `${queryOf(app, encrypted, timestamp, nonce)}&echostr=${encodeURIComponent(encrypted)}`
}

/** The plain XML of a passive reply, or what is wrong with it. */
export function openReply(app: WecomApp, body: string): { xml: string } | { error: string } {
  const outer = readXml(body)
  const encrypted = stringAt(outer, 'Encrypt')
  if (encrypted === '') return { error: 'no Encrypt in the reply' }
  const [signature, timestamp, nonce] = ['MsgSignature', 'TimeStamp', 'Nonce'].map((name) => stringAt(outer, name))
  if (!isSigned(signature ?? '', app.callbackToken, timestamp ?? '', nonce ?? '', encrypted))
    return { error: 'wrong MsgSignature' }
  const plain = decrypt(app.encodingAesKey, encrypted)
  if (!plain) return { error: 'cannot be decrypted' }
  return plain.receiver === app.corpId ? { xml: plain.text } : { error: 'encrypted for another receiveid' }
}

function queryOf(app: WecomApp, encrypted: string, timestamp: number, nonce: string): string {
  const signature = sign(app.callbackToken, String(timestamp), nonce, encrypted)
  return `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`
}
