import { describe, expect, it } from 'vitest'
import { clip } from '../../../src/adapters/shared/clip.ts'
import { createLookupCache } from '../../../src/adapters/shared/lookup-cache.ts'
import { equalSecrets } from '../../../src/adapters/shared/signature.ts'
import { createTokenCache } from '../../../src/adapters/shared/token-cache.ts'
import { mention } from '../../../src/bot/messenger.ts'
import { ManualClock } from '../messengers/kit.ts'

describe('clip', () => {
  it.each([
    ['short text stays', '短', 10, '短'],
    ['long text is cut', 'abcdefghij', 5, 'abcde…'],
    ['a near line end is taken', '12345678\n90123', 10, '12345678…'],
    ['a far line end is not', '1\n345678901234', 10, '1\n34567890…'],
    ['an escape is not split', 'abcd\\*efgh', 5, 'abcd…'],
    ['an escaped backslash is whole', 'abc\\\\*efgh', 5, 'abc\\\\…'],
    ['a surrogate pair is not split', 'abcd😀efgh', 5, 'abcd…'],
    ['bold is closed', 'ab**cdefghij', 8, 'ab**cdef**…'],
    ['escaped stars are no bold', 'ab\\*\\*cdefghij', 8, 'ab\\*\\*cd…'],
    ['a mention is not split', `ab${mention('ou_1', '张三')}cd`, 5, 'ab…'],
    ['a whole mention stays', `${mention('o', 'n')}abcdefgh`, 6, `${mention('o', 'n')}a…`],
  ])('%s', (_name, text, limit, expected) => {
    expect(clip(text, limit, '…')).toBe(expected)
  })
})

it('compares secrets of any length', () => {
  expect(equalSecrets('abc', 'abc')).toBe(true)
  for (const other of ['abd', 'ab', 'abcd', '', 'ａｂｃ']) expect(equalSecrets(other, 'abc')).toBe(false)
})

describe('the token cache', () => {
  it('keeps a newer token when an older one is reported dead', async () => {
    let count = 0
    const cache = createTokenCache(new ManualClock(), 0, async () => ({ value: `t${++count}`, ttlMs: 60_000 }))
    const old = await cache.get()
    cache.drop(old)
    expect(await cache.get()).toBe('t2')
    cache.drop(old)
    expect(await cache.get()).toBe('t2')
  })

  it('does not remember a failure', async () => {
    let count = 0
    const cache = createTokenCache(new ManualClock(), 0, async () => {
      count += 1
      if (count === 1) throw new Error('down')
      return { value: 't', ttlMs: 60_000 }
    })
    const both = await Promise.allSettled([cache.get(), cache.get()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await cache.get()).toBe('t')
    expect(count).toBe(2)
  })
})

describe('the look-up cache', () => {
  it('drops the oldest beyond its size', async () => {
    const asked: string[] = []
    const cached = createLookupCache(new ManualClock(), { ttlMs: 1000, size: 2 }, async (key) => {
      asked.push(key)
      return key.toUpperCase()
    })
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) expect(await cached(key)).toBe(key.toUpperCase())
    expect(asked).toEqual(['a', 'b', 'c', 'a'])
  })

  it('remembers absence, not failure', async () => {
    let count = 0
    const cached = createLookupCache<string>(new ManualClock(), { ttlMs: 1000, size: 2 }, (key) => {
      count += 1
      if (key === 'broken') throw new Error('down')
      return Promise.resolve(undefined)
    })
    expect([await cached('gone'), await cached('gone')]).toEqual([undefined, undefined])
    expect(count).toBe(1)
    await expect(cached('broken')).rejects.toThrow('down')
    await expect(cached('broken')).rejects.toThrow('down')
    expect(count).toBe(3)
  })
})
