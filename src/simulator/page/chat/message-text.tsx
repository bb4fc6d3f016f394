import { postMarkdownOf } from '../card/native.ts'
import { Markdown } from '../markdown/markdown-view.tsx'
import { Words } from './words.tsx'

/** A text message: rich text of Feishu is drawn as markdown, plain text with its mentions and links marked. */
export function MessageText({ text, native }: { text: string; native: unknown }) {
  const rich = postMarkdownOf(native)
  if (rich !== undefined) return <Markdown source={rich} />
  return (
    <p class="plain-text">
      <Words text={text} />
    </p>
  )
}
