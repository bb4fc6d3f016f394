import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { XMLParser } from 'fast-xml-parser'
import { APP } from './support.ts'

const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: false })

export interface Received {
  query: URLSearchParams
  /** The outer body, as it came. */
  raw: string
  /** The decrypted XML as text, and parsed. */
  xml: string
  event: Record<string, unknown>
  receiver: string
}

/** `reply` is the plain XML of a passive reply; `raw` a body as it is. */
export type Answer = { status?: number; reply?: string; raw?: string; silent?: boolean }

/** A service behind a callback URL, which reads and writes with the official crypto package. */
export class FakeService {
  readonly received: Received[] = []
  answer: (received: Received) => Answer | Promise<Answer> = () => ({})
  /** What comes back for the echo instead of the echo itself. */
  echo: string | undefined
  echoes = 0
  readonly #server = http.createServer((request, response) => this.#take(request, response))

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/wecom`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** The value of one node in each callback received. */
  all(node: string): unknown[] {
    return this.received.map(({ event }) => event[node])
  }

  #take(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const query = new URL(request.url ?? '', 'http://service').searchParams
      void this.#handle(request.method ?? '', query, Buffer.concat(chunks).toString('utf8'), response)
    })
  }

  async #handle(method: string, query: URLSearchParams, raw: string, response: http.ServerResponse): Promise<void> {
    if (method === 'GET') {
      this.echoes += 1
      response.end(this.echo ?? open(query, query.get('echostr') ?? '').message)
      return
    }
    const outer = parser.parse(raw) as { xml: { Encrypt: string } }
    const { message, id } = open(query, outer.xml.Encrypt)
    const { xml } = parser.parse(message) as { xml: Record<string, unknown> }
    const received = { query, raw, xml: message, event: xml, receiver: id }
    this.received.push(received)
    const answer = await this.answer(received)
    if (answer.silent) return
    response.statusCode = answer.status ?? 200
    response.end(answer.raw ?? (answer.reply === undefined ? '' : sealed(answer.reply)))
  }
}

/** Fails for a wrong signature: nothing is then received. */
function open(query: URLSearchParams, encrypted: string): { message: string; id: string } {
  const signature = getSignature(APP.callbackToken, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted)
  if (signature !== query.get('msg_signature')) throw new Error('wrong signature')
  return decrypt(APP.encodingAesKey, encrypted)
}

/** The encrypted and signed reply around a plain one. */
export function sealed(xml: string, token = APP.callbackToken, receiver = APP.corpId): string {
  const encrypted = encrypt(APP.encodingAesKey, xml, receiver)
  const signature = getSignature(token, '1700000000', 'nonce123', encrypted)
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1700000000</TimeStamp><Nonce><![CDATA[nonce123]]></Nonce></xml>`
}

/** A passive reply to this person. */
export function reply(userId: string, type: string, content: string): string {
  return `<xml><ToUserName><![CDATA[${userId}]]></ToUserName><FromUserName><![CDATA[${APP.corpId}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[${type}]]></MsgType>${content}</xml>`
}
