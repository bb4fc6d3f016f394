import { refreshCards } from '../bot/pipeline/render-object.ts'
import type { Job } from './job.ts'

/** Questions nobody answered in time are void, and their cards say so. Reminded whenever a question is asked. */
export const expirePrompts: Job = {
  name: 'expire-prompts',
  next: () => undefined,
  period: (due) => due.toISOString(),
  async run(setting) {
    const expired = await setting.tx.prompts.expired(setting.now)
    for (const prompt of expired) await setting.tx.prompts.save({ ...prompt, status: 'expired' })
    await refreshCards(
      setting,
      setting,
      expired.map(({ id }) => `prompt:${id}`),
    )
    return setting.tx.prompts.nextExpiry()
  },
}
