/** Writes docs/manual.zh-CN.md and docs/manual.md from the actions' declarations and the chapters in docs/manual. */
import { writeFileSync } from 'node:fs'
import { MANUALS, manualFile } from './lib/manual-files.ts'

for (const { locale, path } of MANUALS) {
  writeFileSync(path, manualFile(locale))
  console.log(`wrote ${path}`)
}
