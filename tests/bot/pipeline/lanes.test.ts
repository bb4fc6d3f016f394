import { expect, test } from 'vitest'
import { Lanes } from '../../../src/bot/pipeline/lanes.ts'

test('work of one lane runs in the order it was put in, however long each takes', async () => {
  const lanes = new Lanes()
  const first = Promise.withResolvers<void>()
  const done: string[] = []
  const one = lanes.run('a', async () => {
    await first.promise
    done.push('one')
  })
  const two = lanes.run('a', async () => {
    done.push('two')
  })
  const other = lanes.run('b', async () => {
    done.push('other lane')
  })
  await other
  expect(done).toEqual(['other lane'])
  first.resolve()
  await Promise.all([one, two])
  expect(done).toEqual(['other lane', 'one', 'two'])
})

test('a failure is the caller’s, and does not stop the lane', async () => {
  const lanes = new Lanes()
  const failing = lanes.run('a', async () => {
    throw new Error('broken')
  })
  const after = lanes.run('a', async () => 'still here')
  await expect(failing).rejects.toThrow('broken')
  await expect(after).resolves.toBe('still here')
})

test('idle waits for everything, and an idle lane is forgotten', async () => {
  const lanes = new Lanes()
  const gate = Promise.withResolvers<void>()
  let finished = false
  const work = lanes.run('a', async () => {
    await gate.promise
    finished = true
  })
  expect(lanes.busy).toBe(true)
  const idle = lanes.idle()
  gate.resolve()
  await idle
  expect(finished).toBe(true)
  await work
  await lanes.idle()
  expect(lanes.busy).toBe(false)
})
