import { useState } from 'preact/hooks'
import type { ClickAnswer, FormValue, Input, Message } from '../api/types.ts'
import type { FormValues } from '../card/form-values.ts'
import { useTalk } from '../state/talk.ts'
import { safeUrl } from '../text/safe-url.ts'
import { CardText } from './card-text.tsx'
import { enteredValues, missingInputs } from './values.ts'
import { ViewInput } from './view-input.tsx'

interface ViewCardProps {
  message: Message
  onPress(button: string, values?: FormValues): Promise<ClickAnswer | undefined>
}

/** A menu acts when it is chosen from; all other inputs go along with a button. */
const isMenu = ({ kind }: Input) => kind === 'menu'

function Picture({ source, alt }: { source: string; alt: string }) {
  const talk = useTalk()
  return (
    <button type="button" class="picture" aria-label={`看原图：${alt}`} onClick={() => talk.openImage(source, alt)}>
      <img class="card-image" src={source} alt={alt} />
    </button>
  )
}

/** A card drawn from what a person sees of it: title, words, picture, inputs and buttons, in the look of the platform. */
export function ViewCard({ message, onPress }: ViewCardProps) {
  const [busy, setBusy] = useState<string>()
  const [values, setValues] = useState<FormValues>({})
  const [missing, setMissing] = useState<readonly string[]>([])
  const { title, image, buttons, inputs } = message
  const fields = inputs.filter((input) => !isMenu(input))

  const send = async (button: string, sent: FormValues) => {
    setBusy(button)
    const answer = await onPress(button, inputs.length > 0 ? sent : undefined).finally(() => setBusy(undefined))
    // The platform knows which buttons need which inputs; a refused press shows what is still empty.
    setMissing(answer ? [] : missingInputs(fields, values))
    const url = answer?.url && safeUrl(answer.url)
    if (url) window.open(url, '_blank', 'noopener,noreferrer')
  }
  const set = (name: string, value: FormValue) => {
    setValues((before) => ({ ...before, [name]: value }))
    setMissing((names) => names.filter((one) => one !== name))
  }

  return (
    <article class="card view-card" aria-busy={busy !== undefined}>
      <div class="view-card-body">
        {title && <h3>{title}</h3>}
        <CardText message={message} />
        {image && <Picture source={image} alt={title || '图片'} />}
        {fields.map((input) => (
          <ViewInput
            key={input.name}
            input={input}
            value={values[input.name]}
            missing={missing.includes(input.name)}
            disabled={busy !== undefined}
            onChange={(value) => set(input.name, value)}
          />
        ))}
        {inputs.filter(isMenu).map((menu) => (
          <ViewInput
            key={menu.name}
            input={menu}
            value=""
            missing={false}
            disabled={busy !== undefined}
            onChange={(value) => void (value && send(menu.name, { [menu.name]: value }))}
          />
        ))}
      </div>
      {buttons.length > 0 && (
        <div class="view-card-buttons">
          {buttons.map(({ id, label, disabled }) => (
            <button
              key={id}
              type="button"
              class="view-card-button"
              disabled={disabled || busy !== undefined}
              aria-busy={busy === id}
              data-testid={`card-button-${id}`}
              onClick={() => void send(id, enteredValues(fields, values))}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </article>
  )
}
