/** Runs a piece of the pipeline as if this person had just said something here. */
import { baseContext } from '../../../src/bot/pipeline/base-context.ts'
import type { BaseContext } from '../../../src/bot/pipeline/perform.ts'
import type { BotWorld, Place } from '../../support/bot-world.ts'

export function inside<T>(
  world: BotWorld,
  speaker: string,
  place: Place,
  work: (base: BaseContext) => Promise<T>,
): Promise<T> {
  const { environment } = world
  return environment.unitOfWork.run(async (tx) => {
    const who = {
      person: world.person(speaker),
      account: `feishu/${world.account(speaker)}`,
      conversation: world.conversation(place, speaker),
      source: 'message' as const,
      traceId: 'trace-inside',
    }
    return work(await baseContext(environment, tx, who, world.now))
  })
}
