import { refreshCards } from '../bot/pipeline/render-object.ts'
import type { Job } from './job.ts'

const MINUTE = 60_000

/** Questions nobody answered within their ten minutes are void, and their cards say so. */
export const expirePrompts: Job = {
  name: 'expire-prompts',
  next: (after) => new Date((Math.floor(after.getTime() / MINUTE) + 1) * MINUTE),
  period: (due) => due.toISOString().slice(0, 16),
  async run(setting) {
    const expired = await setting.tx.prompts.expired(setting.now)
    for (const prompt of expired) await setting.tx.prompts.save({ ...prompt, status: 'expired' })
    await refreshCards(
      setting,
      setting,
      expired.map(({ id }) => `prompt:${id}`),
    )
  },
}
