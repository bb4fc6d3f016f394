import { threadId } from 'node:worker_threads'

/** `deaths`: how many attempts over this task shall end the thread. `tries` is shared, so it outlives the thread. */
export interface UnrulyTask {
  deaths: number
  tries: Int32Array
  hang?: boolean
}

export default async function work(task: UnrulyTask): Promise<number> {
  if (Atomics.add(task.tries, 0, 1) < task.deaths) process.exit(3)
  if (task.hang === true) await new Promise(() => setInterval(() => undefined, 1000))
  return threadId
}
