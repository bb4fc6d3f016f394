/** Reads a line as the pipeline does, against a small fixed vocabulary. */
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import type { Command, Interpretation } from '../../../src/bot/understand/command.ts'
import { interpret } from '../../../src/bot/understand/interpret.ts'
import { changes } from '../../../src/bot/understand/verbs.ts'
import type { Vocabulary } from '../../../src/bot/understand/vocabulary.ts'
import { context, people } from './slots/context.ts'

export interface Read {
  action: string
  args: Record<string, string>
  /** Slot → labels offered. */
  which?: Record<string, string[]>
  problem?: string
  /** Words that kept a change from being carried out. */
  leftover?: string
  /** Further actions of the same line. */
  also?: string[]
}

const withNicknames = people.map((one) =>
  one.id === 'hanmei' || one.id === 'hanmeimei' ? { ...one, nicknames: ['小韩'] } : one,
)

export const vocabulary = (more: Partial<Vocabulary> = {}): Vocabulary => ({
  ...context(),
  people: withNicknames,
  tasks: [
    { id: 1, title: '主视觉设计' },
    { id: 2, title: '主会场页面' },
    { id: 3, title: '详情页文案' },
    { id: 4, title: '详情页排版' },
    { id: 5, title: '赵倩生日会海报' },
    { id: 6, title: '完成度报告' },
    { id: 7, title: '3套KV' },
    { id: 9, title: '展架印刷' },
    { id: 12, title: '双12预热视频' },
    { id: 15, title: '海报延展' },
  ],
  projects: [
    { id: 101, name: '双12大促' },
    { id: 102, name: '线上推广' },
    { id: 105, name: '新品发布会' },
  ],
  ...more,
})

export const interpreted = (line: string, more: Partial<Vocabulary> = {}): Interpretation =>
  interpret(line, { actions: ACTIONS, vocabulary: vocabulary(more) })

/** What the line would change with nothing further asked, each as its action and arguments: `task.complete task=3`. */
export function writes(line: string, more: Partial<Vocabulary> = {}): string[] {
  const result = interpreted(line, more)
  return result.kind === 'commands' ? result.commands.filter(wouldChange).map(shown) : []
}

const wouldChange = ({ action, args, ambiguity }: Command): boolean =>
  changes(action) &&
  !ambiguity &&
  Object.entries(action.slots).every(([name, { required }]) => !required || args[name] !== undefined)

const shown = ({ action, args }: Command): string =>
  [action.name, ...Object.entries(args).map(([name, value]) => `${name}=${value}`)].join(' ')

/** Undefined where no verb was found. */
export function read(line: string, more: Partial<Vocabulary> = {}): Read | undefined {
  const result = interpreted(line, more)
  if (result.kind === 'unknown') return undefined
  if (result.kind === 'refused') return refused(result)
  const [command, ...others] = result.commands
  if (!command) return undefined
  const { action, args, ambiguity } = command
  return {
    action: action.name,
    args,
    ...(ambiguity && { which: { [ambiguity.slot]: ambiguity.options.map(({ label }) => label) } }),
    ...(others.length > 0 && { also: others.map((one) => one.action.name) }),
  }
}

/** What was read of it does not matter: nothing is done. */
function refused({ refusal, action }: Extract<Interpretation, { kind: 'refused' }>): Read {
  const unread = refusal.code === 'INPUT.UNREADABLE' ? refusal.params.text : undefined
  return {
    action: action?.name ?? '',
    args: {},
    ...(unread === undefined ? { problem: refusal.code } : { leftover: unread }),
  }
}
