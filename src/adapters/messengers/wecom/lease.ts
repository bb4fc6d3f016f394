/** WeCom keeps one connection per bot and drops the older one, so of several instances only one may hold it. */
export interface Lease {
  /**
   * Takes the lease, or prolongs it if it is held here; false while another instance holds it. Called again every
   * {@link RENEW_EVERY_MS} while the connection is open, so it should last a few times as long.
   */
  acquire(): Promise<boolean>
  release(): Promise<void>
}

export const RENEW_EVERY_MS = 20_000

/** For a single instance. */
export const NO_LEASE: Lease = { acquire: async () => true, release: async () => undefined }
