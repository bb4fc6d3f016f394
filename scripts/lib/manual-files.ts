/** Where the manual and its chapters are. Paths are relative to the repository. */
import { readFileSync } from 'node:fs'
import { ACTIONS } from '../../src/bot/actions/registry.ts'
import type { Locale } from '../../src/domain/people/person.ts'
import { type Chapter, manualOf } from './manual.ts'

const ENDING: Record<Locale, string> = { 'zh-CN': '.zh-CN.md', en: '.md' }

export const MANUALS: readonly { locale: Locale; path: string }[] = (['zh-CN', 'en'] as const).map((locale) => ({
  locale,
  path: `docs/manual${ENDING[locale]}`,
}))

export function chapterOf(locale: Locale, name: Chapter): string {
  return readFileSync(`docs/manual/${name}${ENDING[locale]}`, 'utf8')
}

/** The manual as it should be. */
export function manualFile(locale: Locale): string {
  return manualOf(locale, ACTIONS, (name) => chapterOf(locale, name))
}
