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

const more = <T>(known: readonly T[], count: number, make: (index: number) => T): T[] => [
  ...known,
  ...Array.from({ length: count - known.length }, (_, index) => make(index)),
]

/** People, tasks and projects of the corpus with others up to the numbers of `MANY`; new objects on each call. */
export const crowded = (vocabulary: Vocabulary): Vocabulary => ({
  ...vocabulary,
  people: more(vocabulary.people, MANY.people, (index) => ({
    id: `more${index}`,
    name: `${pick(SURNAMES, index)}${pick(GIVEN, Math.floor(index / SURNAMES.length))}`,
    nicknames: [],
    skills: [],
  })),
  tasks: more(vocabulary.tasks, MANY.tasks, (index) => ({ id: 1_000 + index, title: title(index) })),
  projects: more(vocabulary.projects, MANY.projects, (index) => ({
    id: 1_000 + index,
    name: `${title(index * 3)}计划`,
  })),
})
