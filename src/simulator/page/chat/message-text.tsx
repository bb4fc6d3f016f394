import { postMarkdownOf } from '../card/native.ts'
import { Markdown } from '../markdown/markdown-view.tsx'
import { useTalk } from '../state/talk.ts'
import { splitMentions, type TextPart } from '../text/mentions.ts'

function Part({ part, me }: { part: TextPart; me: boolean }) {
  if (part.kind === 'text') return <>{part.text}</>
  if (part.kind === 'mention') return <span class={me ? 'mention mention-me' : 'mention'}>{part.text}</span>
  return (
    <a href={part.href} target="_blank" rel="noreferrer">
      {part.text}
    </a>
  )
}

/** A text message: rich text is drawn as markdown, plain text with its mentions and links marked. */
export function MessageText({ text, native, myName }: { text: string; native: unknown; myName: string }) {
  const talk = useTalk()
  const rich = postMarkdownOf(native)
  if (rich !== undefined) return <Markdown source={rich} />
  return (
    <p class="plain-text">
      {splitMentions(text, talk.names).map((part, index) => (
        <Part key={index} part={part} me={part.text === `@${myName}` || part.text === '@所有人'} />
      ))}
    </p>
  )
}
