import { anything, bool, type Check, list, object, oneOf, text } from './shape.ts'
import {
  align,
  anyText,
  cardLink,
  colour,
  elementId,
  icon,
  pixels,
  plainText,
  spacing,
  verticalAlign,
} from './shapes-common.ts'
import { element } from './shapes-elements.ts'

const COLOURS = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
]
const TAG_COLOURS = [...COLOURS.filter((name) => name !== 'grey' && name !== 'default'), 'neutral', 'lime']

const config = object({
  update_multi: oneOf(true),
  width_mode: oneOf('default', 'compact', 'fill'),
  enable_forward: bool,
  enable_forward_interaction: bool,
  summary: object({ content: text(), i18n_content: anything }),
  streaming_mode: bool,
  streaming_config: object({
    print_frequency_ms: anything,
    print_step: anything,
    print_strategy: oneOf('fast', 'delay'),
  }),
  style: object({ text_size: anything, color: anything }),
  locales: list(text()),
  use_custom_translation: bool,
})

const textTag = object(
  { tag: oneOf('text_tag'), element_id: elementId, text: plainText, color: oneOf(...TAG_COLOURS) },
  ['tag', 'text'],
)

const header = object(
  {
    title: anyText,
    subtitle: anyText,
    text_tag_list: list(textTag, 3),
    i18n_text_tag_list: anything,
    template: oneOf(...COLOURS),
    icon,
    padding: pixels,
  },
  ['title'],
)

const body = object({
  direction: oneOf('vertical', 'horizontal'),
  padding: pixels,
  horizontal_spacing: spacing,
  horizontal_align: align,
  vertical_spacing: spacing,
  vertical_align: verticalAlign,
  background_style: colour,
  elements: list(element),
})

/** Schema 2.0 as a whole: no attribute that is not listed, no tag that is not known. */
export const cardShape: Check = object({ schema: oneOf('2.0'), config, card_link: cardLink, header, body }, [
  'schema',
  'body',
])
