import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../src/adapters/charts/text/clean.ts'
import { fill, firstFit, fitText } from '../../../src/adapters/charts/text/fit.ts'
import { fakeType } from './support/fake-type.ts'

const font = { size: 10, weight: 400 } as const

describe('fitting text into a width', () => {
  test.each([
    ['主视觉设计', 50, '主视觉设计'],
    ['主视觉设计', 49, '主视觉设…'],
    ['主视觉设计', 30, '主视…'],
    ['landing page', 40, 'landing…'],
    ['主视觉', 6, '…'],
    ['主视觉', 4, ''],
    ['', 10, ''],
  ])('%s in %i px', (value, width, expected) => {
    const fitted = fitText(fakeType, value, width, font)
    expect(fakeType.width(fitted, font)).toBeLessThanOrEqual(width)
    expect(fitted).toBe(expected)
  })

  test('never cuts inside a character as the reader counts them', () => {
    expect(fitText(fakeType, 'e\u0301e\u0301e\u0301e\u0301', 25, font)).toBe('e\u0301e\u0301…')
  })

  test('takes the first name that fits whole', () => {
    const names = ['2026年11月', '11月', '11']
    expect([100, 30, 15, 5].map((width) => firstFit(fakeType, names, width, font))).toEqual([
      '2026年11月',
      '11月',
      '11',
      '',
    ])
  })

  test('fills a template and leaves an unknown name visible', () => {
    expect(fill('还有 {n} 项,{x}', { n: 3 })).toBe('还有 3 项,{x}')
  })
})

describe('cleaning text for a font', () => {
  const covered = new Set([...'主视觉 AB1·❤e'].map((char) => char.codePointAt(0) ?? 0))
  test.each([
    ['plain', '主视觉 AB', '主视觉 AB'],
    ['emoji', '主🎉视', '主·视'],
    ['a family joined to one picture', '👨‍👩‍👧主', '·主'],
    ['a flag of two letters', '🇨🇳主', '·主'],
    ['a variation selector goes, its base stays', '❤\ufe0fA', '❤A'],
    ['lines and tabs', ' 主\n\t视  觉 ', '主 视 觉'],
    ['control and direction characters', '主\u0007\u202e视\u200b', '主视'],
    ['half of a surrogate pair', '主\ud83d', '主·'],
  ])('%s', (_name, value, expected) => {
    expect(cleanText(value, covered)).toBe(expected)
  })
})
