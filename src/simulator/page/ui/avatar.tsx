import { colorOf, groupInitials, initials } from '../text/people.ts'
import { Icon } from './icon.tsx'

/** Coloured initials; the bot wears its sign. The name stands beside it, so the picture is silent for readers. */
export function Avatar({ name, kind = 'person' }: { name: string; kind?: 'person' | 'bot' | 'group' }) {
  return (
    <span
      class={`avatar avatar-${kind}`}
      style={kind === 'person' ? { background: colorOf(name) } : {}}
      aria-hidden="true"
    >
      {kind === 'bot' ? <Icon name="send" /> : kind === 'group' ? groupInitials(name) : initials(name)}
    </span>
  )
}
