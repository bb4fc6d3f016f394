import { useEffect, useRef, useState } from 'preact/hooks'
import { fetchExchanges } from '../api/client.ts'
import type { Exchange } from '../api/types.ts'
import { coalesce } from '../state/coalesce.ts'

/** Exchanges of one message or of everything, fetched again whenever `tick` moves; undefined while loading. */
export function useExchanges(message: string | undefined, tick: number, onError: (error: unknown) => void) {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>()
  const refresh = useRef<(() => Promise<void>) | undefined>(undefined)
  useEffect(() => {
    let current = true
    setExchanges(undefined)
    refresh.current = coalesce(async () => {
      const fetched = await fetchExchanges(message).catch(onError)
      if (current && fetched) setExchanges(fetched)
    })
    return () => {
      current = false
    }
  }, [message, onError])
  // The tick says that there is something new.
  useEffect(() => void refresh.current?.(), [message, onError, tick])
  return exchanges
}
