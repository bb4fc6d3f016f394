import { MessengerError } from '../../../bot/messenger.ts'

const REMEMBERED = 2_000

/** WeCom knows no keys of ours for most messages; what this process has sent, it does not send again. */
export interface Once {
  /**
   * Does the work unless it was done under this key before. An unknown outcome counts as done: this is for what stands
   * beside a message, and must neither be seen twice nor hold that message up.
   */
  do(key: string, work: () => Promise<unknown>): Promise<void>
  /**
   * Does work that must not be repeated once its outcome is unknown: another attempt fails as `invalid`, so that it ends
   * as a dead letter and never as a second message.
   */
  unlessInDoubt<T>(key: string, work: () => Promise<T>): Promise<T>
}

export function createOnce(): Once {
  const done = new Set<string>()
  const doubtful = new Set<string>()

  return {
    async do(key, work) {
      if (done.has(key)) return
      try {
        await work()
      } catch (error) {
        if (!isInDoubt(error)) throw error
      }
      remember(done, key)
    },
    async unlessInDoubt(key, work) {
      if (doubtful.has(key)) {
        throw new MessengerError('invalid', 'wecom: the first attempt may have arrived, and the platform knows no keys')
      }
      try {
        return await work()
      } catch (error) {
        if (isInDoubt(error)) remember(doubtful, key)
        throw error
      }
    },
  }
}

function remember(keys: Set<string>, key: string): void {
  keys.add(key)
  for (const oldest of keys) {
    if (keys.size <= REMEMBERED) break
    keys.delete(oldest)
  }
}

function isInDoubt(error: unknown): boolean {
  return error instanceof MessengerError && error.fault === 'unknown_outcome'
}
