import { Markdown } from '../markdown/markdown-view.tsx'
import { safeUrl } from '../text/safe-url.ts'
import { Icon } from '../ui/icon.tsx'
import { callbackOf, openLinks } from './behaviors.ts'
import { spacing } from './colors.ts'
import { useCard } from './context.ts'
import { type Json, listAt, objectAt, stringAt, textAt } from './json.ts'

/** A panel that folds. */
export function Collapsible({ element }: { element: Json }) {
  const { Elements } = useCard()
  const header = objectAt(element, 'header') ?? {}
  return (
    <details class="collapsible" open={element.expanded === true}>
      <summary>
        <Markdown source={textAt(header, 'title')} />
        <Icon name="chevron" />
      </summary>
      <div class="collapsible-body" style={{ padding: spacing(element.padding) }}>
        <Elements items={listAt(element, 'elements')} gap={spacing(element.vertical_spacing)} />
      </div>
    </details>
  )
}

/** A group of elements that reacts to a click as a whole, unless the click met a control inside. */
export function InteractiveContainer({ element }: { element: Json }) {
  const { Elements, press, busy } = useCard()
  const id = stringAt(element, 'name') || stringAt(element, 'element_id')
  const act = () => {
    openLinks(element)
    if (callbackOf(element)) void press(id)
  }
  const inert = element.disabled === true || busy !== undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element may not hold the controls that this container may
    <div
      class={`interactive ${element.has_border === true ? 'bordered' : ''}`}
      role="button"
      tabIndex={0}
      aria-disabled={inert}
      style={{ padding: spacing(element.padding) }}
      onClick={(event) => {
        const inner = event.target instanceof Element && event.target.closest('button, a, input, select, textarea')
        if (!inner && !inert) act()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget && !inert) act()
      }}
    >
      <Elements items={listAt(element, 'elements')} />
    </div>
  )
}

/** A small menu; an option is a link or a choice that is called back. */
export function Overflow({ element }: { element: Json }) {
  const { press, ids } = useCard()
  const id = ids.get(element) ?? ''
  return (
    <details class="overflow">
      <summary class="button" aria-label="更多">
        ···
      </summary>
      <div class="overflow-menu">
        {listAt(element, 'options').map((option) => {
          const value = stringAt(option, 'value')
          const href = safeUrl(stringAt(objectAt(option, 'multi_url') ?? {}, 'url'))
          const label = textAt(option, 'text')
          if (href) {
            return (
              <a key={label} href={href} target="_blank" rel="noreferrer">
                {label}
              </a>
            )
          }
          return (
            <button key={value} type="button" onClick={() => void press(id, { [id]: value })}>
              {label}
            </button>
          )
        })}
      </div>
    </details>
  )
}
