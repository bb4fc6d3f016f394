/** Reads a line as the pipeline does, against a small fixed vocabulary. */
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { changes, chooseAction } from '../../../src/bot/understand/choose-action.ts'
import { readSlots } from '../../../src/bot/understand/read-slots.ts'
import { normalise } from '../../../src/bot/understand/slots/index.ts'
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

/** Undefined where no verb was found. */
export function read(line: string, more: Partial<Vocabulary> = {}): Read | undefined {
  const words = { ...vocabulary(), ...more }
  const names = [...words.tasks.map(({ title }) => title), ...words.projects.map(({ name }) => name)]
  const choice = chooseAction(normalise(line).trim(), ACTIONS, names)
  if (!choice) return undefined
  const intent = choice.action.area === 'hours' ? 'log' : 'plan'
  const reading = readSlots(choice.action.slots, choice.rest, { ...words, intent })
  const { problem, leftover, ambiguities, args } = reading
  return {
    action: choice.action.name,
    args,
    ...(ambiguities.length > 0 && {
      which: Object.fromEntries(ambiguities.map(({ slot, options }) => [slot, options.map(({ label }) => label)])),
    }),
    ...(problem && { problem: problem.code }),
    ...(leftover !== undefined && changes(choice.action) && { leftover }),
  }
}
