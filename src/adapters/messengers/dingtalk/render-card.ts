/**
 * The neutral card as the variables of our own card template. Pure and deterministic. All values are texts; every
 * variable is always written, because an update by key leaves out nothing.
 *
 * | variable | content |
 * |---|---|
 * | `title` | one line without markup |
 * | `tag` | short word beside the title, or empty |
 * | `tone` | `info`, `waiting`, `success`, `warning`, `danger` or `muted`: the colour of the header |
 * | `summary` | one line for chat lists |
 * | `body` | markdown: texts, fields as `**label**：value`, tables, further images |
 * | `image` | media id of the first image, or empty |
 * | `buttons` | JSON list of `{id, label, style, disabled}`; `style` is `primary`, `danger` or `default` |
 * | `form` | JSON `{"fields": [...]}` as {@link formVariable} writes it, or empty |
 * | `form_btn` | JSON list like `buttons`: those of the form; all but `default` ones send its values |
 * | `card_status` | `pending` while there is something to press, else `done` |
 * | `notice` | private line for whoever pressed last, e.g. a refusal; publicly empty |
 *
 * The template loops over `buttons` and over `form_btn`; each button is a 回传请求 whose actionId is the item's `id`. The
 * form component's values come back as `params.form.<name>`. See {@link writeButtonValue} for what an `id` holds.
 */
import type { Block, Button, Card, FormBlock } from '../../../bot/card/card.ts'
import type { Media } from '../../../bot/messenger.ts'
import { writeButtonValue } from './button-value.ts'
import { cardBody } from './card-body.ts'
import { formVariable } from './card-form.ts'
import { CARD_MAX_BYTES, DETAILS, type Detail, fits } from './card-size.ts'
import { plainText } from './markdown.ts'

export interface RenderOptions {
  /** Whether the card goes to a private chat, which its buttons have to remember. */
  isPrivate: boolean
  /** Bytes that one variable may have; default is all that the card may have. */
  valueMaxBytes?: number
}

export type CardParams = Record<string, string>

type ImageBlock = Extract<Block, { kind: 'image' }>

/** Renders with as much detail as fits; buttons and inputs are never left out. `images[i]` is the i-th image block's. */
export function renderCard(card: Card, images: readonly Media[], options: RenderOptions): CardParams {
  const limit = options.valueMaxBytes ?? CARD_MAX_BYTES
  let rendered: CardParams = {}
  for (const detail of DETAILS) {
    rendered = render(card, images, options, detail)
    if (fits(rendered, limit)) break
  }
  return rendered
}

function render(card: Card, images: readonly Media[], options: RenderOptions, detail: Detail): CardParams {
  const pictures = card.blocks.filter((block): block is ImageBlock => block.kind === 'image')
  const mediaOf = (block: ImageBlock) => images[pictures.indexOf(block)]
  const apart = pictures.find((block) => mediaOf(block) !== undefined)
  const forms = card.blocks.filter((block): block is FormBlock => block.kind === 'form')
  const plain = card.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
  const sending = forms.flatMap((form) => form.buttons)
  return {
    title: plainText(card.header.text),
    tag: plainText(card.header.tag ?? ''),
    tone: card.header.tone,
    summary: plainText(card.summary),
    body: cardBody(card.blocks, detail, mediaOf, apart),
    image: (apart && mediaOf(apart)?.key) ?? '',
    buttons: buttonList(plain, options.isPrivate, false),
    form: formVariable(forms),
    form_btn: buttonList(sending, options.isPrivate, true),
    card_status: [...plain, ...sending].some(({ disabled }) => !disabled) ? 'pending' : 'done',
    notice: '',
  }
}

function buttonList(buttons: readonly Button[], isPrivate: boolean, submits: boolean): string {
  return JSON.stringify(
    buttons.map((button) => ({
      id: writeButtonValue(button, { isPrivate, submits }),
      label: plainText(button.label),
      style: button.style ?? 'default',
      disabled: button.disabled === true,
    })),
  )
}
