import { API, call } from './http.ts'
import type { Chat, Click, ClickAnswer, ClockChange, Exchange, Message, OutgoingMessage, WorldState } from './types.ts'

export const fetchState = () => call<WorldState>('/state')

export const sendMessage = (message: OutgoingMessage) => call<{ id: string }>('/messages', message)

export const sendClick = (click: Click) => call<ClickAnswer>('/clicks', click)

export const changeClock = (change: ClockChange) => call<{ clock: string }>('/clock', change)

/** Only Feishu's payloads are drawn as they are; what others sent is drawn from the view of it. */
const isNative = (platform: string) => platform === 'feishu'

/** Messages of a chat as one person sees them, oldest first; `since` is an exclusive message id. */
export function fetchMessages(chat: Chat, visibleTo: string, since?: string): Promise<Message[]> {
  const query = new URLSearchParams({ platform: chat.platform, chat: chat.id, visibleTo })
  if (isNative(chat.platform)) query.set('native', '1')
  if (since) query.set('since', since)
  return call<Message[]>(`/messages?${query}`)
}

/** Protocol exchanges, newest first; with a message id only those that carried it. */
export function fetchExchanges(message?: string, limit = 200): Promise<Exchange[]> {
  const query = new URLSearchParams({ limit: String(limit) })
  if (message) query.set('message', message)
  return call<Exchange[]>(`/exchanges?${query}`)
}

export const imageUrl = (key: string) => `${API}/images/${encodeURIComponent(key)}`
