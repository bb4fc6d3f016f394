import { type Fault, numberParam } from '../../faults.ts'
import { WecomError } from '../errors.ts'

/** A planned refusal: 45009 of the rate limiter, or the code asked for. */
export function refusalOf(fault: Fault): WecomError {
  const code = numberParam(fault, 'code', fault.kind === 'rate_limit' ? 45009 : -1)
  return new WecomError(code, undefined, typeof fault.msg === 'string' ? fault.msg : undefined)
}
