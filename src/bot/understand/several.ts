/** Several commands in one message: `T-1 派给赵倩；T-2 派给周涛`, one per line, or joined by 然后. All are understood, or none. */
import { projectRef } from '../../domain/projects/project.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Command, Interpretation, Line, Situation } from './command.ts'
import { moodOf } from './mood.ts'
import { interpretOne } from './read-command.ts'
import { maskQuotes } from './slots/protect.ts'
import { changes } from './verbs.ts'

/** More in one message are a list pasted by mistake. */
const MOST = 10
const HARD = /[;\n]+/g
const JOINED =
  /[,，。]?\s*(?:然后|顺便|接着|同时|另外|再(?=[看给把帮申新记派查跟])|并且?(?=[把给改派推延提标记])|[,;]?\s*(?:and )?then )\s*|[,、，。?？]\s*/gi
const CONNECTED = /然后|顺便|接着|同时|另外|并且?[改派推延提标]|[,，。]\s*再|\bthen\b/i
const NUMBERED =
  /^\s*(?:\d{1,2}[.、)]\s*|[-*•]\s+|(?:另外|然后|顺便|还有|同时|接着|再(?=[看给把帮申新记派查跟])|and|then)[,，:：\s]*)/i

/**
 * `whole`: how the line reads as one command. It stands if it reads well; a list that an action takes as such (拆任务)
 * is no list of commands.
 */
export function severalCommands(line: Line, situation: Situation, whole: Interpretation): Interpretation | undefined {
  const hard = partsOf(line, HARD)
  if (takesList(whole)) return undefined
  if (hard.length > 1) return all(hard, situation)
  const good = whole.kind === 'commands' && !whole.commands.some(({ ambiguity }) => ambiguity)
  if (good && !CONNECTED.test(maskQuotes(line.text)) && !questionsOnly(whole)) return undefined
  const soft = partsOf(line, JOINED)
  const read = soft.length > 1 ? all(soft, situation, good, CONNECTED.test(maskQuotes(line.text))) : undefined
  // 、 joins the objects of one order: `完成 T-1、没有的任务` asks nothing about a task.
  return read && line.text.includes('、') && isMixed(read) ? undefined : read
}

function isMixed(read: Interpretation): boolean {
  const kinds = new Set(read.kind === 'commands' ? read.commands.map(({ action }) => changes(action)) : [])
  return kinds.size > 1
}

/** Reading a question leaves words over that may be a second one. */
function questionsOnly(whole: Interpretation): boolean {
  return whole.kind === 'commands' && !whole.commands.some(({ action }) => changes(action))
}

function takesList(whole: Interpretation): boolean {
  const [first] = whole.kind === 'commands' ? whole.commands : []
  return first !== undefined && Object.values(first.action.slots).some(({ list }) => list)
}

function partsOf({ text, typed }: Line, separator: RegExp): readonly Line[] {
  const parts: Line[] = []
  let from = 0
  const cut = (to: number) => {
    const raw = text.slice(from, to)
    const lead = (NUMBERED.exec(raw)?.[0] ?? /^\s*/.exec(raw)?.[0] ?? '').length
    const body = raw.slice(lead).trimEnd()
    if (body !== '') parts.push({ text: body, typed: typed.slice(from + lead, from + lead + body.length) })
  }
  // Nothing parts a line inside quotation marks.
  for (const { index, 0: mark } of maskQuotes(text).matchAll(separator)) {
    cut(index)
    // A question mark belongs to what it asks.
    from = index + mark.length
  }
  cut(text.length)
  return parts
}

/** `apart`: the parts are told from each other by more than a comma; else an order beside a question is part of it. */
function all(
  parts: readonly Line[],
  situation: Situation,
  wholeIsGood = false,
  apart = true,
): Interpretation | undefined {
  if (parts.length > MOST) return undefined
  const commands: Command[] = []
  for (const part of parts) {
    const last = commands.at(-1)
    const read = interpretOne(part, withLast(situation, last))
    if (read.kind !== 'commands' || read.commands.some(asksOfAnything)) return undefined
    // `反悔了, 撤销掉` says one thing twice.
    if (read.commands.some((command) => commands.some((one) => sameCommand(one, command)))) return undefined
    commands.push(...read.commands)
  }
  // `把 T-1、火箭海报 派给赵倩`: a name alone among orders asks nothing; it is a piece of one that was not understood.
  if (commands.some(({ action }) => changes(action)) && commands.some(isNoOrder)) return undefined
  if (!apart && commands.some(({ action }) => changes(action)) && parts.some(({ text }) => moodOf(text) !== 'order'))
    return undefined
  if (wholeIsGood && commands.some(({ clear, action }) => !clear && changes(action))) return undefined
  return { kind: 'commands', commands }
}

/** 帮助 takes whatever stands there for its subject, a piece of another command as well. */
const asksOfAnything = ({ action }: Command): boolean =>
  !changes(action) && Object.values(action.slots).some(({ rest }) => rest)

const sameCommand = (one: Command, other: Command): boolean =>
  one.action === other.action && JSON.stringify(one.args) === JSON.stringify(other.args)

const isNoOrder = ({ action, args, spoken }: Command): boolean =>
  !changes(action) &&
  (!spoken || Object.entries(action.slots).some(([name, slot]) => slot.required && args[name] === undefined))

/** What an earlier part dealt with is what 它 means in a later one. */
function withLast(situation: Situation, last: Command | undefined): Situation {
  if (!last) return situation
  const ref = last.args.task
    ? taskRef(Number(last.args.task))
    : last.args.project
      ? projectRef(Number(last.args.project))
      : undefined
  if (!ref) return situation
  return {
    ...situation,
    vocabulary: { ...situation.vocabulary, last: { ...situation.vocabulary.last, objectRef: ref } },
  }
}
