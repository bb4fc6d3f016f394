/**
 * Where a transaction ends for the code inside it. All transactions share one connection, so a call that outlives its
 * transaction (a forgotten `await`, or the siblings of what failed first in a `Promise.all`) would write into the next
 * one. A scope waits for calls under way and refuses later ones.
 */
export class Scope {
  readonly #underWay = new Set<Promise<unknown>>()
  #ended = false

  /** The same repositories, each call watched. */
  over<T extends object>(repositories: T): T {
    return wrap(repositories, (repository) =>
      typeof repository === 'object' && repository !== null
        ? wrap(repository, (member) => this.#watched(member, repository))
        : repository,
    )
  }

  async end(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
    this.#ended = true
  }

  #watched(member: unknown, repository: object): unknown {
    if (typeof member !== 'function') return member
    return (...args: unknown[]) => {
      if (this.#ended) return Promise.reject(new Error('a repository was used after its transaction had ended'))
      const call: Promise<unknown> = Reflect.apply(member, repository, args)
      this.#underWay.add(call)
      const forget = () => this.#underWay.delete(call)
      call.then(forget, forget)
      return call
    }
  }
}

/** A view of an object whose members are replaced as they are read. */
function wrap<T extends object>(target: T, replace: (member: unknown) => unknown): T {
  return new Proxy(target, { get: (object, name) => replace(Reflect.get(object, name)) })
}
