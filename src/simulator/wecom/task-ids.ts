import { byteLength } from './bytes.ts'
import { WecomError } from './errors.ts'

const FORM = /^[0-9A-Za-z_@-]+$/
const LONGEST = 128

/** The task_ids of one app or bot; each serves one card. */
export class TaskIds {
  readonly #used = new Set<string>()

  /** Throws 42014 for an empty, malformed, too long or used id. */
  check(owner: 'app' | 'bot', taskId: string): void {
    if (!FORM.test(taskId) || byteLength(taskId) > LONGEST) throw new WecomError(42014)
    if (this.#used.has(`${owner} ${taskId}`)) throw new WecomError(42014, 'task_id exists')
  }

  use(owner: 'app' | 'bot', taskId: string): void {
    this.#used.add(`${owner} ${taskId}`)
  }
}
