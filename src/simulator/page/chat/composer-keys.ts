import type { Mentions } from './use-mentions.ts'

export interface KeyActions {
  mentions: Mentions
  empty: boolean
  pick(name: string): void
  send(): void
  recall(): void
  cancelReply(): void
}

function mentionKey(key: string, { mentions, pick }: KeyActions): boolean {
  const chosen = mentions.names[mentions.active]
  if (chosen === undefined) return false
  if (key === 'ArrowDown') mentions.move(1)
  else if (key === 'ArrowUp') mentions.move(-1)
  else if (key === 'Enter' || key === 'Tab') pick(chosen)
  else if (key === 'Escape') mentions.close()
  else return false
  return true
}

/** Enter sends, Shift+Enter breaks the line, ↑ recalls; while an input method composes, every key is its own. */
export function composerKey(event: KeyboardEvent, actions: KeyActions): void {
  if (event.isComposing || event.keyCode === 229) return
  const taken = !event.shiftKey && mentionKey(event.key, actions)
  if (taken) event.preventDefault()
  else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    actions.send()
  } else if (event.key === 'ArrowUp' && actions.empty) {
    event.preventDefault()
    actions.recall()
  } else if (event.key === 'Escape') actions.cancelReply()
}
