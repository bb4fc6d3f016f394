import type { MessageIndex } from '../message-index.ts'
import type { Settling } from '../settling.ts'
import type { SimulatedPlatform } from '../simulated-platform.ts'
import type { Shared } from '../types.ts'

/** What the HTTP API works on. */
export interface ApiContext extends Shared {
  readonly platforms: readonly SimulatedPlatform[]
  readonly index: MessageIndex
  readonly settling: Settling
  readonly isWorkingDay: (isoDate: string) => boolean
  readonly pageRoot: string | undefined
}
