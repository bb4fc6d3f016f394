import { isRecord } from '../../json.ts'
import { cardProblem } from './problem.ts'
import { anything, bool, type Check, either, integer, list, matching, object, oneOf, refuse, text } from './shape.ts'
import {
  align,
  anyText,
  base,
  behaviors,
  cardLink,
  colour,
  confirm,
  icon,
  inputBase,
  pixels,
  plainText,
  shortText,
  spacing,
  verticalAlign,
} from './shapes-common.ts'

const BUTTON_TYPES = [
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
]
/** Of schema 1.0, gone in 2.0. */
const GONE = new Set(['note', 'action', 'fallback'])
const DATE = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d\d:\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d$/

/** Any element: its tag must be known, and its attributes those of that tag. */
export const element: Check = (value, path) => {
  if (!isRecord(value)) return refuse(path, 'not an object')
  const tag = String(value.tag)
  if (GONE.has(tag)) throw cardProblem(200861, `unsupported tag ${tag}, path: ${path}`)
  const shape = Object.hasOwn(SHAPES, tag) ? SHAPES[tag] : undefined
  if (!shape) return refuse(path, `unknown tag ${tag}`)
  shape(value, `${path}(tag: ${tag})`)
}

const elements = list(element)
const border = object({ color: colour, corner_radius: text() })
const layout = {
  direction: oneOf('vertical', 'horizontal'),
  padding: pixels,
  horizontal_spacing: spacing,
  vertical_spacing: spacing,
  horizontal_align: align,
  vertical_align: verticalAlign,
}
const options = list(object({ text: plainText, value: text(), icon, multi_url: cardLink }, ['value']), 100)
const people = list(object({ value: text() }, ['value']))
const selected = list(text())
const panelHeader = object(
  {
    title: either(anyText, object({ tag: oneOf('markdown'), content: text() }, ['tag', 'content'])),
    background_color: colour,
    vertical_align: verticalAlign,
    padding: pixels,
    position: oneOf('top', 'bottom'),
    width: text(),
    icon,
    icon_position: oneOf('left', 'right', 'follow_text'),
    icon_expanded_angle: oneOf(-180, -90, 90, 180),
  },
  ['title'],
)
const tableColumn = object(
  {
    name: text(),
    display_name: text(),
    width: text(),
    horizontal_align: align,
    vertical_align: verticalAlign,
    data_type: oneOf('text', 'lark_md', 'markdown', 'options', 'number', 'persons', 'date'),
    format: object({ symbol: text(), precision: integer(0, 10), separator: bool }),
    date_format: text(),
  },
  ['name'],
)
/** Which keys a row has, the columns say; see rules.ts. */
const row: Check = (value, path) => {
  if (!isRecord(value)) refuse(path, 'not an object')
}
const headerStyle = object({
  text_align: align,
  text_size: text(),
  background_style: oneOf('none', 'grey'),
  text_color: colour,
  bold: bool,
  lines: integer(1, 100),
})

