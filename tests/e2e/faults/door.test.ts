import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { column, count, expectSound } from '../support/database.ts'
import { type Processes, startProcesses } from '../support/processes.ts'
import { refusals } from './project-world.ts'

const GROUP = '双12项目群'

let world: Processes
/** Of a message that was taken. */
let genuine: { headers: Record<string, string>; body: string; envelope: Envelope }
let before: { refusals: number; changes: unknown }

interface Envelope {
  header: Record<string, string>
  event: unknown
}

beforeAll(async () => {
  world = await startProcesses({ rateLimits: 'off' })
  await world.client.say(GROUP, '李雷', '@营销助手 帮助')
  await world.quiet()
  const exchange = (await world.client.exchanges(50)).find(
    ({ direction, decrypted }) => direction === 'to-service' && (decrypted as Envelope).header?.event_id,
  )
  if (!exchange) throw new Error('no event was sent')
  genuine = {
    headers: exchange.requestHeaders,
    body: JSON.stringify(exchange.request),
    envelope: exchange.decrypted as Envelope,
  }
})

beforeEach(() => {
  before = { refusals: refusals(world.dataDir).length, changes: changes() }
})

afterAll(async () => {
  // After everything that was thrown at it the service still answers, and its books are whole.
  const id = await world.client.say(GROUP, '李雷', '@营销助手 帮助')
  await world.quiet()
  expect(await world.client.botMessages(GROUP, id)).toHaveLength(1)
  const { dataDir } = world
  const details = column<string>(dataDir, `SELECT detail FROM audit_entry WHERE source = 'door' AND detail IS NOT NULL`)
  for (const secret of Object.values(world.credentials).slice(1)) expect(details.join()).not.toContain(secret)
  await world.crash()
  await expectSound(dataDir)
  await world.close()
})

/** Everything that a taken event would change. */
function changes(): unknown {
  const tables = ['inbox_event', 'outbox_message', 'task', 'project', 'prompt', 'posted_card']
  return tables.map((table) => count(world.dataDir, `SELECT count(*) FROM ${table}`))
}

/** The platform's cipher and signature, from its own documents. */
function seal(plain: unknown): string {
  const key = createHash('sha256').update(world.credentials.encryptKey).digest()
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(plain)), cipher.final()])
  return JSON.stringify({ encrypt: sealed.toString('base64') })
}

function signed(body: string, ageSeconds = 0): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds)
  const nonce = randomBytes(5).toString('hex')
  const text = timestamp + nonce + world.credentials.encryptKey + body
  return {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': createHash('sha256').update(text).digest('hex'),
  }
}

const post = (body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${world.address}/webhooks/feishu`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })

/** A command that nobody gave, in an envelope like the platform's. */
function envelope(change: Record<string, string> = {}): Envelope {
  const { header } = genuine.envelope
  const { verificationToken } = world.credentials
  return {
    ...genuine.envelope,
    header: { ...header, event_id: randomBytes(16).toString('hex'), token: verificationToken, ...change },
    event: JSON.parse(
      JSON.stringify(genuine.envelope.event).replaceAll(/om_\w+/g, `om_${randomBytes(16).toString('hex')}`),
    ),
  }
}

async function expectRefused(response: Promise<Response>, status: number, reason: string): Promise<void> {
  expect((await response).status).toBe(status)
  expect(refusals(world.dataDir).slice(before.refusals)).toEqual([`door.${reason} denied`])
  expect(changes()).toEqual(before.changes)
}

it('a forged message with every secret right is taken: what follows differs from it in one thing each', async () => {
  const body = seal(envelope())
  expect((await post(body, signed(body))).status).toBe(200)
  await world.quiet()
  expect(changes()).not.toEqual(before.changes)
})

it('a wrong signature', async () => {
  const headers = signed(seal(envelope()))
  await expectRefused(post(seal(envelope()), headers), 401, 'signature')
})

it('a signature over other bytes of the same meaning', async () => {
  const body = seal(envelope())
  await expectRefused(post(body.replace(':', ': '), signed(body)), 401, 'signature')
})

it('no signature', async () => {
  await expectRefused(post(seal(envelope()), {}), 401, 'signature')
})

it('plain text', async () => {
  const body = JSON.stringify(envelope())
  await expectRefused(post(body, signed(body)), 401, 'plaintext')
})

it('encrypted with another key', async () => {
  const body = JSON.stringify({ encrypt: randomBytes(64).toString('base64') })
  await expectRefused(post(body, signed(body)), 400, 'undecryptable')
})

it('another verification token', async () => {
  const body = seal(envelope({ token: 'guess' }))
  await expectRefused(post(body, signed(body)), 401, 'token')
})

it('a challenge with another token', async () => {
  const body = seal({ type: 'url_verification', challenge: 'x', token: 'guess' })
  await expectRefused(post(body, {}), 401, 'token')
})

it('an event for another app', async () => {
  const body = seal(envelope({ app_id: 'cli_0000000000000000' }))
  await expectRefused(post(body, signed(body)), 403, 'unknown_event')
})

it.each([301, -360])('rightly signed, %i s old', async (age) => {
  const body = seal(envelope())
  await expectRefused(post(body, signed(body, age)), 401, 'timestamp')
})

it('a replay within the time window: acknowledged, without effect', async () => {
  expect((await post(genuine.body, genuine.headers)).status).toBe(200)
  await world.quiet()
  expect(changes()).toEqual(before.changes)
})

it.each([
  ['half a body', () => genuine.body.slice(0, genuine.body.length / 2)],
  ['no body', () => ''],
  ['noise', () => randomBytes(500).toString('latin1')],
  ['a list', () => '[]'],
])('%s', async (_name, body) => {
  await expectRefused(post(body(), genuine.headers), 400, 'malformed')
})

it('a megabyte and more', async () => {
  await expectRefused(post('x'.repeat(1024 * 1024 + 1), genuine.headers), 413, 'oversized')
})

it('five megabytes are not even read', async () => {
  const response = post('x'.repeat(5 * 1024 * 1024), genuine.headers).then(
    ({ status }) => status,
    () => 413,
  )
  expect(await response).toBe(413)
  expect(changes()).toEqual(before.changes)
})

it('a connection that breaks off in the middle of a genuine body', async () => {
  const { hostname, port } = new URL(world.address)
  const body = seal(envelope())
  const head = Object.entries({ ...signed(body), 'content-length': body.length, 'content-type': 'application/json' })
  const lines = ['POST /webhooks/feishu HTTP/1.1', 'host: x', ...head.map(([name, value]) => `${name}: ${value}`)]
  const socket = connect(Number(port), hostname)
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body.slice(0, body.length / 2)}`, () => socket.destroy())
  await gone
  await world.quiet()
  expect(changes()).toEqual(before.changes)
})
