import { API } from './http.ts'
import type { MessageChange } from './types.ts'

export interface LiveListener {
  onMessage(change: MessageChange): void
  onClock(clock: string): void
  onExchange(): void
  /** The stream is open, the first time or again: whatever was missed must be fetched. */
  onOpen(): void
  onDown(): void
}

const RETRY_MS = 2000

function parse<T>(event: Event): T | undefined {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T
  } catch {
    return undefined
  }
}

function open(listener: LiveListener): EventSource {
  const source = new EventSource(`${API}/stream`)
  source.addEventListener('open', () => listener.onOpen())
  source.addEventListener('message', (event) => {
    const change = parse<MessageChange>(event)
    if (change) listener.onMessage(change)
  })
  source.addEventListener('clock', (event) => {
    const stated = parse<{ clock: string }>(event)
    if (stated) listener.onClock(stated.clock)
  })
  source.addEventListener('exchange', () => listener.onExchange())
  return source
}

/** Follows the simulator's server-sent events until the returned function is called. */
export function followStream(listener: LiveListener): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource
  const connect = () => {
    source = open(listener)
    source.addEventListener('error', () => {
      listener.onDown()
      // The browser retries a broken connection by itself, but gives up on an HTTP error.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_MS)
    })
  }
  connect()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
