import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { fetchState } from '../api/client.ts'
import { followStream } from '../api/live.ts'
import type { WorldState } from '../api/types.ts'
import { type ClockBase, clockBase } from './clock-base.ts'
import { useTimeline } from './use-timeline.ts'

/** Everything the page knows of the simulator, for the chosen person, kept up to date by the event stream. */
export function useSimulator(wanted: string | undefined, onError: (error: unknown) => void) {
  const [world, setWorld] = useState<WorldState>()
  const [clock, setClock] = useState<ClockBase>()
  const [live, setLive] = useState(false)
  const [exchangeTick, setExchangeTick] = useState(0)

  const person = world?.people.find((one) => one.id === wanted) ?? world?.people[0]
  const personId = person?.id
  const chats = useMemo(
    () => (world?.chats ?? []).filter((chat) => personId !== undefined && chat.members.includes(personId)),
    [world, personId],
  )
  const { messages, timeline } = useTimeline(personId, chats, onError)

  const heard = useCallback((iso: string) => setClock((before) => clockBase(iso, before?.frozen ?? false)), [])
  const reload = useCallback(async () => {
    try {
      const next = await fetchState()
      setClock(clockBase(next.clock, next.frozen === true))
      // An unchanged world keeps its identity, so that nothing below is loaded again.
      setWorld((before) => (before && sameWorld(before, next) ? before : next))
      await timeline.current?.reloadAll()
    } catch (error) {
      onError(error)
    }
  }, [onError, timeline])

  const reloadNow = useRef(reload)
  reloadNow.current = reload
  useEffect(
    () =>
      followStream({
        onMessage: (change) => void timeline.current?.apply(change),
        onClock: heard,
        onExchange: () => setExchangeTick((tick) => tick + 1),
        onOpen: () => {
          setLive(true)
          void reloadNow.current()
        },
        onDown: () => setLive(false),
      }),
    [heard, timeline],
  )
  useEffect(() => void reloadNow.current(), [])

  return { world, clock, live, person, chats, messages, timeline, heard, exchangeTick }
}

const sameWorld = (a: WorldState, b: WorldState) =>
  JSON.stringify([a.people, a.chats]) === JSON.stringify([b.people, b.chats])

export type Simulator = ReturnType<typeof useSimulator>
