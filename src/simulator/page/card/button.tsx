import { useState } from 'preact/hooks'
import { callbackOf, linkOf, openLinks } from './behaviors.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useCard, useForm } from './context.ts'
import type { FormValues } from './form-values.ts'
import { type Json, objectAt, stringAt, textAt } from './json.ts'

const TYPES = new Set([
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
])

function classOf(element: Json): string {
  const type = stringAt(element, 'type') || 'default'
  const size = stringAt(element, 'size') || 'medium'
  const wide = stringAt(element, 'width') === 'fill' ? 'button-wide' : ''
  return `button button-${(TYPES.has(type) ? type : 'default').replaceAll('_', '-')} button-${size} ${wide}`
}

/** A link without callback goes nowhere but to its page; everything else asks the service. */
const onlyLink = (element: Json) => linkOf(element) !== undefined && !element.form_action_type && !callbackOf(element)

/** A card button: client checks first (required fields, confirmation), then the click crosses the protocol. */
export function CardButton({ element }: { element: Json }) {
  const card = useCard()
  const form = useForm()
  const [asking, setAsking] = useState<FormValues | 'plain'>()
  const id = card.ids.get(element) ?? ''
  const confirm = objectAt(element, 'confirm')

  const send = (values?: FormValues) => {
    openLinks(element)
    if (!onlyLink(element)) void card.press(id, values)
  }
  const ask = (values?: FormValues) => (confirm ? setAsking(values ?? 'plain') : send(values))
  const press = () => {
    const action = stringAt(element, 'form_action_type')
    if (form && action === 'submit') form.submit(ask)
    else if (form && action === 'reset') form.reset()
    else ask()
  }
  const disabled = element.disabled === true
  const hint = textAt(element, disabled ? 'disabled_tips' : 'hover_tips')
  return (
    <span class="button-hold" title={hint || undefined}>
      <button
        type="button"
        class={classOf(element)}
        disabled={disabled || card.busy !== undefined}
        aria-busy={card.busy === id}
        data-testid={`card-button-${id}`}
        onClick={press}
      >
        {textAt(element, 'text')}
      </button>
      {confirm && asking && (
        <ConfirmDialog
          title={textAt(confirm, 'title')}
          text={textAt(confirm, 'text')}
          onCancel={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined)
            send(asking === 'plain' ? undefined : asking)
          }}
        />
      )}
    </span>
  )
}
