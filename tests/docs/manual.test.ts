/** The manual is what the declarations say, and what it tells people to type is understood. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CHAPTERS } from '../../scripts/lib/manual.ts'
import { chapterOf, MANUALS, manualFile } from '../../scripts/lib/manual-files.ts'
import { ACTIONS } from '../../src/bot/actions/registry.ts'
import { read } from '../bot/understand/reading.ts'

const chapters = (locale: (typeof MANUALS)[number]['locale']): string =>
  CHAPTERS.map((name) => chapterOf(locale, name)).join('\n')

describe.each(MANUALS)('$path', ({ locale, path }) => {
  const text = readFileSync(path, 'utf8')

  test('is up to date: run scripts/manual.ts', () => {
    expect(text).toBe(manualFile(locale))
  })

  test('has every action that can be said, once', () => {
    const own = locale === 'en' ? 'en' : 'zh'
    for (const { words } of ACTIONS.filter((action) => action.words.zh.length > 0))
      expect(text.split('\n').filter((line) => line === `### ${words[own][0]}`)).toHaveLength(1)
  })

  test('has no link into nowhere', () => {
    const headings = new Set(
      text
        .split('\n')
        .filter((line) => line.startsWith('#'))
        .map((line) => line.replace(/^#+ /, '').toLowerCase().replace(/ /g, '-')),
    )
    const anchors = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
    expect(anchors.length).toBeGreaterThan(5)
    expect(anchors.filter((anchor) => !headings.has(anchor))).toEqual([])
  })

  test('examples are understood as what they stand below', () => {
    const label = locale === 'en' ? '- Examples: ' : '- 例子：'
    const examples: { line: string; verb: string }[] = []
    let verb = ''
    for (const line of text.split('\n')) {
      if (line.startsWith('### ')) verb = line.slice(4)
      if (!line.startsWith(label)) continue
      for (const [, example = ''] of line.matchAll(/`([^`]+)`/g)) examples.push({ line: example, verb })
    }
    expect(examples.length).toBeGreaterThan(ACTIONS.length)
    const wrong = examples.filter(({ line, verb }) => {
      const understood = read(line)
      const action = ACTIONS.find(({ name }) => name === understood?.action)
      const fits = action && [action.words.zh[0], action.words.en[0]].includes(verb)
      return !fits || understood?.problem !== undefined || understood?.leftover !== undefined
    })
    expect(wrong).toEqual([])
  })
})

describe('what the written chapters tell people to type', () => {
  test.each([
    ['zh-CN', '给赵倩 周五前 新建任务 主视觉设计', 'task.create'],
    ['zh-CN', '甘特图', 'project.gantt'],
    ['zh-CN', 'T-1 交给韩梅', 'task.assign'],
    ['zh-CN', '新手引导', 'tour'],
    ['zh-CN', '跳过引导', 'tour'],
    ['zh-CN', '继续引导', 'tour'],
    ['zh-CN', '撤销', 'undo'],
    ['zh-CN', '解释', 'explain'],
    ['zh-CN', '纯文字模式', 'chat.text_mode'],
    ['zh-CN', '卡片模式', 'chat.text_mode'],
    ['zh-CN', '帮助 更多', 'help'],
    ['zh-CN', '帮助 预算', 'help'],
    ['zh-CN', '同义词 派活=派给', 'words.synonym'],
    ['zh-CN', '昵称 阿涛=周涛', 'words.nickname'],
    ['zh-CN', '快捷指令 周会=新建任务 周会纪要 明天', 'words.macro'],
    ['en', 'gantt', 'project.gantt'],
    ['en', 'tour', 'tour'],
    ['en', 'skip the tour', 'tour'],
    ['en', 'undo', 'undo'],
    ['en', 'explain', 'explain'],
    ['en', 'text mode', 'chat.text_mode'],
    ['en', 'language english', 'language.choose'],
    ['en', 'help budget', 'help'],
    ['en', 'synonym handoff=assign', 'words.synonym'],
    ['en', 'nickname Tao=周涛', 'words.nickname'],
    ['en', 'assign T-3 to 赵倩', 'task.assign'],
  ] as const)('%s: %s', (locale, line, action) => {
    expect(chapters(locale)).toContain(`\`${line}\``)
    const understood = read(line)
    expect(understood?.action).toBe(action)
    expect(understood?.leftover ?? understood?.problem).toBeUndefined()
  })

  test.each(['T-1 完成了吗', '别完成 T-1', "don't complete T-1"])('changes nothing: %s', (line) => {
    expect(chapters('zh-CN') + chapters('en')).toContain(`\`${line}\``)
    expect(read(line)?.action).not.toBe('task.complete')
  })
})
