export interface CardRoute {
  url: string
  apiSecret: string | undefined
}

/** Where cards of callbackType HTTP call back, by the callbackRouteKey registered once through the API. */
export class CardRoutes {
  readonly #routes = new Map<string, CardRoute>()

  has(key: string): boolean {
    return this.#routes.has(key)
  }

  register(key: string, route: CardRoute): void {
    this.#routes.set(key, route)
  }

  get(key: string | undefined): CardRoute | undefined {
    return key === undefined ? undefined : this.#routes.get(key)
  }
}
