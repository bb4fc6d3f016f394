import { beforeAll, describe, expect, test } from 'vitest'
import { layoutChart } from '../../../src/adapters/charts/draw.ts'
import type { Font, Scene, TextShape } from '../../../src/adapters/charts/layout/scene.ts'
import { paint } from '../../../src/adapters/charts/paint.ts'
import { coverageOf, registerFonts, WEIGHTS } from '../../../src/adapters/charts/text/fonts.ts'
import { createTypesetter } from '../../../src/adapters/charts/text/typesetter.ts'
import type { Chart, GanttChart } from '../../../src/domain/ports/chart-renderer.ts'
import { campaign, gantt, group, milestone, progress, task } from './support/samples.ts'

/** Never a character by definition, so the font can only answer with its box. */
const NO_CHARACTER = '\u{10fffe}'

const NASTY = [
  '龘䶮㑇犇驫 𠮷野家 𪚥',
  '🎉 上线 👨‍👩‍👧 ❤️ 1️⃣ 🇨🇳',
  'Zoë naïve Ærø ﬁ ½ №',
  '￥1,234 ¥5 €6 £7 ₿8 %‰',
  '全角ＡＢＣ１２３(!?)「」~',
  'שלום العربية ไทย हिन्दी',
  '\ue000\ufffd\ud83d\u0007\u202e',
  '①②③ ★☆ → ← ✓ ✔ ● ■ ℃ ㎡',
]

const dot = (char: string, font: Font): Buffer =>
  Buffer.from(
    paint({
      width: 160,
      height: 160,
      alt: '',
      shapes: [{ kind: 'text', text: char, x: 20, y: 80, font, color: '#000000', align: 'left' }],
    }),
  )

const boxes = new Map<string, Buffer>()
function box(font: Font): Buffer {
  const key = `${font.weight} ${font.size}`
  const known = boxes.get(key) ?? dot(NO_CHARACTER, font)
  boxes.set(key, known)
  return known
}

/** Every character that the scene draws as the font's missing-glyph box, found by drawing it and comparing pixels. */
function missingGlyphs(scene: Pick<Scene, 'shapes'>): string[] {
  const seen = new Map<string, { char: string; font: Font }>()
  for (const { text, font } of scene.shapes.filter((shape): shape is TextShape => shape.kind === 'text'))
    for (const char of text) seen.set(`${char} ${font.weight} ${font.size}`, { char, font })
  return [...seen.values()].filter(({ char, font }) => dot(char, font).equals(box(font))).map(({ char }) => char)
}

const nastyGantt = (): GanttChart => ({
  ...gantt('2026-11-16', '2026-12-13', '2026-11-24', [
    ...NASTY.map((label, i) =>
      task(`T-${i} 🎯`, label, '2026-11-20', '2026-11-22', {
        owner: `👤${label.slice(0, 4)}`,
        state: 'late',
        percent: 50,
      }),
    ),
    group('🚀 阶段', '2026-11-16', '2026-11-20', 3),
    milestone('🏁', '⛳️ 收官', '2026-12-01', 'late'),
  ]),
  title: NASTY.join(' '),
  restDays: [{ date: task('', '', '2026-11-28', '2026-11-28').start, name: '🎄' }],
})

const nastyProgress = (): Chart => ({
  ...progress(),
  title: NASTY.join(' '),
  stages: NASTY.map((label) => ({ label, state: 'current' })),
  figures: NASTY.slice(0, 6).map((value) => ({ label: value, value })),
  rows: NASTY.map((label) => ({ label, owner: label, done: 1, total: 2, late: 1, percent: 50 })),
})

beforeAll(registerFonts)

describe('no chart shows a missing-glyph box', () => {
  test.each([
    ['campaign', campaign()],
    ['progress', progress()],
    ['gantt of odd characters', nastyGantt()],
    ['progress of odd characters', nastyProgress()],
  ])('%s', (_name, chart) => {
    expect(missingGlyphs(layoutChart(chart))).toEqual([])
  })

  test('nor a glyph of any other font: what is drawn is covered by ours', () => {
    const covered = WEIGHTS.map(coverageOf)
    for (const chart of [nastyGantt(), nastyProgress()])
      for (const shape of layoutChart(chart).shapes)
        if (shape.kind === 'text')
          for (const char of shape.text)
            expect(
              covered.every((set) => set.has(char.codePointAt(0) ?? 0)),
              `${char} in ${shape.text}`,
            ).toBe(true)
  })

  test('what the font has is drawn as itself, what it lacks as a dot', () => {
    const { clean } = createTypesetter()
    expect(NASTY.slice(0, 4).map(clean)).toEqual([
      '龘䶮㑇犇驫 ·野家 ·',
      '· 上线 · · · ·',
      'Zoë naïve Ærø ﬁ ½ №',
      '￥1,234 ¥5 €6 £7 ·8 %‰',
    ])
  })

  test('the test can fail: a planted character without glyph is found, at every weight', () => {
    for (const weight of WEIGHTS) {
      const planted: TextShape = {
        kind: 'text',
        text: '主\ue000视',
        x: 0,
        y: 0,
        font: { size: 40, weight },
        color: '#000',
        align: 'left',
      }
      const scene = layoutChart(campaign())
      expect(missingGlyphs({ shapes: [...scene.shapes, planted] })).toEqual(['\ue000'])
    }
  })
})
