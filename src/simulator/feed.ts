/** A change that somebody watching wants to hear of. */
export type Change =
  | { kind: 'message'; platform: string; chat: string; id: string; change: 'new' | 'edited' | 'deleted' }
  | { kind: 'clock'; clock: string }
  | { kind: 'exchange'; id: string }

/** Tells listeners of changes, in order and synchronously. */
export class Feed {
  readonly #listeners = new Set<(change: Change) => void>()

  emit(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }

  /** Returns a function that removes the listener. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
