import { useState } from 'preact/hooks'
import { fieldWords } from '../text/clock.ts'

interface SetTimeProps {
  initial(): string
  disabled: boolean
  onSet(value: string): void
}

/** A field for a certain time; it starts from the present when it is first focused. */
export function SetTime({ initial, disabled, onSet }: SetTimeProps) {
  const [value, setValue] = useState('')
  return (
    <form
      class="set-time"
      onSubmit={(event) => {
        event.preventDefault()
        onSet(value)
      }}
    >
      <input
        type="datetime-local"
        aria-label="设定虚拟时间"
        title="北京时间，年-月-日 时:分"
        value={value}
        onFocus={() => value === '' && setValue(initial())}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      {value && <output class="set-time-words">{fieldWords(value)}</output>}
      <button type="submit" class="button" disabled={disabled || value === ''}>
        设定
      </button>
    </form>
  )
}
