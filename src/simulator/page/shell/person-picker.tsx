import type { Chat, Person } from '../api/types.ts'
import { personLine } from '../text/people.ts'
import { Avatar } from '../ui/avatar.tsx'

interface PickerProps {
  people: readonly Person[]
  chats: readonly Chat[]
  person: Person
  onPick(id: string): void
}

/** Who you are: changes the chats you see and in whose name you speak and click. */
export function PersonPicker({ people, chats, person, onPick }: PickerProps) {
  return (
    <label class="person-picker">
      <Avatar name={person.name} />
      <span class="sr-only">选择身份</span>
      <select data-testid="person-picker" value={person.id} onChange={(event) => onPick(event.currentTarget.value)}>
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {personLine(one, chats)}
          </option>
        ))}
      </select>
    </label>
  )
}
