import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build, createLogger } from 'vite'

const CONFIG = resolve(import.meta.dirname, '../../../../src/simulator/page/vite.config.ts')

export interface BuiltPage {
  root: string
  warned: boolean
  remove(): void
}

/** Builds the page as `npm start` does, into a folder of its own. */
export async function buildPage(): Promise<BuiltPage> {
  const root = mkdtempSync(join(tmpdir(), 'mems-page-'))
  const customLogger = createLogger('error')
  let warned = false
  customLogger.warn = (message) => {
    warned = true
    console.warn(message)
  }
  await build({
    configFile: CONFIG,
    customLogger,
    build: { outDir: root, emptyOutDir: true, reportCompressedSize: false },
  })
  return { root, warned, remove: () => rmSync(root, { recursive: true, force: true }) }
}
