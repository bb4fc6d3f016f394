/**
 * Runs an asynchronous task at most once at a time: calls during a run are merged into one more run after it,
 * so that a burst of events costs two fetches and the last one sees everything.
 */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  const loop = async () => {
    do {
      again = false
      await run()
    } while (again)
  }
  return () => {
    if (running) again = true
    else {
      running = loop().finally(() => {
        running = undefined
      })
    }
    return running
  }
}
