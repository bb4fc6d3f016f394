import { describe, expect, test } from 'vitest'
import { createLog, type Log, traced } from '../../../src/adapters/system/log.ts'

/** Runs `write` and returns the lines, raw and parsed. */
function logged(write: (log: Log) => void, level: Parameters<typeof createLog>[0] = 'info') {
  const lines: string[] = []
  write(createLog(level, { write: (line) => void lines.push(line) }))
  return { raw: lines.join(''), records: lines.map((line): Record<string, unknown> => JSON.parse(line)) }
}

test('a record has time, level, message and fields, on a line of its own', () => {
  const { raw, records } = logged((log) => {
    log.info({ platform: 'feishu', count: 3 }, 'message delivered')
    log.debug('not at this level')
  })
  expect(raw.match(/\n/g)).toHaveLength(1)
  expect(records).toEqual([
    { time: expect.stringMatching(/Z$/), level: 'info', platform: 'feishu', count: 3, msg: 'message delivered' },
  ])
})

test('silent writes nothing', () => {
  expect(logged((log) => log.fatal('x'), 'silent').raw).toBe('')
})

test('every record of a traced logger names its trace', () => {
  const { records } = logged((log) => traced(log, 'abc').warn({ attempt: 2 }, 'delivery failed'))
  expect(records).toMatchObject([{ traceId: 'abc', attempt: 2, level: 'warn' }])
})

describe('secrets are never written', () => {
  const SECRET = 'very-"quoted"-中文-secret'
  const cases: [string, (log: Log) => void][] = [
    ['a field', (log) => log.info({ token: SECRET }, 'x')],
    ['another spelling', (log) => log.info({ tenant_access_token: SECRET, 'X-Authorization': SECRET }, 'x')],
    ['a number', (log) => log.info({ password: 8_675_309 }, 'x')],
    ['depth', (log) => log.info({ a: { b: [{ c: { appSecret: SECRET } }] } }, 'x')],
    ['a whole object', (log) => log.info({ secrets: { one: SECRET, two: [SECRET] } }, 'x')],
    ['an encrypted body', (log) => log.info({ body: { encrypt: SECRET }, encryptKey: SECRET }, 'x')],
    ['a child logger', (log) => log.child({ auth: { password: SECRET } }).info('x')],
    ['an error', (log) => log.error(Object.assign(new Error('failed'), { config: { authorization: SECRET } }), 'x')],
    [
      'the cause of an error',
      (log) => log.error({ err: new Error('a', { cause: { token: SECRET } }), token: SECRET }, 'x'),
    ],
    [
      'a class',
      (log) =>
        log.info(
          {
            it: new (class Session {
              token = SECRET
            })(),
          },
          'x',
        ),
    ],
  ]
  test.each(cases)('in %s', (_, write) => {
    const { raw, records } = logged(write)
    expect(raw).not.toContain('very-')
    expect(raw).not.toContain('8675309')
    expect(raw).toContain('***')
    expect(records[0]).toMatchObject({ msg: 'x' })
  })

  test('but what tells nothing stays, and so does all the rest', () => {
    const { records } = logged((log) => log.info({ encrypted: true, token: null, user: 'ou_1', cents: '1' }, 'x'))
    expect(records).toMatchObject([{ encrypted: true, token: null, user: 'ou_1', cents: '1' }])
  })
})
