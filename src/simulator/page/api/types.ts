/** The simulator's HTTP API as the page sees it (docs/simulator.md). Instants are ISO strings with an offset. */

export type Platform = string

export interface Account {
  platform: Platform
  id: string
}

export interface Person {
  id: string
  name: string
  title?: string
  accounts: Account[]
}

export interface Chat {
  platform: Platform
  id: string
  name: string
  type: 'group' | 'private'
  members: string[]
}

export interface WorldState {
  clock: string
  frozen?: boolean
  people: Person[]
  chats: Chat[]
}

export interface Sender {
  id: string
  name: string
  bot: boolean
}

export interface Message {
  id: string
  at: string
  editedAt?: string
  from: Sender
  replyTo?: string
  kind: 'text' | 'image' | 'card' | 'file'
  title?: string
  text: string
  /** Label and value pairs that stand in the text, too. */
  fields: Field[]
  buttons: Button[]
  inputs: Input[]
  image?: string
  file?: { name: string; url: string }
  mentions: string[]
  /** Raw payload of Feishu: for a card the card JSON, else the message's content. */
  native?: unknown
}

export interface Field {
  label: string
  value: string
}

export interface Button {
  id: string
  label: string
  disabled: boolean
}

export interface Input {
  name: string
  /** text, multiline, select, multi_select, person, multi_person, date, time, datetime, checkbox or menu. */
  kind: string
  label: string
  required: boolean
  options?: { value: string; label: string }[]
}

export interface OutgoingFile {
  name: string
  content: string
}

export interface OutgoingMessage {
  platform: Platform
  chat: string
  from: string
  text: string
  replyTo?: string
  file?: OutgoingFile
}

export type FormValue = string | string[] | boolean

export interface Click {
  platform: Platform
  message: string
  from: string
  button: string
  values?: Record<string, FormValue>
}

export interface Toast {
  type: 'info' | 'success' | 'error' | 'warning'
  content: string
}

export interface ClickAnswer {
  status: 'ok' | 'timeout' | 'error' | 'unreachable' | 'disabled'
  error?: string | number
  toast?: Toast
  /** Where a link button leads. */
  url?: string
}

export type ClockChange = { now: string } | { advance: string } | { to: 'next-working-morning' | 'next-due' }

export interface Exchange {
  id: string | number
  at: string
  platform: Platform
  direction: 'to-platform' | 'to-service'
  transport: 'http' | 'long-connection'
  method?: string
  path?: string
  status?: number
  ms?: number
  requestHeaders?: Record<string, unknown>
  request?: unknown
  responseHeaders?: Record<string, unknown>
  response?: unknown
  decrypted?: unknown
  messages?: string[]
}

export interface MessageChange {
  platform: Platform
  chat: string
  id: string
  change: 'new' | 'edited' | 'deleted'
}
