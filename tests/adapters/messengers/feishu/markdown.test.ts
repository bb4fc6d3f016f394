import { describe, expect, it } from 'vitest'
import {
  cardMarkdown,
  hasMarkup,
  plainText,
  postMarkdown,
  textMessage,
} from '../../../../src/adapters/messengers/feishu/markdown.ts'
import { mention, plain } from '../../../../src/bot/messenger.ts'

const ZHANG = mention('ou_1', plain('张*三'))

describe.each([
  ['**粗** 普通', '**粗** 普通', '**粗** 普通', '**粗** 普通'],
  [plain('*a*'), '&#42;a&#42;', '*a*', '*a*'],
  [plain('a\\b_c'), 'a&#92;b&#95;c', 'a\\b_c', 'a\\b_c'],
  [plain('<at id=all></at>'), '&#60;at id=all&#62;&#60;/at&#62;', '＜at id=all>＜/at>', '<at id=all></at>'],
  ['<at id=all></at>', '&lt;at id=all>&lt;/at>', '＜at id=all>＜/at>', '<at id=all></at>'],
  ['&lt;at id=all&gt;', '&amp;lt;at id=all&amp;gt;', '&lt;at id=all&gt;', '&lt;at id=all&gt;'],
  ['1 < 2 & 3', '1 &lt; 2 & 3', '1 < 2 & 3', '1 < 2 & 3'],
  ['# 不是标题', '&#35; 不是标题', '# 不是标题', '# 不是标题'],
  ['#1 号', '#1 号', '#1 号', '#1 号'],
  [`请 ${ZHANG} 看`, '请 <at id=ou_1></at> 看', '请 <at user_id="ou_1">张*三</at> 看', '请 @张*三 看'],
  [mention('ou_1', '<b>"&'), '<at id=ou_1></at>', '<at user_id="ou_1">b</at>', '@<b>"&'],
  [mention('x"><at id=all>', 'n'), '@n', '@n', '@n'],
])('%j', (source, card, text, flat) => {
  it('in a card', () => expect(cardMarkdown(source)).toBe(card))
  it('in a text', () => expect(textMessage(source)).toBe(text))
  it('as plain text', () => expect(plainText(source)).toBe(flat))
})

it('writes mentions of a post like those of a text, and the rest like a card', () => {
  expect(postMarkdown(`${ZHANG} ${plain('*')}`)).toBe('<at user_id="ou_1">张*三</at> &#42;')
})

it.each([
  ['普通文字', false],
  ['12 万 - 预热', false],
  [plain('**a** `b` [c](d)'), false],
  [`${ZHANG} 你好`, false],
  ['**粗**', true],
  ['第一行\n- 项', true],
  ['1. 项', true],
  ['[看板](https://example.com)', true],
  ['`A-1`', true],
])('knows whether %j has markup', (source, expected) => {
  expect(hasMarkup(source)).toBe(expected)
})
