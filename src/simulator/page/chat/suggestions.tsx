import { BOT_NAME } from '../text/people.ts'

const FIRST_STEPS = ['帮助', '演示', '新建项目 双12大促 12月1日到12月20日 预算50万']

interface SuggestionsProps {
  group: boolean
  /** Nothing has been said here yet: show how to begin. */
  fresh: boolean
  onPick(text: string): void
}

/** Chips over an empty composer: whom to address, and in a fresh chat how to begin. */
export function Suggestions({ group, fresh, onPick }: SuggestionsProps) {
  const address = group ? `@${BOT_NAME} ` : ''
  const chips = [...(group ? [address] : []), ...(fresh ? FIRST_STEPS.map((step) => address + step) : [])]
  if (chips.length === 0) return null
  return (
    <div class="suggestions">
      {chips.map((chip) => (
        <button key={chip} type="button" class="chip" onClick={() => onPick(chip)}>
          {chip.trim()}
        </button>
      ))}
    </div>
  )
}
