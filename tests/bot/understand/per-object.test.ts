import { expect, test } from 'vitest'
import { perList, perObject } from '../../../src/bot/understand/per-object.ts'

test('is made once for an object, and anew for another that looks the same', () => {
  const asked: number[][] = []
  const sum = perObject((list: number[]) => {
    asked.push(list)
    return list.length > 0 ? list.reduce((a, b) => a + b) : undefined
  })
  const [first, twin, empty] = [[1, 2], [1, 2], []]
  expect([sum(first), sum(first), sum(twin)]).toEqual([3, 3, 3])
  // What came to nothing is not made again either.
  expect([sum(empty), sum(empty)]).toEqual([undefined, undefined])
  expect(asked).toEqual([first, twin, empty])
})

test('for a list: made anew only when an element is another', () => {
  const asked: string[][] = []
  const joined = perList(
    (a: { name: string }, b: { name: string }) => a.name === b.name,
    (list) => {
      const names = list.map(({ name }) => name)
      asked.push(names)
      return names.join()
    },
  )
  const people = (...names: string[]) => names.map((name) => ({ name }))
  expect(
    [['韩梅', '周涛'], ['韩梅', '周涛'], ['周涛', '韩梅'], ['周涛']].map((names) => joined(people(...names))),
  ).toEqual(['韩梅,周涛', '韩梅,周涛', '周涛,韩梅', '周涛'])
  expect(asked).toEqual([['韩梅', '周涛'], ['周涛', '韩梅'], ['周涛']])
})
