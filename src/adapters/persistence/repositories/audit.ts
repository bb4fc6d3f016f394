import type { AuditEntry, AuditRecord, AuditRepository, AuditVerdict } from '../../../domain/audit/audit.ts'
import { canonicalJson, chainHash, follows, GENESIS_HASH } from '../audit-chain.ts'
import type { Database } from '../database.ts'
import type { AuditEntry as AuditRow } from '../generated/client.ts'
import { fromJson, present } from '../mapping.ts'

/** Rows per page when the whole chain is verified, so that memory does not grow with the audit. */
const PAGE = 1000

export function audit({ prisma, sql }: Database): AuditRepository {
  return {
    async append(record) {
      const last = await sql.one<{ seq: number; hash: string }>(
        'SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1',
      )
      const previousHash = last?.hash ?? GENESIS_HASH
      const hash = chainHash(previousHash, record)
      await sql.insert('audit_entry', { ...toRow(record), seq: (last?.seq ?? 0) + 1, previousHash, hash })
    },

    async list({ limit, areas, ...filter }) {
      const inAreas = areas && { OR: areas.map((area) => ({ event: { startsWith: area } })) }
      const rows = await prisma.auditEntry.findMany({
        where: { ...filter, ...inAreas },
        orderBy: { seq: 'desc' },
        take: limit,
      })
      return rows.map(toEntry)
    },

    async verify(): Promise<AuditVerdict> {
      let previous = { seq: 0, hash: GENESIS_HASH }
      for (;;) {
        const page = await prisma.auditEntry.findMany({
          where: { seq: { gt: previous.seq } },
          orderBy: { seq: 'asc' },
          take: PAGE,
        })
        for (const row of page) {
          if (!isIntact(row, previous)) return { intact: false, entries: previous.seq, brokenAt: previous.seq + 1 }
          previous = row
        }
        if (page.length < PAGE) return { intact: true, entries: previous.seq, lastHash: previous.hash }
      }
    },
  }
}

/** A row that cannot even be read was tampered with, too. */
function isIntact(row: AuditRow, previous: { seq: number; hash: string }): boolean {
  try {
    return follows(toEntry(row), previous)
  } catch {
    return false
  }
}

const optionalJson = (value: unknown): string | null => (value === undefined ? null : canonicalJson(value))

function toRow(record: AuditRecord): Omit<AuditRow, 'seq' | 'previousHash' | 'hash'> {
  return {
    at: record.at,
    source: record.source,
    event: record.event,
    outcome: record.outcome,
    actorId: record.actorId ?? null,
    account: record.account ?? null,
    conversation: record.conversation ?? null,
    objectRef: record.objectRef ?? null,
    projectId: record.projectId ?? null,
    before: optionalJson(record.before),
    after: optionalJson(record.after),
    detail: optionalJson(record.detail),
    traceId: record.traceId ?? null,
  }
}

function toEntry({ before, after, detail, ...row }: AuditRow): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    source: row.source as AuditEntry['source'],
    event: row.event,
    outcome: row.outcome as AuditEntry['outcome'],
    ...present({
      actorId: row.actorId,
      account: row.account,
      conversation: row.conversation,
      objectRef: row.objectRef,
      projectId: row.projectId,
      traceId: row.traceId,
    }),
    // JSON null is a value here: it was appended as such.
    ...(before !== null && { before: fromJson<unknown>(before) }),
    ...(after !== null && { after: fromJson<unknown>(after) }),
    ...(detail !== null && { detail: fromJson<Record<string, string>>(detail) }),
    hash: row.hash,
    previousHash: row.previousHash,
  }
}
