import { Piscina } from 'piscina'

export interface PoolOptions {
  /** The worker's file; its default export takes a task and returns the result. */
  file: URL
  threads: number
  /** A task that takes longer, waiting included, fails and its thread is replaced. */
  timeoutMs: number
}

export interface Pool<Task, Result> {
  /** Rejects if the thread died twice over this task, if it timed out, or if the pool is closed. */
  run(task: Task): Promise<Result>
  /** Waits for the tasks under way, then ends the threads. */
  close(): Promise<void>
}

/**
 * A thread that cannot start, or dies without a task, is told by `error`, and Piscina leaves what waits unanswered.
 * Dropping the whole pool rejects the waiting tasks, and each gets its second chance in a new one.
 */
function openPiscina(options: PoolOptions, onBroken: (broken: Piscina) => void): Piscina {
  const piscina = new Piscina({
    filename: options.file.href,
    minThreads: options.threads,
    maxThreads: options.threads,
    // The flags of this process may not suit a worker, and none are needed.
    execArgv: [],
    // A picture is megabytes of pixels behind a small object; a small nursery frees them after one chart or two.
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  })
  piscina.on('error', () => onBroken(piscina))
  return piscina
}

/** Threads are started by the first task, so that a process that draws nothing pays nothing. */
export function createPool<Task, Result>(options: PoolOptions): Pool<Task, Result> {
  let current: Piscina | undefined
  let closed = false
  const underWay = new Set<Promise<Result>>()

  const drop = (broken: Piscina): void => {
    if (current === broken) current = undefined
    void broken.destroy()
  }
  const attempt = async (task: Task, signal: AbortSignal): Promise<Result> => {
    current ??= openPiscina(options, drop)
    return await current.run(task, { signal })
  }
  const withSecondChance = async (task: Task): Promise<Result> => {
    const signal = AbortSignal.timeout(options.timeoutMs)
    try {
      return await attempt(task, signal)
    } catch (error) {
      if (signal.aborted) throw error
      return await attempt(task, signal)
    }
  }

  return {
    async run(task) {
      if (closed) throw new Error('the pool is closed')
      const result = withSecondChance(task)
      underWay.add(result)
      try {
        return await result
      } finally {
        underWay.delete(result)
      }
    },
    async close() {
      closed = true
      await Promise.allSettled(underWay)
      await current?.destroy()
      current = undefined
    },
  }
}
