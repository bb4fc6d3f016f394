import { Avatar } from '../ui/avatar.tsx'

interface PickerProps {
  id: string
  names: readonly string[]
  active: number
  bot: string
  onPick(name: string): void
}

/** The names that fit what is typed after an @; the text field keeps the focus. */
export function MentionPicker({ id, names, active, bot, onPick }: PickerProps) {
  return (
    <div class="mention-picker" id={id} role="listbox" aria-label="选择要提到的人">
      {names.map((name, index) => (
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          class={index === active ? 'mention-option active' : 'mention-option'}
          onMouseDown={(event) => {
            event.preventDefault()
            onPick(name)
          }}
        >
          <Avatar name={name} kind={name === bot ? 'bot' : 'person'} />
          {name}
        </div>
      ))}
    </div>
  )
}
