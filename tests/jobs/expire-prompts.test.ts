import { expect, it } from 'vitest'
import type { Prompt } from '../../src/domain/conversations/conversation.ts'
import { expirePrompts } from '../../src/jobs/expire-prompts.ts'
import { RunnerWorld } from './runner-world.ts'
import { GROUP, MINUTE, NOW } from './support.ts'

function prompt(id: string, minutes: number, status: Prompt['status'] = 'open'): Prompt {
  return {
    id,
    kind: 'confirm',
    conversation: GROUP,
    personId: 'lilei',
    action: 'task.create',
    args: {},
    options: [],
    status,
    createdAt: NOW,
    expiresAt: new Date(NOW.getTime() + minutes * MINUTE),
  }
}

async function worldWith(...prompts: Prompt[]): Promise<RunnerWorld> {
  const world = new RunnerWorld([expirePrompts])
  await world.store.unitOfWork.run(async (tx) => {
    for (const one of prompts) {
      await tx.prompts.save(one)
      await tx.cards.save({
        id: `card-${one.id}`,
        objectRef: `prompt:${one.id}`,
        view: 'prompt',
        conversation: GROUP,
        messageId: `om_${one.id}`,
        createdAt: NOW,
      })
    }
  })
  return world
}

function statuses(world: RunnerWorld): string[] {
  return world.state.prompts.where(() => true).map(({ id, status }) => `${id} ${status}`)
}

it('voids each question at its own end and edits its card once; answered ones stay as they are', async () => {
  const world = await worldWith(prompt('a', 10), prompt('b', 12), prompt('c', 10, 'used'))
  await world.runner.start()
  await world.advance(10 * MINUTE - 1)
  expect(statuses(world)).toEqual(['a open', 'b open', 'c used'])
  await world.advance(1)
  expect(statuses(world)).toEqual(['a expired', 'b open', 'c used'])
  await world.advance(2 * MINUTE)
  expect(statuses(world)).toEqual(['a expired', 'b expired', 'c used'])
  const edits = world.state.outbox.where(() => true)
  expect(edits.map(({ kind, cardId }) => `${kind} ${cardId}`)).toEqual(['edit card-a', 'edit card-b'])
})

it('voids at start what ended while the service was down', async () => {
  const world = await worldWith(prompt('a', -5))
  await world.runner.start()
  await world.advance(0)
  expect(statuses(world)).toEqual(['a expired'])
  expect(world.runner.nextDue()).toBeUndefined()
})

it('a question asked while the service runs is voided at its end', async () => {
  const world = await worldWith()
  await world.runner.start()
  await world.advance(MINUTE)
  const asked = prompt('late', 11)
  await world.store.unitOfWork.run((tx) => tx.prompts.save(asked))
  world.runner.remind(expirePrompts.name, asked.expiresAt)
  await world.advance(10 * MINUTE)
  expect(statuses(world)).toEqual(['late expired'])
})
