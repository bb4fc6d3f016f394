import { parseInline } from '../markdown/inline.ts'
import { Inlines } from '../markdown/inline-view.tsx'
import { headerColor, inkColor } from './colors.ts'
import { isJson, type Json, listAt, stringAt, textAt } from './json.ts'

function Title({ source, of }: { source: Json; of: 'title' | 'subtitle' }) {
  const title = source[of]
  const words = textAt(source, of)
  if (!words) return null
  const marked = isJson(title) && stringAt(title, 'tag') === 'lark_md'
  const inner = marked ? <Inlines nodes={parseInline(words)} /> : words
  return of === 'title' ? <h3>{inner}</h3> : <p class="card-subtitle">{inner}</p>
}

/** Title, subtitle and up to three tags on the colour of the template. */
export function CardHeader({ header }: { header: Json }) {
  return (
    <header class={`card-header header-${headerColor(stringAt(header, 'template') || 'default')}`}>
      <div class="card-title-line">
        <Title source={header} of="title" />
        {listAt(header, 'text_tag_list')
          .slice(0, 3)
          .map((tag) => (
            <span key={textAt(tag, 'text')} class={`tag tag-${inkColor(stringAt(tag, 'color') || 'neutral')}`}>
              {textAt(tag, 'text')}
            </span>
          ))}
      </div>
      <Title source={header} of="subtitle" />
    </header>
  )
}
