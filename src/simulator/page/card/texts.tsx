import { Mention } from '../markdown/inline-view.tsx'
import { Markdown } from '../markdown/markdown-view.tsx'
import { spacing } from './colors.ts'
import { isJson, type Json, listAt, objectAt, stringAt } from './json.ts'

const ALIGN = new Set(['left', 'center', 'right'])

function textClass(source: Json): string {
  const align = stringAt(source, 'text_align')
  const size = stringAt(source, 'text_size').replaceAll('-', '_')
  return [ALIGN.has(align) ? `align-${align}` : '', /^[a-z0-9_]+$/.test(size) ? `size-${size}` : ''].join(' ').trim()
}

export function MarkdownElement({ element }: { element: Json }) {
  return (
    <div class={textClass(element)} style={{ margin: spacing(element.margin) }}>
      <Markdown source={stringAt(element, 'content')} />
    </div>
  )
}

export function PlainText({ element }: { element: Json }) {
  return <p class={`plain-text ${textClass(element)}`}>{stringAt(element, 'content')}</p>
}

function AnyText({ text }: { text: Json }) {
  return stringAt(text, 'tag') === 'lark_md' ? <MarkdownElement element={text} /> : <PlainText element={text} />
}

/** `div`: a text and short fields side by side. */
export function TextBlock({ element }: { element: Json }) {
  const text = objectAt(element, 'text')
  const fields = listAt(element, 'fields').flatMap((field) => (isJson(field.text) ? [field.text] : []))
  return (
    <div style={{ margin: spacing(element.margin) }}>
      {text && <AnyText text={text} />}
      {fields.length > 0 && (
        <div class="fields">
          {fields.map((field) => (
            <AnyText key={stringAt(field, 'content')} text={field} />
          ))}
        </div>
      )}
    </div>
  )
}

export function Person({ element }: { element: Json }) {
  return (
    <p>
      <Mention id={stringAt(element, 'user_id')} />
    </p>
  )
}

export function PersonList({ element }: { element: Json }) {
  return (
    <p class="person-list">
      {listAt(element, 'persons').map((person) => (
        <Mention key={stringAt(person, 'id')} id={stringAt(person, 'id')} />
      ))}
    </p>
  )
}
