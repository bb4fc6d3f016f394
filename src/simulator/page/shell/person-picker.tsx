import type { Person } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'

interface PickerProps {
  people: readonly Person[]
  person: Person
  onPick(id: string): void
}

/** Who you are: changes the chats you see and in whose name you speak and click. */
export function PersonPicker({ people, person, onPick }: PickerProps) {
  return (
    <label class="person-picker">
      <Avatar name={person.name} />
      <span class="sr-only">选择身份</span>
      <select data-testid="person-picker" value={person.id} onChange={(event) => onPick(event.currentTarget.value)}>
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title ? `${one.name} · ${one.title}` : one.name}
          </option>
        ))}
      </select>
    </label>
  )
}
