import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalJson, chainHash, follows, GENESIS_HASH } from '../../../src/adapters/persistence/audit-chain.ts'
import type { AuditRecord } from '../../../src/domain/audit/audit.ts'

const RECORD: AuditRecord = {
  source: 'card',
  outcome: 'denied',
  event: 'approval.decided',
  at: new Date('2026-11-24T01:00:00Z'),
  after: { 金额: 8_000_000n, list: [undefined, null, 1.5, 'a"b'], at: new Date(0), gone: undefined },
}
const CANONICAL =
  '{"after":{"at":"1970-01-01T00:00:00.000Z","list":[null,null,1.5,"a\\"b"],"金额":"8000000"},' +
  '"at":"2026-11-24T01:00:00.000Z","event":"approval.decided","outcome":"denied","source":"card"}'

describe('audit chain', () => {
  it('has one canonical form, whatever the order of properties, that does not change between versions', () => {
    expect(canonicalJson(RECORD)).toBe(CANONICAL)
    expect(canonicalJson(Object.fromEntries(Object.entries(RECORD).reverse()))).toBe(CANONICAL)
    expect(canonicalJson(JSON.parse(CANONICAL))).toBe(CANONICAL)
  })

  it('hashes the previous hash and the canonical record', () => {
    const hash = createHash('sha256').update(`${GENESIS_HASH}${CANONICAL}`).digest('hex')
    expect(chainHash(GENESIS_HASH, RECORD)).toBe(hash)
    const entry = { ...RECORD, seq: 1, previousHash: GENESIS_HASH, hash }
    expect(follows(entry, { seq: 0, hash: GENESIS_HASH })).toBe(true)
    expect(follows({ ...entry, outcome: 'success' }, { seq: 0, hash: GENESIS_HASH })).toBe(false)
    expect(follows(entry, { seq: 0, hash })).toBe(false)
    expect(follows(entry, { seq: 1, hash: GENESIS_HASH })).toBe(false)
  })
})
