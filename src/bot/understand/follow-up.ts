/** Lines that only mean something after the one before: `T-2 呢`, `也给她`, `不对,是周五`. */
import type { Understood } from '../../domain/conversations/turn.ts'
import type { Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Interpretation, Line, Previous, Situation } from './command.ts'
import { interpretOne } from './read-command.ts'
import { type Reading, readSlots, wholeLine } from './read-slots.ts'
import { missingOf, saysSomething } from './reading.ts'
import { changes } from './verbs.ts'
import { speaking } from './vocabulary.ts'

const AND_WHAT_OF = /^(?:那|那么|还有|and |what about |how about )?\s*(.+?)\s*(?:呢|怎么样|如何)?[?？]?$/i
const IS_AND_WHAT_OF = /^(?:那|那么|还有)[^,，]{1,15}$|呢[?？]?$|^(?:what|how) about |^and .{1,20}\?$/i
const LIKEWISE = /(?:也是?(?:一样|同样|这样)?|同上|照旧|as well|too|same)/i
const CORRECTION =
  /^(?:不对|不是|错了|搞错了|说错了|记错了|弄错了|打错了|更正|no|sorry|wrong|oops)(?:[,，。!！\s]*(?:不对|不是))*[,，。:：!！\s]*(?:应该?(?:是|为)|是|改成|改为|换成|it['’]?s|make it)?\s*/i

export function followUp(line: Line, situation: Situation, previous: Previous): Interpretation | undefined {
  return (
    choice(line, previous) ??
    correction(line, situation, previous) ??
    likewise(line, situation, previous) ??
    sameQuestion(line, situation, previous)
  )
}

/** `继续`, `跳过`: a bare choice of an action that is all choice. 中文 or 卡片 among people is talk: such changes must be told to us. */
function choice(line: Line, { action }: Previous): Interpretation | undefined {
  const [only, ...others] = Object.entries(action.slots)
  if (!only || others.length > 0) return undefined
  const word = line.text.toLowerCase()
  const chosen = only[1].choices?.find(({ zh, en }) => zh.includes(word) || en.includes(word))
  if (!chosen) return undefined
  const understood: Understood[] = [{ text: line.typed, as: { kind: 'slot', slot: only[0], value: chosen.value } }]
  const args = { [only[0]]: chosen.value }
  return { kind: 'commands', commands: [{ action, args, understood, spoken: true, clear: !changes(action) }] }
}

/** `T-2 呢`: the same question about something else. An order is not repeated so: that needs 也. */
function sameQuestion(line: Line, situation: Situation, { action, args }: Previous): Interpretation | undefined {
  if (changes(action) || !IS_AND_WHAT_OF.test(line.text)) return undefined
  const spoken = AND_WHAT_OF.exec(line.text)?.[1]
  if (!spoken) return undefined
  const reading = readSlots(action.slots, wholeLine(spoken), situation.vocabulary)
  if (!saysSomething(reading) || reading.leftover !== undefined) return otherQuestion(spoken, situation, args)
  return command(action, merged(action, args, reading), reading)
}

/** `甘特图呢`: another question about the same project. */
function otherQuestion(spoken: string, situation: Situation, { project }: Args): Interpretation | undefined {
  const read = interpretOne({ text: spoken, typed: spoken }, situation)
  const [first, ...others] = read.kind === 'commands' ? read.commands : []
  if (!first || others.length > 0 || project === undefined || changes(first.action)) return undefined
  if (first.action.slots.project === undefined || first.args.project !== undefined) return undefined
  return { kind: 'commands', commands: [{ ...first, args: { ...first.args, project } }] }
}

/** `T-9 也一样`, `昨天也是3小时`: the same order for something else. `T-9 也给她` has a verb of its own and is read as usual. */
function likewise(line: Line, situation: Situation, { action, args }: Previous): Interpretation | undefined {
  const said = LIKEWISE.exec(line.text)
  // What is made anew has its own name and its own day.
  if (
    !said ||
    Object.values(action.slots).some(({ rest, required }) => rest && required) ||
    interpretOne(line, situation).kind === 'commands'
  )
    return undefined
  const verb = [{ start: said.index, end: said.index + said[0].length }]
  const reading = readSlots(action.slots, { ...line, verb, skip: [] }, speaking(situation.vocabulary, action))
  if (!saysSomething(reading) || reading.leftover !== undefined || reading.problem) return undefined
  if (changes(action) && !namesAnother(action, reading)) return undefined
  return command(action, merged(action, args, reading), reading)
}

/** 也 adds another object, or another day of work; `周涛也是` would put one person in the place of another. */
function namesAnother({ slots }: Declared, { args, assumed }: Reading): boolean {
  return Object.keys(args).some(
    (name) => !assumed.has(name) && ['task', 'project', 'approval', 'worked'].includes(slots[name]?.kind ?? ''),
  )
}

/** `不对,派给韩梅` with its own verb, or `不对,是周五` with only the value: the last order with that changed. */
function correction(line: Line, situation: Situation, { action, args }: Previous): Interpretation | undefined {
  const lead = CORRECTION.exec(line.text)?.[0]
  if (!lead || lead.length === line.text.length) return undefined
  const rest = { text: line.text.slice(lead.length), typed: line.typed.slice(lead.length) }
  const whole = interpretOne(rest, situation)
  const [first] = whole.kind === 'commands' ? whole.commands : []
  if (first?.spoken && changes(first.action)) return whole
  const correcting = situation.actions.filter(({ corrects }) => corrects?.includes(action.name))
  for (const one of correcting) {
    const noise = one.noise ? { noise: one.noise } : {}
    const reading = readSlots(one.slots, { ...rest, verb: [], skip: [], ...noise }, speaking(situation.vocabulary, one))
    if (reading.leftover !== undefined || reading.problem || !saysSomething(reading)) continue
    const all = one === action ? merged(one, args, reading) : reading.args
    if (missingOf(one, { ...reading, args: all }) === 0) return command(one, all, reading)
  }
  return undefined
}

/** What was said now, over what was said before; a new day and an old period do not go together. */
function merged({ slots }: Declared, before: Args, { args, assumed }: Reading): Args {
  const said = Object.fromEntries(Object.entries(args).filter(([name]) => !assumed.has(name)))
  const dated = Object.keys(said).some((name) => ['date', 'range', 'span'].includes(slots[name]?.kind ?? ''))
  const kept = Object.entries(before).filter(
    ([name]) => !dated || !['date', 'range', 'span'].includes(slots[name]?.kind ?? ''),
  )
  return { ...Object.fromEntries(kept), ...said }
}

function command(action: Declared, args: Args, { ambiguities, understood }: Reading): Interpretation {
  const [ambiguity] = ambiguities
  const verb: Understood = { text: '…', as: { kind: 'verb', action: action.name } }
  return {
    kind: 'commands',
    commands: [
      {
        action,
        args,
        understood: [verb, ...understood],
        spoken: true,
        // Said to nobody, `周涛也是` may be talk among people.
        clear: !changes(action),
        ...(ambiguity ? { ambiguity } : {}),
      },
    ],
  }
}
