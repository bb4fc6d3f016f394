import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = import.meta.dirname

/** Builds the page into dist/simulator, from where the simulator serves it under /simulator/. */
export default defineConfig({
  root: here,
  base: '/simulator/',
  plugins: [preact()],
  build: { outDir: resolve(here, '../../../dist/simulator'), emptyOutDir: true, target: 'es2022' },
})
