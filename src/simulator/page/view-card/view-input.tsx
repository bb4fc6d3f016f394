import { useId } from 'preact/hooks'
import type { FormValue, Input } from '../api/types.ts'
import { FieldFrame } from '../card/inputs/field-frame.tsx'
import { fieldWords } from '../text/clock.ts'

const DATES: Record<string, 'date' | 'time' | 'datetime-local'> = {
  date: 'date',
  time: 'time',
  datetime: 'datetime-local',
}

interface InputProps {
  input: Input
  value: FormValue | undefined
  missing: boolean
  disabled: boolean
  onChange(value: FormValue): void
}

type ControlProps = Omit<InputProps, 'missing'> & { id: string }

function Choices({ input, value, disabled, onChange }: ControlProps) {
  const chosen = Array.isArray(value) ? value : []
  const toggle = (option: string, ticked: boolean) =>
    onChange(ticked ? [...chosen, option] : chosen.filter((one) => one !== option))
  return (
    <div class="choices">
      {(input.options ?? []).map((option) => (
        <label key={option.value} class="choice">
          <input
            type="checkbox"
            name={input.name}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={disabled}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

function Select({ id, input, value, disabled, onChange }: ControlProps) {
  return (
    <select
      id={id}
      name={input.name}
      value={String(value ?? '')}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">请选择</option>
      {(input.options ?? []).map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function DateField({ id, input, value, disabled, onChange }: ControlProps) {
  const words = fieldWords(String(value ?? ''))
  return (
    <>
      <input
        id={id}
        name={input.name}
        type={DATES[input.kind]}
        value={String(value ?? '').replace(' ', 'T')}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value.replace('T', ' '))}
      />
      {words && <span class="field-hint">{words}</span>}
    </>
  )
}

function Text({ id, input, value, disabled, onChange }: ControlProps) {
  const common = { id, name: input.name, value: String(value ?? ''), disabled }
  if (input.kind === 'multiline') {
    return <textarea {...common} rows={3} onInput={(event) => onChange(event.currentTarget.value)} />
  }
  return <input {...common} type="text" autoComplete="off" onInput={(event) => onChange(event.currentTarget.value)} />
}

function controlOf({ kind, options }: Input) {
  if (kind.startsWith('multi_')) return Choices
  if (options) return Select
  return DATES[kind] ? DateField : Text
}

/** One input of a card, by its kind. */
export function ViewInput({ missing, ...props }: InputProps) {
  const id = useId()
  const { input, value, disabled, onChange } = props
  const { name, label, required } = input
  if (input.kind === 'checkbox') {
    return (
      <label class={missing ? 'choice field-missing' : 'choice'}>
        <input
          type="checkbox"
          name={name}
          checked={value === true}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
    )
  }
  const Control = controlOf(input)
  const field = { id, name, label, caption: '', placeholder: '', required, missing }
  return (
    <FieldFrame field={field} group={Control === Choices}>
      <Control id={id} {...props} />
    </FieldFrame>
  )
}
