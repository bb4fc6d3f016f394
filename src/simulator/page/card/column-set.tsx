import { spacing } from './colors.ts'
import { useCard } from './context.ts'
import { type Json, listAt, numberAt, stringAt } from './json.ts'

const MODES = new Set(['none', 'stretch', 'flow', 'bisect', 'trisect'])

/** `weighted` shares the room by weight, `auto` takes what it needs, `120px` is fixed. */
function flexOf(column: Json): string {
  const width = stringAt(column, 'width') || 'auto'
  if (/^\d{1,4}px$/.test(width)) return `0 0 ${width}`
  return width === 'weighted' ? `${numberAt(column, 'weight') ?? 1} 1 0` : '0 1 auto'
}

const background = (source: Json) => (stringAt(source, 'background_style') === 'grey' ? 'grey-ground' : '')

/** Columns beside each other; the flex mode says what happens when there is too little room. */
export function ColumnSet({ element }: { element: Json }) {
  const { Elements } = useCard()
  const stated = stringAt(element, 'flex_mode')
  const mode = MODES.has(stated) ? stated : 'none'
  return (
    <div
      class={`columns columns-${mode} ${background(element)}`}
      style={{ gap: spacing(element.horizontal_spacing), margin: spacing(element.margin) }}
    >
      {listAt(element, 'columns').map((column, index) => (
        <div
          key={index}
          class={`column ${background(column)} column-${stringAt(column, 'vertical_align') || 'top'}`}
          style={{ flex: flexOf(column), padding: spacing(column.padding) }}
        >
          <Elements items={listAt(column, 'elements')} gap={spacing(column.vertical_spacing)} />
        </div>
      ))}
    </div>
  )
}
