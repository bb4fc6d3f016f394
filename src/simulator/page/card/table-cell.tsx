import { Mention } from '../markdown/inline-view.tsx'
import { Markdown } from '../markdown/markdown-view.tsx'
import { dayOf } from '../text/clock.ts'
import { inkColor } from './colors.ts'
import { isJson, type Json, numberAt, objectAt, stringAt } from './json.ts'

/** A number with the symbol, precision and separator that its column states. */
export function numberText(value: number, format: Json): string {
  const precision = numberAt(format, 'precision')
  const digits = precision === undefined ? { maximumFractionDigits: 10 } : digitsOf(precision)
  const text = value.toLocaleString('en-US', {
    useGrouping: format.seperator === true || format.separator === true,
    ...digits,
  })
  return `${stringAt(format, 'symbol')}${text}`
}

const digitsOf = (precision: number) => {
  const digits = Math.min(Math.max(Math.trunc(precision), 0), 10)
  return { minimumFractionDigits: digits, maximumFractionDigits: digits }
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function Options({ value }: { value: unknown }) {
  return (
    <span class="tags">
      {asList(value).map((option) => {
        const text = isJson(option) ? stringAt(option, 'text') : String(option ?? '')
        const color = isJson(option) ? stringAt(option, 'color') : ''
        return (
          <span key={text} class={`tag tag-${inkColor(color || 'neutral')}`}>
            {text}
          </span>
        )
      })}
    </span>
  )
}

/** One cell, drawn by the data type of its column. */
export function TableCell({ column, value }: { column: Json; value: unknown }) {
  if (value === undefined || value === null) return null
  switch (stringAt(column, 'data_type')) {
    case 'number':
      return <>{typeof value === 'number' ? numberText(value, objectAt(column, 'format') ?? {}) : String(value)}</>
    case 'options':
      return <Options value={value} />
    case 'persons':
      return (
        <>
          {asList(value).map((id) => (
            <Mention key={String(id)} id={String(id)} />
          ))}
        </>
      )
    case 'date':
      return <>{typeof value === 'number' ? dayOf(value) : String(value)}</>
    case 'markdown':
    case 'lark_md':
      return <Markdown source={String(value)} />
    default:
      return <>{String(value)}</>
  }
}
