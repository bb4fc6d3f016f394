/** Structured logs, one JSON object a line. Messages are constant sentences; what varies goes into fields. */
import { type DestinationStream, type Level, type Logger, pino } from 'pino'

export type Log = Logger

const SECRET_KEY = /authorization|token|secret|encrypt|password|passwd|cookie|ticket/i
/** Finds a line that may hold such a key, so that all other lines are written as they are. */
const SUSPICIOUS = new RegExp(`"[^"]*(?:${SECRET_KEY.source})[^"]*":`, 'i')

/** Yes, no and nothing tell no secret: `encrypted: true` stays readable. */
const tellsNothing = (value: unknown): boolean => value === null || typeof value === 'boolean'

function redactLine(line: string): string {
  if (!SUSPICIOUS.test(line)) return line
  const redacted: unknown = JSON.parse(line, (key, value: unknown) =>
    SECRET_KEY.test(key) && !tellsNothing(value) ? '***' : value,
  )
  return `${JSON.stringify(redacted)}\n`
}

/**
 * A logger that writes to standard output, or to `destination`. Whatever stands under a key that speaks of an
 * authorization, token, secret, encryption, password, cookie or ticket is written as `***`, at any depth: the check
 * runs on the finished line, so fields of child loggers, of errors and of serialised requests are covered too.
 */
export function createLog(level: Level | 'silent', destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: redactLine },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** The same logger, for everything that belongs to one event on its way through the system. */
export function traced(log: Log, traceId: string): Log {
  return log.child({ traceId })
}
