/** Events as Feishu puts them on the wire: written for the bench, sharing no code with adapter or simulator. */
import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { CREDENTIALS } from './world.ts'

const KEY = createHash('sha256').update(CREDENTIALS.MEMS_FEISHU_ENCRYPT_KEY).digest()

export interface Said {
  messageId: string
  chatId: string
  kind: 'group' | 'private'
  openId: string
  /** As typed, the bot's name after the `@` in groups. */
  text: string
  bot: { openId: string; name: string }
}

export interface SignedEvent {
  body: string
  headers: Record<string, string>
}

/** AES-256-CBC under SHA-256 of the encrypt key, IV first; SHA-256 over timestamp, nonce, key and body. */
export function signedEvent(said: Said): SignedEvent {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', KEY, iv)
  const plain = JSON.stringify(envelope(said, String(Date.now())))
  const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()])
  const body = JSON.stringify({ encrypt: sealed.toString('base64') })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(5).toString('hex')
  const signature = createHash('sha256')
    .update(timestamp + nonce + CREDENTIALS.MEMS_FEISHU_ENCRYPT_KEY + body)
    .digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  }
}

const ids = (openId: string) => ({ open_id: openId, union_id: openId.replace('ou_', 'on_'), user_id: null })

function envelope(said: Said, now: string): unknown {
  const tenant = 'tenant_simulated'
  const mention = { key: '@_user_1', id: ids(said.bot.openId), name: said.bot.name, tenant_key: tenant }
  const inGroup = said.kind === 'group'
  const text = inGroup ? said.text.replace(`@${said.bot.name}`, mention.key) : said.text
  return {
    schema: '2.0',
    header: {
      event_id: randomUUID(),
      event_type: 'im.message.receive_v1',
      create_time: now,
      token: CREDENTIALS.MEMS_FEISHU_VERIFICATION_TOKEN,
      app_id: CREDENTIALS.MEMS_FEISHU_APP_ID,
      tenant_key: tenant,
    },
    event: {
      sender: { sender_id: ids(said.openId), sender_type: 'user', tenant_key: tenant },
      message: {
        message_id: said.messageId,
        create_time: now,
        update_time: now,
        chat_id: said.chatId,
        chat_type: inGroup ? 'group' : 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text }),
        ...(inGroup && { mentions: [mention] }),
        user_agent: '',
      },
    },
  }
}
