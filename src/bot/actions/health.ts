/** What `自检` reports. Filled by the composition root. */
export interface HealthReport {
  messengers: {
    platform: string
    transport: string
    state: 'ok' | 'starting' | 'failing'
    detail?: string
    lastEventAt?: string
    lastErrorCode?: string
  }[]
  outbox: { waiting: number; dead: number }
  inboxWaiting: number
  jobs: readonly { job: string; period: string; status: string }[]
}

export interface Health {
  report(): Promise<HealthReport>
}