const SHAPES: Record<string, Check> = {
  markdown: object({ ...base, content: text(), text_align: align, text_size: text(), icon }, ['content']),
  div: object({ ...base, text: anyText, icon, width: text() }),
  plain_text: object({ ...base, content: text(), text_size: text(), text_color: colour, text_align: align }),
  hr: object(base),
  img: object(
    {
      ...base,
      img_key: text(),
      alt: plainText,
      title: anyText,
      corner_radius: text(),
      scale_type: oneOf('crop_center', 'fit_horizontal', 'crop_top'),
      size: text(),
      transparent: bool,
      preview: bool,
    },
    ['img_key'],
  ),
  img_combination: object(
    {
      ...base,
      combination_mode: oneOf('double', 'triple', 'bisect', 'trisect'),
      combination_transparent: bool,
      corner_radius: text(),
      img_list: list(object({ img_key: text() }, ['img_key']), 9),
    },
    ['img_list'],
  ),
  person: object({ ...base, user_id: text(), size: text(), show_avatar: bool, show_name: bool, style: text() }, [
    'user_id',
  ]),
  person_list: object({
    ...base,
    persons: list(object({ id: text() }, ['id'])),
    lines: integer(1, 100),
    size: text(),
    show_avatar: bool,
    show_name: bool,
    drop_invalid_user_id: bool,
    icon,
  }),
  chart: object(
    {
      ...base,
      aspect_ratio: oneOf('1:1', '2:1', '4:3', '16:9'),
      height: text(),
      color_theme: oneOf('brand', 'rainbow', 'complementary', 'converse', 'primary'),
      preview: bool,
      chart_spec: anything,
    },
    ['chart_spec'],
  ),
  table: object(
    {
      ...base,
      columns: list(tableColumn),
      rows: list(row),
      page_size: integer(1, 10),
      row_height: text(),
      row_max_height: text(),
      freeze_first_column: bool,
      header_style: headerStyle,
    },
    ['columns', 'rows'],
  ),
  column_set: object(
    {
      ...base,
      flex_mode: oneOf('none', 'stretch', 'flow', 'bisect', 'trisect'),
      background_style: colour,
      horizontal_spacing: spacing,
      horizontal_align: align,
      columns: list((value, path) => column(value, path)),
      action: object({ multi_url: cardLink }),
    },
    ['columns'],
  ),
  collapsible_panel: object(
    { ...base, ...layout, expanded: bool, background_color: colour, header: panelHeader, border, elements },
    ['header', 'elements'],
  ),
  interactive_container: object(
    {
      ...base,
      ...layout,
      width: text(),
      height: text(),
      background_style: colour,
      has_border: bool,
      border_color: colour,
      corner_radius: text(),
      behaviors,
      disabled: bool,
      disabled_tips: plainText,
      hover_tips: plainText,
      confirm,
      elements,
    },
    ['behaviors', 'elements'],
  ),
  form: object({ ...base, ...layout, name: text(), elements }, ['name', 'elements']),
  button: object(
    {
      ...base,
      text: shortText(100),
      type: oneOf(...BUTTON_TYPES),
      size: oneOf('tiny', 'small', 'medium', 'large'),
      width: text(),
      icon,
      hover_tips: plainText,
      disabled: bool,
      disabled_tips: plainText,
      confirm,
      name: text(100),
      required: bool,
      form_action_type: oneOf('submit', 'reset'),
      behaviors,
    },
    [],
  ),
  input: object({
    ...inputBase,
    input_type: oneOf('text', 'multiline_text', 'password'),
    rows: integer(1, 1000),
    auto_resize: bool,
    max_rows: integer(1, 1000),
    max_length: integer(1, 1000),
    label: plainText,
    label_position: oneOf('top', 'left'),
    default_value: text(1000),
    show_icon: bool,
  }),
  select_static: object({
    ...inputBase,
    type: oneOf('default', 'text'),
    options,
    initial_option: text(),
    initial_index: integer(1, 100),
  }),
  multi_select_static: object({ ...inputBase, type: oneOf('default', 'text'), options, selected_values: selected }),
  select_person: object({ ...inputBase, type: oneOf('default', 'text'), options: people, initial_option: text() }),
  multi_select_person: object({
    ...inputBase,
    type: oneOf('default', 'text'),
    options: people,
    selected_values: selected,
  }),
  date_picker: object({ ...inputBase, initial_date: matching(DATE) }),
  picker_time: object({ ...inputBase, initial_time: matching(TIME) }),
  picker_datetime: object({ ...inputBase, initial_datetime: matching(MOMENT) }),
  overflow: object({ ...inputBase, options: list(object({ text: plainText, value: text(), multi_url: cardLink })) }, [
    'options',
  ]),
  checker: object({
    ...inputBase,
    checked: bool,
    text: anyText,
    overall_checkable: bool,
    button_area: anything,
    checked_style: anything,
    padding: pixels,
    hover_tips: plainText,
    disabled_tips: plainText,
  }),
  select_img: object({
    ...inputBase,
    multi_select: bool,
    layout: oneOf('stretch', 'bisect', 'trisect'),
    aspect_ratio: oneOf('16:9', '4:3', '1:1'),
    can_preview: bool,
    options: list(
      object({ img_key: text(), value: text(), disabled: bool, disabled_tips: plainText }, ['img_key', 'value']),
    ),
    style: oneOf('laser', 'normal'),
  }),
}

const column = object(
  {
    ...base,
    ...layout,
    tag: oneOf('column'),
    width: matching(/^(weighted|auto|\d{1,3}px)$/),
    weight: integer(1, 5),
    background_style: colour,
    action: object({ multi_url: cardLink }),
    elements,
  },
  ['tag'],
)
