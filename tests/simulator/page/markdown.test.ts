import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../../src/simulator/page/markdown/blocks.ts'
import { parseInline } from '../../../src/simulator/page/markdown/inline.ts'
import type { Inline } from '../../../src/simulator/page/markdown/nodes.ts'
import { wordsOf } from '../../../src/simulator/page/markdown/words.ts'

const text = (words: string): Inline => ({ kind: 'text', text: words })

describe('inline markdown', () => {
  it.each<[string, Inline[]]>([
    ['平文', [text('平文')]],
    ['**预算** ¥120', [{ kind: 'bold', children: [text('预算')] }, text(' ¥120')]],
    ['*斜*和_斜_', [{ kind: 'italic', children: [text('斜')] }, text('和_斜_')]],
    ['~~删~~', [{ kind: 'strike', children: [text('删')] }]],
    ['**a *b* c**', [{ kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }, text(' c')] }]],
    ['`a*b*`', [{ kind: 'code', text: 'a*b*' }]],
    ['第一行\n第二行', [text('第一行'), { kind: 'break' }, text('第二行')]],
    ['上<br>下', [text('上'), { kind: 'break' }, text('下')]],
    ['<at id=ou_1></at> 好', [{ kind: 'at', id: 'ou_1' }, text(' 好')]],
    ['<at id="all"></at>', [{ kind: 'at', id: 'all' }]],
    [
      '<at ids=ou_1,ou_2></at>',
      [
        { kind: 'at', id: 'ou_1' },
        { kind: 'at', id: 'ou_2' },
      ],
    ],
    [
      "<font color='red'>**超**支</font>",
      [{ kind: 'font', color: 'red', children: [{ kind: 'bold', children: [text('超')] }, text('支')] }],
    ],
    ["<text_tag color='blue'>v3</text_tag>", [{ kind: 'tag', color: 'blue', children: [text('v3')] }]],
    ['[看](https://a.cn/x)', [{ kind: 'link', href: 'https://a.cn/x', children: [text('看')] }]],
    ['![图](img_v3)', [{ kind: 'image', key: 'img_v3', alt: '图' }]],
    [
      '见https://a.cn/x。',
      [text('见'), { kind: 'link', href: 'https://a.cn/x', children: [text('https://a.cn/x')] }, text('。')],
    ],
    ['xhttps://a.cn', [text('xhttps://a.cn')]],
    ['&#42;&#42;不粗&#42;&#42; &lt;at&gt;', [text('**不粗** <at>')]],
    ['\\*不斜\\*', [text('*不斜*')]],
    ['3 * 4 * 5', [text('3 * 4 * 5')]],
    ['snake_case_name', [text('snake_case_name')]],
    ['**没关', [text('**没关')]],
    ['<script>alert(1)</script>', [text('<script>alert(1)</script>')]],
    ['<img src=x onerror=alert(1)>', [text('<img src=x onerror=alert(1)>')]],
    ['<font color=red>没关', [text('<font color=red>没关')]],
  ])('%s', (source, nodes) => {
    expect(parseInline(source)).toEqual(nodes)
  })

  it('keeps every word of hostile nesting and finishes', () => {
    for (const unit of ['*', '**a', '_a', '[', '<font color=red>', '`', '~~x', '![](', '<at id=', '&#']) {
      const source = unit.repeat(3000)
      expect(wordsOf(parseInline(source)).length).toBeGreaterThan(0)
    }
  })
})

describe('block markdown', () => {
  it('reads headings, rules, quotes and fenced code', () => {
    const blocks = parseMarkdown('# 题\n正文\n---\n> 引\n> 用\n```json\n{"a": **1**}\n```')
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, children: [text('题')] },
      { kind: 'paragraph', children: [text('正文')] },
      { kind: 'rule' },
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('引'), { kind: 'break' }, text('用')] }] },
      { kind: 'code', language: 'json', text: '{"a": **1**}' },
    ])
  })

  it('nests lists by indentation and keeps the first number', () => {
    const [list] = parseMarkdown('3. 甲\n    - 乙\n    - **丙**\n4. 丁')
    expect(list).toEqual({
      kind: 'list',
      ordered: true,
      start: 3,
      items: [
        {
          children: [text('甲')],
          sub: [
            {
              kind: 'list',
              ordered: false,
              start: 1,
              items: [
                { children: [text('乙')], sub: [] },
                { children: [{ kind: 'bold', children: [text('丙')] }], sub: [] },
              ],
            },
          ],
        },
        { children: [text('丁')], sub: [] },
      ],
    })
  })

  it('reads a pipe table with escaped bars, and no table without a divider', () => {
    expect(parseMarkdown('|名|数|\n|:--|--:|\n|a\\|b|1|')).toEqual([
      { kind: 'table', head: [[text('名')], [text('数')]], rows: [[[text('a|b')], [text('1')]]] },
    ])
    expect(parseMarkdown('|名|数|\n|a|1|')[0]?.kind).toBe('paragraph')
  })

  it('separates paragraphs at blank lines and bounds quotes', () => {
    expect(parseMarkdown('甲\n\n乙').map((block) => block.kind)).toEqual(['paragraph', 'paragraph'])
    expect(parseMarkdown('>'.repeat(30_000))).toHaveLength(1)
  })
})
