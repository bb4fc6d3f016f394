/**
 * The neutral card as Feishu card JSON 2.0 (schema and component pages of "feishu-cards", 2.0). Pure and deterministic.
 * Only documented attributes are written: 2.0 refuses a card with an unknown one, and the message is then not there.
 */
import type { Block, Card, Tone } from '../../../bot/card/card.ts'
import type { Media } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import { type Buttons, createButtons } from './card-buttons.ts'
import { renderForm } from './card-form.ts'
import { fieldsElements, tableElements } from './card-grid.ts'
import { DETAILS, type Detail, fits, TRUNCATED } from './card-size.ts'
import { cardMarkdown, plainText } from './markdown.ts'

export interface RenderOptions {
  /** Whether the card goes to a private chat, which its buttons have to remember. */
  isPrivate: boolean
}

const HEADER: Record<Tone, { template: string; tag: string }> = {
  info: { template: 'blue', tag: 'blue' },
  waiting: { template: 'orange', tag: 'orange' },
  success: { template: 'green', tag: 'green' },
  warning: { template: 'yellow', tag: 'yellow' },
  danger: { template: 'red', tag: 'red' },
  muted: { template: 'grey', tag: 'neutral' },
}

/**
 * Renders with as much detail as fits into 28 KB and 180 elements. Long texts and rows are shortened first, with a
 * visible note; then whole blocks without buttons are left out from the end. `images[i]` is the i-th image block's.
 */
export function renderCard(card: Card, images: readonly Media[], options: RenderOptions): Json {
  for (const detail of DETAILS) {
    const rendered = render(card, card.blocks, images, options, detail)
    if (fits(rendered)) return rendered
  }
  return renderShortened(card, images, options)
}

function renderShortened(card: Card, images: readonly Media[], options: RenderOptions): Json {
  const least = DETAILS[DETAILS.length - 1] ?? DETAILS[0]
  const note: Block = { kind: 'text', markdown: TRUNCATED, quiet: true }
  let blocks = card.blocks
  let rendered: Json
  do {
    const last = blocks.findLastIndex((block) => block.kind !== 'actions' && block.kind !== 'form')
    if (last < 0) return render(card, [...blocks, note], images, options, least)
    blocks = blocks.toSpliced(last, 1)
    rendered = render(card, [...blocks, note], images, options, least)
  } while (!fits(rendered))
  return rendered
}

function render(
  card: Card,
  blocks: readonly Block[],
  images: readonly Media[],
  options: RenderOptions,
  detail: Detail,
): Json {
  const buttons = createButtons(options.isPrivate)
  const state: State = { buttons, detail, tablesLeft: 3, image: imageOf(card, images) }
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false, summary: { content: plainText(card.summary) } },
    header: header(card),
    body: { elements: blocks.flatMap((block) => elements(block, state)) },
  }
}

interface State {
  buttons: Buttons
  detail: Detail
  /** Feishu takes three tables; further ones become lists. */
  tablesLeft: number
  image: (block: ImageBlock) => Media | undefined
}

type ImageBlock = Extract<Block, { kind: 'image' }>

/** Found by the block itself, so that leaving blocks out does not shift the others' images. */
function imageOf(card: Card, images: readonly Media[]): (block: ImageBlock) => Media | undefined {
  const order = card.blocks.filter((block) => block.kind === 'image')
  return (block) => images[order.indexOf(block)]
}

function header(card: Card): Json {
  const look = HEADER[card.header.tone]
  return {
    template: look.template,
    title: { tag: 'plain_text', content: plainText(card.header.text) },
    ...(card.header.tag && {
      text_tag_list: [
        { tag: 'text_tag', text: { tag: 'plain_text', content: plainText(card.header.tag) }, color: look.tag },
      ],
    }),
  }
}

function elements(block: Block, state: State): Json[] {
  switch (block.kind) {
    case 'text':
      return [textElement(state.detail.text(block.markdown), block.quiet === true)]
    case 'fields':
      return fieldsElements(block.fields, state.detail)
    case 'table':
      state.tablesLeft -= 1
      return tableElements(block, state.detail, state.tablesLeft >= 0)
    case 'image':
      return [imageElement(state.image(block), block.alt)]
    case 'divider':
      return [{ tag: 'hr' }]
    case 'actions':
      return block.buttons.length > 0 ? [state.buttons.row(block.buttons, false)] : []
    case 'form':
      return [renderForm(block, state.buttons)]
    default:
      return block satisfies never
  }
}

function textElement(markdown: string, quiet: boolean): Json {
  const content = cardMarkdown(markdown)
  return quiet ? { tag: 'markdown', content: grey(content), text_size: 'notation' } : { tag: 'markdown', content }
}

/** Line by line behind list marks: a colour cannot span list items. */
function grey(content: string): string {
  return content.replace(/^([ \t]*(?:- )?)(.*\S.*)$/gm, "$1<font color='grey'>$2</font>")
}

/** Without an uploaded image (answers to clicks have no time for one) its words stand in. */
function imageElement(media: Media | undefined, alt: string): Json {
  if (!media) return textElement(`［图］${alt}`, true)
  return {
    tag: 'img',
    img_key: media.key,
    alt: { tag: 'plain_text', content: plainText(alt) },
    scale_type: 'fit_horizontal',
    preview: true,
  }
}
