/** From a message to what it asks for: one command, several, a reason why not, or nothing that was understood. Pure. */
import type { Interpretation, Line, Situation } from './command.ts'
import { followUp } from './follow-up.ts'
import { interpretOne } from './read-command.ts'
import { severalCommands } from './several.ts'
import { normalise, simplify } from './slots/index.ts'

/** Nobody orders in more characters; what is longer was pasted, and reading it would keep everybody waiting. */
const LONGEST_LINE = 10_000

export function interpret(raw: string, situation: Situation): Interpretation {
  const line = prepare(raw)
  if (line.text === '' || line.text.length > LONGEST_LINE) return { kind: 'unknown' }
  const follow = situation.previous ? followUp(line, situation, situation.previous) : undefined
  if (follow) return follow
  const whole = interpretOne(line, situation)
  const several = severalCommands(line, situation, whole)
  return several ?? whole
}

function prepare(raw: string): Line {
  const typed = normalise(raw).trim()
  return { typed, text: simplify(typed) }
}
