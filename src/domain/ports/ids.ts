/** Where unguessable ids come from, so that the domain stays pure and tests stay repeatable. */
export interface Ids {
  /** 32 hexadecimal characters. */
  next(): string
}
