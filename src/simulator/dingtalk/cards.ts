/** Variables of a card: all values are strings. */
export type Params = Readonly<Record<string, string>>

export interface CardInstance {
  readonly outTrackId: string
  readonly templateId: string
  /** Undefined: nobody was named, so nothing can be called back. */
  readonly callbackType: 'STREAM' | 'HTTP' | undefined
  readonly routeKey: string | undefined
  data: Params
  /** By userid. */
  privateData: Record<string, Params>
}

export interface CardChange {
  data?: Params | undefined
  privateData?: Record<string, Params> | undefined
  /** Without these flags what is given replaces everything that was there, for everybody or for a person named. */
  dataByKey: boolean
  privateByKey: boolean
}

/** The card instances, by the outTrackId that the service gave them. */
export class CardStore {
  readonly #cards = new Map<string, CardInstance>()

  add(card: CardInstance): void {
    this.#cards.set(card.outTrackId, card)
  }

  get(outTrackId: string): CardInstance | undefined {
    return this.#cards.get(outTrackId)
  }
}

/** Applies an update; what is not given stays. */
export function changeCard(card: CardInstance, change: CardChange): void {
  if (change.data) card.data = change.dataByKey ? { ...card.data, ...change.data } : change.data
  if (!change.privateData) return
  const merged = Object.entries(change.privateData).map(([userId, params]) => [
    userId,
    change.privateByKey ? { ...card.privateData[userId], ...params } : params,
  ])
  card.privateData = { ...card.privateData, ...Object.fromEntries(merged) }
}

/** The variables that somebody sees: a private value hides the public one of the same name. */
export function paramsFor(card: CardInstance, userId: string | undefined): Params {
  return { ...card.data, ...(userId === undefined ? {} : card.privateData[userId]) }
}
