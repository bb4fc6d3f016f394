import type { Typesetter } from '../../../../src/adapters/charts/layout/scene.ts'

/** One em per Chinese character, half for the rest: enough to know what fits, without any font. */
export const fakeType: Typesetter = {
  width: (text, font) =>
    [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.5) * font.size, 0),
  clean: (text) => text.trim(),
}
