import { useTalk } from '../../state/talk.ts'
import { useCard } from '../context.ts'
import { optionsOf } from '../form-values.ts'
import { type Json, stringAt } from '../json.ts'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './use-field.ts'

/** Several choices of several, as boxes to tick. */
export function MultiSelect({ element }: { element: Json }) {
  const field = useField(element)
  const talk = useTalk()
  const { memberOptions } = useCard()
  const stated = optionsOf(element, talk.nameOf)
  const people = stringAt(element, 'tag') === 'multi_select_person' && stated.length === 0
  const chosen = Array.isArray(field.value) ? field.value : []
  const toggle = (value: string, ticked: boolean) =>
    field.change(ticked ? [...chosen, value] : chosen.filter((one) => one !== value))
  return (
    <FieldFrame field={field} group>
      <div class="choices">
        {(people ? memberOptions : stated).map((option) => (
          <label key={option.value} class="choice">
            <input
              type="checkbox"
              name={field.name}
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={field.disabled}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldFrame>
  )
}
