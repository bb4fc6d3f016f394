import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../src/adapters/persistence/index.ts'
import { type Roster, readRoster } from '../src/adapters/roster/index.ts'
import { createLog } from '../src/adapters/system/log.ts'
import { type App, startApp } from '../src/app.ts'
import { type Config, loadConfig } from '../src/config/index.ts'
import { SETTINGS, seal, startScriptedFeishu } from './adapters/messengers/feishu/support.ts'
import { freePort } from './e2e/support/processes.ts'
import { until } from './e2e/support/until.ts'

const ROSTER_FILE = 'examples/roster.yaml'

function exampleRoster(): Roster {
  const roster = readRoster(readFileSync(ROSTER_FILE, 'utf8'), ROSTER_FILE)
  if ('problems' in roster) throw new Error('the example roster is refused')
  return roster
}

describe('the service against a Feishu', () => {
  const roster = exampleRoster()
  const account = roster.people[0]?.accounts[0]?.id ?? ''
  let feishu: Awaited<ReturnType<typeof startScriptedFeishu>>
  let dataDir: string
  let app: App | undefined

  beforeEach(async () => {
    feishu = await startScriptedFeishu()
    dataDir = mkdtempSync(join(tmpdir(), 'mems-app-'))
  })
  afterEach(async () => {
    await app?.close()
    app = undefined
    await feishu.close()
    rmSync(dataDir, { recursive: true })
  })

  function configOf(port: number): Config {
    const config = loadConfig({
      PORT: String(port),
      MEMS_DATA_DIR: dataDir,
      MEMS_FEISHU_APP_ID: SETTINGS.appId,
      MEMS_FEISHU_APP_SECRET: SETTINGS.appSecret,
      MEMS_FEISHU_ENCRYPT_KEY: SETTINGS.encryptKey,
      MEMS_FEISHU_VERIFICATION_TOKEN: SETTINGS.verificationToken,
      MEMS_FEISHU_BASE_URL: feishu.baseUrl,
    })
    if ('problems' in config) throw new Error('the configuration is refused')
    return config
  }

  const start = async (port = 0): Promise<App> => {
    app = await startApp(configOf(port), roster, createLog('silent'))
    return app
  }

  function privateMessage(text: string): { headers: Record<string, string>; raw: Uint8Array } {
    const now = new Date()
    return seal(
      {
        schema: '2.0',
        header: {
          event_id: 'event-new',
          event_type: 'im.message.receive_v1',
          create_time: String(now.getTime()),
          token: SETTINGS.verificationToken,
          app_id: SETTINGS.appId,
        },
        event: {
          sender: { sender_id: { open_id: account }, sender_type: 'user' },
          message: {
            message_id: 'om_new',
            chat_id: 'oc_private',
            chat_type: 'p2p',
            create_time: String(now.getTime()),
            message_type: 'text',
            content: JSON.stringify({ text }),
          },
        },
      },
      { at: now },
    )
  }

  /** A request for help, stored by an earlier process and not handled. */
  async function leaveBehind(messageId: string): Promise<void> {
    const store = await openStore({ dataDir, now: () => new Date() })
    const conversation = { platform: 'feishu', kind: 'private', id: account } as const
    const eventKey = `message:${messageId}`
    const at = new Date()
    await store.inbox.store({
      platform: 'feishu',
      eventKey,
      conversation,
      kind: 'message',
      receivedAt: at,
      traceId: messageId,
      payload: {
        kind: 'message',
        platform: 'feishu',
        eventKey,
        at: at.toISOString(),
        conversation,
        sender: account,
        messageId,
        text: '帮助',
        mentions: [],
        addressed: true,
        mentionsAll: false,
        attachments: [],
      },
    })
    await store.close()
  }

  /** Which of the two questions each message to the platform answers. */
  const answered = () =>
    feishu
      .to('/open-apis/im/v1/messages')
      .map(({ body }) => (JSON.stringify(body).includes('你在这里可以') ? '帮助' : '我的任务'))

  it('handles what an earlier process left behind before anything new of the same chat', async () => {
    await leaveBehind('om_left_over')
    const port = await freePort()
    const { headers, raw } = privateMessage('我的任务')
    const send = () =>
      fetch(`http://127.0.0.1:${port}/webhooks/feishu`, { method: 'POST', headers, body: raw }).then(
        (answer) => answer.status === 200,
        () => false,
      )
    // Knocks from before the start on, so that the event comes in at the first moment at which it can.
    const knock = async () => {
      while (!(await send())) await new Promise(setImmediate)
    }
    await Promise.all([start(port), knock()])
    await until('both are answered', async () => answered().length >= 2)
    expect(answered()).toEqual(['帮助', '我的任务'])
  })

  it('still answers a request under way when it is told to stop', async () => {
    const running = await start()
    const { headers, raw } = privateMessage('帮助')
    const socket = connect(Number(new URL(running.address).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const lines = ['POST /webhooks/feishu HTTP/1.1', 'host: mems', `content-length: ${raw.length}`]
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
    await new Promise<void>((resolve) =>
      socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), raw.subarray(0, 20)]), () => resolve()),
    )
    await fetch(`${running.address}/healthz`)
    const closed = running.close()
    app = undefined
    socket.write(raw.subarray(20))
    await gone
    await closed
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 200 OK')
  })
})
