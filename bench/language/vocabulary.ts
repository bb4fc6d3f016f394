/** A large organisation: the corpus's world, and enough names beside it that looking through them costs something. */
import type { Vocabulary } from '../../src/bot/understand/vocabulary.ts'

export const MANY = { people: 50, projects: 200, tasks: 1_000 } as const

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'
const GIVEN = ['子轩', '梓涵', '浩然', '诗琪', '宇航']
const WHAT = ['短视频', '落地页', '宣传册', '易拉宝', '推文', '问卷', '直播脚本', '信息流素材', '门店物料', '新闻稿']
const WHERE = ['华东', '华南', '西南', '北方', '海外', '线下', '站内', '站外', '高校', '社区']
const DONE = ['初稿', '终稿', '排期', '投放', '复盘', '采购', '印刷', '验收', '翻译', '上线']

const pick = (from: readonly string[] | string, index: number): string => from[index % from.length] ?? ''
const title = (index: number): string =>
  `${pick(WHERE, index)}${pick(WHAT, Math.floor(index / 10))}${pick(DONE, Math.floor(index / 100))}`

/** `known`, filled up to `count` with others from the list. */
const filled = <T>(known: readonly T[], others: readonly T[], count: number): T[] => [
  ...known,
  ...others.slice(0, count - known.length),
]

const PEOPLE = Array.from({ length: MANY.people }, (_, index) => ({
  id: `more${index}`,
  name: `${pick(SURNAMES, index)}${pick(GIVEN, Math.floor(index / SURNAMES.length))}`,
  nicknames: [],
  skills: [],
}))
const TASKS = Array.from({ length: MANY.tasks }, (_, index) => ({ id: 1_000 + index, title: title(index) }))
const PROJECTS = Array.from({ length: MANY.projects }, (_, index) => ({
  id: 1_000 + index,
  name: `${title(index * 3)}计划`,
}))

/**
 * People, tasks and projects of the corpus with others up to the numbers of `MANY`. The lists are new on each call, as
 * for each message, so that nothing remembered of a list helps; what they hold is not, as garbage would cost time later.
 */
export const crowded = (vocabulary: Vocabulary): Vocabulary => ({
  ...vocabulary,
  people: filled(vocabulary.people, PEOPLE, MANY.people),
  tasks: filled(vocabulary.tasks, TASKS, MANY.tasks),
  projects: filled(vocabulary.projects, PROJECTS, MANY.projects),
})
