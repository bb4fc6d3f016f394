/**
 * What `make` makes of an object, made when it is first asked for and kept as long as the object is. The object must not
 * change after it was passed.
 */
export function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { value: V }>()
  return (key) => {
    const known = made.get(key)
    if (known) return known.value
    const value = make(key)
    made.set(key, { value })
    return value
  }
}

/**
 * As {@link perObject} for a list that comes in a new array with every message and hardly ever says anything else: kept
 * for the last one, and for every array whose elements are the `same` in their order.
 */
export function perList<E, V>(
  same: (a: E, b: E) => boolean,
  make: (list: readonly E[]) => V,
): (list: readonly E[]) => V {
  let last: { list: readonly E[]; value: V } | undefined
  return (list) => {
    if (!last || !isSame(last.list, list, same)) last = { list, value: make(list) }
    return last.value
  }
}

function isSame<E>(known: readonly E[], list: readonly E[], same: (a: E, b: E) => boolean): boolean {
  if (known === list) return true
  return known.length === list.length && known.every((one, index) => same(one, list[index] as E))
}
