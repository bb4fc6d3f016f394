/**
 * Where adapters write. Fields are short facts (codes, ids, counts); bodies, tokens and secrets never go in.
 * A pino logger fulfils it as it is.
 */
export interface AdapterLog {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
