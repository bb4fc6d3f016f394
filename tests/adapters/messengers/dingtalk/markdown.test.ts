import { describe, expect, it } from 'vitest'
import {
  byId,
  byName,
  hasMarkup,
  plainText,
  robotMarkdown,
  titleOf,
} from '../../../../src/adapters/messengers/dingtalk/markdown.ts'
import { split } from '../../../../src/adapters/messengers/dingtalk/split.ts'
import { mention, plain } from '../../../../src/bot/messenger.ts'

describe('markdown', () => {
  it.each([
    ['一\n二', '一  \n  二'],
    ['一\n\n二', '一\n\n二'],
    ['说明\n- 一\n- 二\n完', '说明\n\n- 一\n- 二\n\n完'],
    ['1. 一\n2. 二', '1. 一\n2. 二'],
    ['# 不是标题', '\\# 不是标题'],
    ['a < b <font>', 'a < b \\<font>'],
    [plain('<b> *x*'), '\\<b\\> \\*x\\*'],
  ])('%j becomes %j', (given, shown) => {
    expect(robotMarkdown(given, byName)).toBe(shown)
  })

  it('calls by name or by id', () => {
    const text = `请 ${mention('lisi01', plain('李*四'))} 看`
    expect([robotMarkdown(text, byName), robotMarkdown(text, byId)]).toEqual(['请 @李*四 看', '请 @lisi01 看'])
    expect([plainText(text), plainText(text, byId)]).toEqual(['请 @李*四 看', '请 @lisi01 看'])
  })

  it('is told from plain words', () => {
    expect(['**a**', '- a', '`a`', '[a](b)', '1. a'].map(hasMarkup)).toEqual([true, true, true, true, true])
    expect([plain('**a**'), 'a - b', mention('x', '**')].map(hasMarkup)).toEqual([false, false, false])
  })

  it.each([
    ['**待审批** A-1\n正文', '待审批 A-1'],
    ['\n\n第一行', '第一行'],
    ['', '消息'],
    ['字'.repeat(100), '字'.repeat(60)],
    [`${mention('x', '李四')} 你好`, '@李四 你好'],
  ])('%j has the title %j', (given, title) => {
    expect(titleOf(given)).toBe(title)
  })
})

describe('splitting', () => {
  const within = (bytes: number) => (part: string) => Buffer.byteLength(part) <= bytes

  it('leaves what fits', () => {
    expect(split('一\n二', within(100), 5, '…')).toEqual(['一\n二'])
    expect(split('', within(100), 5, '…')).toEqual([''])
  })

  it('cuts between lines, and inside a line that is too long alone', () => {
    expect(split(`${'a'.repeat(9)}\n${'b'.repeat(9)}`, within(10), 5, '…')).toEqual(['a'.repeat(9), 'b'.repeat(9)])
    expect(split('字'.repeat(7), within(9), 5, '…')).toEqual(['字字字', '字字字', '字'])
  })

  it('never cuts a mention, an escape or a character', () => {
    const text = `${'x'.repeat(8)}${mention('lisi01', '李四')}${plain('*')}😀`.repeat(5)
    const parts = split(text, within(40), 50, '…')
    expect(parts.join('')).toBe(text)
    for (const part of parts) {
      expect((part.match(/\uE010/g) ?? []).length).toBe((part.match(/\uE012/g) ?? []).length)
      expect(part).not.toMatch(/\\$|[\ud800-\udbff]$/)
    }
  })

  it('ends with a note after the last part', () => {
    const parts = split('字'.repeat(100), within(12), 3, '…')
    expect(parts).toHaveLength(3)
    expect(parts[2]).toMatch(/^字+…$/)
  })
})
