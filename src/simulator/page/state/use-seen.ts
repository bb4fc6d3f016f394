import { useCallback, useState } from 'preact/hooks'
import { loadSeen, type Seen, saveSeen, seenKey } from './seen.ts'

/** What each person has looked at, remembered by this browser. */
export function useSeen(): [Seen, (person: string, chat: string, message: string) => void] {
  const [seen, setSeen] = useState<Seen>(() => loadSeen(localStorage))
  const look = useCallback((person: string, chat: string, message: string) => {
    setSeen((before) => {
      if (before[seenKey(person, chat)] === message) return before
      const after = { ...before, [seenKey(person, chat)]: message }
      saveSeen(localStorage, after)
      return after
    })
  }, [])
  return [seen, look]
}
