import { useEffect, useState } from 'preact/hooks'
import { type ClockBase, virtualNow } from '../state/clock-base.ts'
import { clockText } from '../text/clock.ts'

const TICK_MS = 500

/** The virtual clock, running. */
export function Clock({ base }: { base: ClockBase }) {
  const [now, setNow] = useState(() => virtualNow(base))
  useEffect(() => {
    setNow(virtualNow(base))
    const timer = setInterval(() => setNow(virtualNow(base)), TICK_MS)
    return () => clearInterval(timer)
  }, [base])
  return (
    <time data-testid="clock" dateTime={new Date(now).toISOString()}>
      {clockText(now)}
    </time>
  )
}
