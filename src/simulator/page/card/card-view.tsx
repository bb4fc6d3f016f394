import { useMemo, useState } from 'preact/hooks'
import { useTalk } from '../state/talk.ts'
import { captionsOf } from './captions.ts'
import { CardHeader } from './card-header.tsx'
import { spacing } from './colors.ts'
import { CardContext, type CardTools } from './context.ts'
import { controlIds } from './control-ids.ts'
import { Elements } from './elements.tsx'
import type { FormValues } from './form-values.ts'
import { type Json, objectAt, stringAt } from './json.ts'
import { elementsOf } from './native.ts'

interface CardProps {
  card: Json
  onPress(button: string, values?: FormValues): Promise<unknown>
}

/** A card JSON 2.0 as the Feishu client draws it. */
export function CardView({ card, onPress }: CardProps) {
  const talk = useTalk()
  const [busy, setBusy] = useState<string>()
  const ids = useMemo(() => controlIds(card), [card])
  const captions = useMemo(() => captionsOf(card), [card])
  const press: CardTools['press'] = async (button, values) => {
    setBusy(button)
    await onPress(button, values).finally(() => setBusy(undefined))
  }
  const memberOptions = talk.members.map((person) => ({ value: talk.accountOf(person), label: person.name }))
  const header = objectAt(card, 'header')
  const body = objectAt(card, 'body') ?? {}
  const width = stringAt(objectAt(card, 'config') ?? {}, 'width_mode') || 'default'
  return (
    <CardContext.Provider value={{ ids, captions, busy, press, memberOptions, Elements }}>
      <article class={`card card-${width}`} aria-busy={busy !== undefined}>
        {header && <CardHeader header={header} />}
        <div class="card-body" style={{ padding: spacing(body.padding) }}>
          <Elements items={elementsOf(card)} gap={spacing(body.vertical_spacing)} />
        </div>
      </article>
    </CardContext.Provider>
  )
}
