import type { Card } from '../../../bot/card/card.ts'
import type { Conversation, Media } from '../../../bot/messenger.ts'
import { clip } from '../../shared/clip.ts'
import { CARD_MAX_BYTES, TRUNCATED } from './card-size.ts'
import { hasMarkup, postMarkdown, textMessage } from './markdown.ts'
import { renderCard } from './render-card.ts'

export interface Content {
  msg_type: 'text' | 'post' | 'image' | 'interactive'
  /** JSON in a string, as the platform wants it. */
  content: string
}

/** A `text` message where that shows everything, else a post with one `md` element per paragraph; at most 28 KB. */
export function textContent(markdown: string): Content {
  let limit = 9000
  let content = render(clip(markdown, limit, TRUNCATED))
  while (Buffer.byteLength(JSON.stringify(content)) > CARD_MAX_BYTES) {
    limit = Math.floor(limit * 0.7)
    content = render(clip(markdown, limit, TRUNCATED))
  }
  return content
}

function render(markdown: string): Content {
  if (!hasMarkup(markdown)) return { msg_type: 'text', content: JSON.stringify({ text: textMessage(markdown) }) }
  const rows = markdown
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => [{ tag: 'md', text: postMarkdown(paragraph) }])
  return { msg_type: 'post', content: JSON.stringify({ zh_cn: { title: '', content: rows } }) }
}

export function imageContent(media: Media): Content {
  return { msg_type: 'image', content: JSON.stringify({ image_key: media.key }) }
}

export function cardContent(to: Conversation, card: Card, images: readonly Media[]): Content {
  const rendered = renderCard(card, images, { isPrivate: to.kind === 'private' })
  return { msg_type: 'interactive', content: JSON.stringify(rendered) }
}
