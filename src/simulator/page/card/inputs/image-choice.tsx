import { imageUrl } from '../../api/client.ts'
import { type Json, listAt, stringAt } from '../json.ts'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './use-field.ts'

/** One or several pictures to choose from. */
export function ImageChoice({ element }: { element: Json }) {
  const field = useField(element)
  const many = element.multi_select === true
  const chosen = Array.isArray(field.value) ? field.value : [String(field.value)]
  const choose = (value: string, ticked: boolean) => {
    if (!many) field.change(value)
    else field.change(ticked ? [...chosen, value] : chosen.filter((one) => one !== value))
  }
  return (
    <FieldFrame field={field} group>
      <div class="choices">
        {listAt(element, 'options').map((option) => {
          const value = stringAt(option, 'value')
          return (
            <label key={value} class="choice image-choice">
              <input
                type={many ? 'checkbox' : 'radio'}
                name={field.name}
                value={value}
                checked={chosen.includes(value)}
                disabled={field.disabled}
                onChange={(event) => choose(value, event.currentTarget.checked)}
              />
              <img src={imageUrl(stringAt(option, 'img_key'))} alt={value} />
            </label>
          )
        })}
      </div>
    </FieldFrame>
  )
}
