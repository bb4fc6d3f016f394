import { canonicalJson, chainHash, follows, GENESIS_HASH } from '../../../src/adapters/persistence/audit-chain.ts'
import type { AuditRecord } from '../../../src/domain/audit/audit.ts'
import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import type { State } from './state.ts'

export function audit(state: State): Transaction['audit'] {
  return {
    async append(record) {
      const seq = state.audit.size + 1
      const previousHash = state.audit.get(seq - 1)?.hash ?? GENESIS_HASH
      state.audit.put(seq, { ...stored(record), seq, previousHash, hash: chainHash(previousHash, record) })
    },
    list: async ({ limit, projectId, actorId, event, areas }) =>
      state.audit
        .where(
          (entry) =>
            (projectId === undefined || entry.projectId === projectId) &&
            (actorId === undefined || entry.actorId === actorId) &&
            (event === undefined || entry.event === event) &&
            (areas === undefined || areas.some((area) => entry.event.startsWith(area))),
        )
        .reverse()
        .slice(0, limit),
    async verify() {
      let previous = { seq: 0, hash: GENESIS_HASH }
      for (const entry of state.audit.where()) {
        if (!follows(entry, previous)) return { intact: false, entries: previous.seq, brokenAt: previous.seq + 1 }
        previous = entry
      }
      return { intact: true, entries: previous.seq, lastHash: previous.hash }
    },
  }
}

/** Values come back as JSON gives them: bigints and dates as texts. */
function stored(record: AuditRecord): AuditRecord {
  const { before, after, ...rest } = record
  return {
    ...rest,
    ...(before !== undefined && { before: JSON.parse(canonicalJson(before)) }),
    ...(after !== undefined && { after: JSON.parse(canonicalJson(after)) }),
  }
}
