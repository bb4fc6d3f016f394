/**
 * The hash chain of the audit. hash = SHA-256 (hex) of previousHash + canonicalJson(record), where record is the
 * AuditRecord as it was appended (without number and hashes) and the first previousHash is 64 zeros.
 *
 * Canonical JSON: no white space; object keys sorted by UTF-16 code units; absent and undefined properties left out; Date
 * as ISO 8601 UTC text with milliseconds; bigint as decimal text; everything else as JSON.stringify writes it. What is
 * stored and read again therefore has the same canonical form as what was appended.
 */
import { createHash } from 'node:crypto'
import type { AuditEntry, AuditRecord } from '../../domain/audit/audit.ts'

export const GENESIS_HASH = '0'.repeat(64)

export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object' || value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const properties = Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${properties.map(([key, property]) => `${JSON.stringify(key)}:${canonicalJson(property)}`).join(',')}}`
}

export const chainHash = (previousHash: string, record: AuditRecord): string =>
  createHash('sha256').update(previousHash).update(canonicalJson(record)).digest('hex')

/** Whether this entry follows the one whose number and hash are given. */
export function follows(entry: AuditEntry, previous: { seq: number; hash: string }): boolean {
  const { seq, hash, previousHash, ...record } = entry
  return seq === previous.seq + 1 && previousHash === previous.hash && hash === chainHash(previousHash, record)
}
