/** One lane per conversation: work in a lane runs in the order it was put in, lanes run beside each other. */
export class Lanes {
  readonly #tails = new Map<string, Promise<void>>()

  /** Resolves or rejects with the work's own result. A failure does not stop the lane. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(lane) ?? Promise.resolve()
    const result = before.then(work)
    const tail = result.then(
      () => {},
      () => {},
    )
    this.#tails.set(lane, tail)
    void tail.then(() => {
      if (this.#tails.get(lane) === tail) this.#tails.delete(lane)
    })
    return result
  }

  /** Resolves when everything put in so far has run. */
  async idle(): Promise<void> {
    await Promise.all(this.#tails.values())
  }

  get busy(): boolean {
    return this.#tails.size > 0
  }
}
