/** The audit: append-only, hash-chained, of everything that matters to security or money, refusals included. */

export type AuditSource = 'message' | 'card' | 'job' | 'api' | 'door' | 'system'

/** What a caller appends; number and hashes are added by the store. Values never hold a secret. */
export interface AuditRecord {
  at: Date
  source: AuditSource
  /** `task.created`, `approval.decided`, `click.void`, `door.refused`, … */
  event: string
  outcome: 'success' | 'denied' | 'failure'
  /** A known person's id. */
  actorId?: string
  /** The account it came from, `<platform>/<account id>`, also where no person is known. */
  account?: string
  conversation?: string
  objectRef?: string
  projectId?: number
  before?: unknown
  after?: unknown
  /** Why it was refused, or other facts. */
  detail?: Record<string, string>
  traceId?: string
}

export interface AuditEntry extends AuditRecord {
  /** 1, 2, 3, … without a gap. */
  seq: number
  /** SHA-256 (hex) over the previous hash and the canonical JSON of this record. */
  hash: string
  previousHash: string
}

export type AuditVerdict =
  | { intact: true; entries: number; lastHash: string }
  | { intact: false; entries: number; brokenAt: number }

export interface AuditRepository {
  append(record: AuditRecord): Promise<void>
  /** Newest first. */
  list(filter: {
    projectId?: number
    actorId?: string
    event?: string
    /** Only events whose name begins with one of these. */
    areas?: readonly string[]
    limit: number
  }): Promise<readonly AuditEntry[]>
  /** Recomputes the whole chain. */
  verify(): Promise<AuditVerdict>
}
