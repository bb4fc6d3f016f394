/** Where unguessable ids come from, so that the domain stays pure and tests stay repeatable. */
export interface Ids {
  /** 32 hexadecimal characters. */
  next(): string
  /** Six decimal digits, each as likely as any other. */
  code(): string
}
