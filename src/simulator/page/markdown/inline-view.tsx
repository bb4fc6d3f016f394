import { imageUrl } from '../api/client.ts'
import { inkColor } from '../card/colors.ts'
import { useTalk } from '../state/talk.ts'
import { safeUrl } from '../text/safe-url.ts'
import type { Inline } from './nodes.ts'

const WRAPPERS = { bold: 'strong', italic: 'em', strike: 's' } as const

export function Mention({ id }: { id: string }) {
  const talk = useTalk()
  return <span class={talk.isMe(id) ? 'mention mention-me' : 'mention'}>@{talk.nameOf(id)}</span>
}

function Picture({ imageKey, alt }: { imageKey: string; alt: string }) {
  const talk = useTalk()
  const source = imageUrl(imageKey)
  return (
    <button
      type="button"
      class="picture"
      aria-label={`看原图：${alt || '图片'}`}
      onClick={() => talk.openImage(source, alt)}
    >
      <img src={source} alt={alt} />
    </button>
  )
}

function Link({ node }: { node: Extract<Inline, { kind: 'link' }> }) {
  const href = safeUrl(node.href)
  const words = <Inlines nodes={node.children} />
  if (!href) return words
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>
    case 'code':
      return <code>{node.text}</code>
    case 'break':
      return <br />
    case 'at':
      return <Mention id={node.id} />
    case 'image':
      return <Picture imageKey={node.key} alt={node.alt} />
    case 'link':
      return <Link node={node} />
    case 'font':
      return (
        <span class={`ink-${inkColor(node.color)}`}>
          <Inlines nodes={node.children} />
        </span>
      )
    case 'tag':
      return (
        <span class={`tag tag-${inkColor(node.color)}`}>
          <Inlines nodes={node.children} />
        </span>
      )
    default: {
      const Wrapper = WRAPPERS[node.kind]
      return (
        <Wrapper>
          <Inlines nodes={node.children} />
        </Wrapper>
      )
    }
  }
}

/** Inline markdown as elements. */
export function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <InlineNode key={index} node={node} />
      ))}
    </>
  )
}
