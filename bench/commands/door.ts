/** The service's webhook seen from the platform: keep-alive connections, one per command in flight. */
import http from 'node:http'
import { type Said, signedEvent } from './wire.ts'

export interface Door {
  /** Signs, encrypts and sends; resolves to the milliseconds until the whole acknowledgement was read. Rejects unless it is a 200. */
  deliver(said: Said): Promise<number>
  close(): void
}

export function openDoor(address: string, connections: number): Door {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const url = new URL('/webhooks/feishu', address)
  return {
    deliver: (said) => {
      const { body, headers } = signedEvent(said)
      return new Promise((resolve, reject) => {
        const sent = performance.now()
        const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
          response.resume()
          response.once('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - sent)
            else reject(new Error(`the service answered ${response.statusCode}`))
          })
        })
        request.once('error', reject)
        request.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}
