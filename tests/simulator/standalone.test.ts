import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readStandalone } from '../../src/simulator/standalone.ts'
import { WORLD } from './support.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'world-'))
  writeFileSync(join(folder, 'world.json'), JSON.stringify(WORLD))
  writeFileSync(join(folder, 'bad.json'), '{"people": [1]}')
})
afterAll(() => rmSync(folder, { recursive: true }))

it('reads world, address and credentials', () => {
  const args = [
    '--port',
    '0',
    '--world',
    join(folder, 'world.json'),
    '--webhook',
    'http://127.0.0.1:1/x',
    '--no-rate-limits',
  ]
  const { port, options } = readStandalone(args, { MEMS_FEISHU_APP_ID: 'cli_1234567890abcdef' })
  expect({ port, rateLimits: options.rateLimits, world: options.world }).toEqual({
    port: 0,
    rateLimits: 'off',
    world: WORLD,
  })
  expect(options.feishu).toMatchObject({
    appId: 'cli_1234567890abcdef',
    subscription: { mode: 'webhook', url: 'http://127.0.0.1:1/x' },
  })
})

it('has a small world and the long connection by default', () => {
  const { port, options } = readStandalone([], {})
  expect({ port, limits: options.rateLimits, mode: options.feishu.subscription.mode }).toEqual({
    port: 3001,
    limits: 'documented',
    mode: 'long-connection',
  })
  expect(options.world.people).toHaveLength(2)
})

it.each([
  ['a port', ['--port', 'x'], /--port/],
  ['a time', ['--now', 'noon'], /--now/],
  ['an unknown option', ['--colour'], /colour/],
])('refuses %s', (_name, args, error) => {
  expect(() => readStandalone(args, {})).toThrow(error)
})

it('refuses a world that is none', () => {
  expect(() => readStandalone(['--world', join(folder, 'bad.json')], {})).toThrow(/a world is/)
})
