/** Carries out one command: done and told, refused and told, or asked about. */
import type { Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Command } from '../understand/command.ts'
import { type Performed, perform } from './perform.ts'
import { ask, askWhich } from './prompts.ts'
import type { Memory } from './remember-turn.ts'
import { aboutWhat, react, refuseMessage, reply, replyAsked, type Turning } from './reply.ts'

export const named = (action: Declared | undefined, args: Args): Pick<Memory, 'action' | 'args'> => ({
  args,
  ...(action ? { action: action.name } : {}),
})

export async function carryOutOne(turning: Turning, { action, args, ambiguity }: Command): Promise<Memory> {
  if (!ambiguity) return conclude(turning, action, await perform(turning.base, action, args, false), args)
  await replyAsked(turning, await askWhich(turning.base, action, args, ambiguity))
  return { ...named(action, args), outcome: 'asked', understood: [] }
}

export async function conclude(turning: Turning, action: Declared, performed: Performed, args: Args): Promise<Memory> {
  const { base } = turning
  const memory = { ...named(action, args), understood: [] }
  if (performed.kind === 'refused') {
    await refuseMessage(turning, performed.refusal)
    return { ...memory, outcome: 'refused' }
  }
  const asked = await ask(base, action, performed)
  if (asked) await replyAsked(turning, asked)
  if (performed.kind !== 'done') return { ...memory, outcome: 'asked' }
  // The answer is queued first: the asker reads the result before anybody reads a notice of it.
  const ref = aboutWhat(performed.outcome)
  await reply(turning, performed.outcome.answer, ref)
  await react(turning, performed.outcome)
  return { ...memory, outcome: 'done', ...(ref ? { objectRef: ref } : {}) }
}
