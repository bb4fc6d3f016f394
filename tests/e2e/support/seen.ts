/** Reading what a person sees: fields by label, buttons by word. */
import type { Seen, SimulatorClient } from './client.ts'

export function field(message: Seen | undefined, label: string): string | undefined {
  return message?.fields.find((one) => one.label === label)?.value
}

export function labels(message: Seen | undefined): string[] {
  return message?.buttons.map(({ label }) => label) ?? []
}

export function buttonId(message: Seen | undefined, label: string): string {
  const button = message?.buttons.find((one) => one.label === label)
  if (!button) throw new Error(`no button ${label} among ${labels(message).join(', ')}`)
  return button.id
}

/** The message with this id as it is now. */
export async function again(client: SimulatorClient, message: Seen | undefined): Promise<Seen> {
  const found = (await client.messages({ chat: message?.chat ?? '' })).find(({ id }) => id === message?.id)
  if (!found) throw new Error('the message is gone')
  return found
}

/** Presses a button by its word, waits until all is quiet, and returns the toast. */
export async function press(
  client: SimulatorClient,
  message: Seen | undefined,
  from: string,
  label: string,
  values: Record<string, unknown> = {},
): Promise<string | undefined> {
  const clicked = await client.click(message?.id ?? '', from, buttonId(message, label), values)
  if (clicked.status !== 'ok') throw new Error(`click ${label}: ${clicked.status} ${clicked.error ?? ''}`)
  await client.idle()
  return clicked.toast?.content
}
