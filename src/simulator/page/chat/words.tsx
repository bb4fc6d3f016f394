import { useTalk } from '../state/talk.ts'
import { splitMentions, type TextPart } from '../text/mentions.ts'

function Part({ part }: { part: TextPart }) {
  const talk = useTalk()
  if (part.kind === 'text') return <>{part.text}</>
  if (part.kind === 'mention') {
    return <span class={talk.isMyName(part.text.slice(1)) ? 'mention mention-me' : 'mention'}>{part.text}</span>
  }
  return (
    <a href={part.href} target="_blank" rel="noreferrer">
      {part.text}
    </a>
  )
}

/** Plain words with their mentions and links marked. */
export function Words({ text }: { text: string }) {
  const talk = useTalk()
  return (
    <>
      {splitMentions(text, talk.names).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </>
  )
}
