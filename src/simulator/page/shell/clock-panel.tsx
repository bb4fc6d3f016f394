import { useState } from 'preact/hooks'
import { changeClock } from '../api/client.ts'
import type { ClockChange } from '../api/types.ts'
import { type ClockBase, virtualNow } from '../state/clock-base.ts'
import { fieldInstant, fieldValue } from '../text/clock.ts'
import { Icon } from '../ui/icon.tsx'
import { Clock } from './clock.tsx'
import { SetTime } from './set-time.tsx'

const JUMPS: { label: string; change: ClockChange; title: string }[] = [
  {
    label: '下一个工作日早晨',
    change: { to: 'next-working-morning' },
    title: '跳到下一个工作日 09:30，途中到期的任务按顺序执行',
  },
  { label: '下一个待办任务', change: { to: 'next-due' }, title: '跳到下一个到期的定时任务' },
  { label: '+1小时', change: { advance: 'PT1H' }, title: '前进一小时' },
  { label: '+1天', change: { advance: 'PT24H' }, title: '前进一天' },
]

interface PanelProps {
  base: ClockBase
  onClock(iso: string): void
  onError(error: unknown): void
}

/** The virtual clock and the ways to move it; on narrow screens the ways are behind the clock. */
export function ClockPanel({ base, onClock, onError }: PanelProps) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const move = async (change: ClockChange) => {
    setBusy(true)
    try {
      onClock((await changeClock(change)).clock)
      setOpen(false)
    } catch (error) {
      onError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="clock-panel">
      <button
        type="button"
        class="clock-face"
        aria-expanded={open}
        aria-controls="clock-jumps"
        title="虚拟时钟：点开可以调整时间"
        onClick={() => setOpen(!open)}
      >
        <Icon name="clock" />
        <Clock base={base} />
      </button>
      <div id="clock-jumps" class={open ? 'clock-jumps open' : 'clock-jumps'}>
        {JUMPS.map(({ label, change, title }) => (
          <button
            key={label}
            type="button"
            class="button"
            title={title}
            disabled={busy}
            onClick={() => void move(change)}
          >
            {label}
          </button>
        ))}
        <SetTime
          initial={() => fieldValue(virtualNow(base))}
          disabled={busy}
          onSet={(value) => {
            const now = fieldInstant(value)
            if (now) void move({ now })
          }}
        />
      </div>
    </div>
  )
}
