/** Messengers by the names people have for them. */
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { MessengerName } from '../../messenger.ts'
import type { ActionContext } from '../action.ts'

type Context = Pick<ActionContext, 'messengers' | 'speech'>

const inLocale = ({ speech }: Context, { zh, en }: MessengerName): string => (speech.locale === 'en' ? en : zh)

/** In the reader's language; one that is no longer configured by its own name. */
export function messengerName(context: Context, platform: string): string {
  const known = context.messengers.find((one) => one.platform === platform)
  return known ? inLocale(context, known) : platform
}

/** `spoken` holds the name of one of those that are configured, in any language. */
export function findMessenger(context: Context, spoken: string): MessengerName | Refusal {
  const said = spoken.toLowerCase()
  const found = context.messengers.filter(({ platform, zh, en }) =>
    [platform, zh, en].some((name) => said.includes(name.toLowerCase())),
  )
  const [only] = found
  if (only && found.length === 1) return only
  const known = context.messengers.map((one) => inLocale(context, one))
  return refuse('ACCOUNT.NO_MESSENGER', { name: spoken, known })
}
