/** `帮助`: what this person can do here and now, what waits for this person first; or one topic. */
import { can } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Membership } from '../../../domain/projects/project.ts'
import type { Button } from '../../card/card.ts'
import { type HelpLine, helpCard, noTopicCard, topicCard } from '../../views/help-card.ts'
import type { ActionContext } from '../action.ts'
import { type Declared, declare, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'
import { greetingWords } from './greetings.ts'
import { inOrder } from './help-order.ts'
import { nearestTopics, searchTopic } from './help-search.ts'
import { waitingFor } from './situation.ts'

/** With the hint below it eight lines, as many as a phone shows at once. */
const PAGE = 7

export const helpAction = declare({
  name: 'help',
  area: 'conversation',
  about: {
    zh: '看你在这里能做什么，或查一个主题。',
    en: 'Shows what you can do here, or looks up a topic.',
  },
  words: {
    zh: [
      '帮助',
      '使用说明',
      '菜单',
      ...[
        '说明',
        '用法',
        '功能介绍',
        '使用手册',
        '操作指南',
        '使用指南',
        '帮助文档',
        '帮助中心',
        '使用帮助',
        '指令列表',
        '命令列表',
        '命令大全',
        '指令大全',
      ],
    ],
    en: ['help', 'menu', 'commands', 'instructions', 'usage', 'manual'],
  },
  ways: [
    {
      pieces: [
        /教(?:教|会|一?下)?我(?:怎么|如何|一下)?(?!怎么|如何)|(?:怎么|如何|咋)(?![还没不又会老总回样了这那都就]|显示不|[说讲写弄办用玩]?[?？。!！]*$)|咋(?=用)/,
      ],
      needs: [],
    },
    // `延期要怎么说`: the topic stands before.
    {
      pieces: [/(?:应该|该|要)?(?:怎么|如何|咋)(?:说|讲|写|弄|办|用|操作|设置|加|做)(?=[?？。!！]*$)/],
      needs: [],
    },
    {
      pieces: [
        /(?:都)?(?:有|支持|能用|可以用|能发|可以发|能说|认识|懂)(?:哪些|什么|啥)(?:样的)?(?:功能|指令|命令|话|说法|操作)|(?:都)?能(?:帮我)?(?:做|干|帮)(?:些|点)?(?:什么|啥|嘛)|能干嘛|(?<!开)会(?:些|做些|做|干)?(?:什么|啥)|可以(?:帮我)?(?:做|干)(?:些|点)?(?:什么|啥)|怎么(?:使用|用|玩)|咋[用玩]|功能列表/,
      ],
      needs: [],
    },
    {
      pieces: [
        /不会用|不知道(?:怎么用|说什么|该说什么)|(?:怎么|如何)(?:开始|上手|入门)|(?:有人|有没有人|机器人)[吗么在]|你叫(?:什么|啥)|再见|拜拜/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\bwhat (?:can|should) (?:you|i)(?: do| say| type)?\b|\bhow (?:do i|to|can i)\b|\bwho are you\b|\bhow does (?:this|it) work\b|\b(?:help me )?get(?:ting)? started\b|\b(?:list of|show|all|available) commands\b/,
      ],
      needs: [],
    },
    { pieces: [new RegExp(`^(?:${greetingWords().join('|')})(?=$|[呀啊吖哈,，。!！~ ])`)], needs: [] },
  ],
  noise:
    /你|我|在这里|这里|这机器人|刚进群|机器人|呀|啊|诶|吧|都|是.{2,12}$|助手|谢谢|名字|[?？]|教教?我?|怎么用|\b(?:you|me|i|please|the|all)\b/,
  examples: { zh: ['帮助', '帮助 工时', '帮助 更多'], en: ['help', 'help hours', 'help more'] },
  slots: { topic: optional('text', { label: 'topic', rest: true, words: ['关于', 'about '] }) },
  scope: 'optional_project',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run: async (context, { topic }): Promise<Outcome> => {
    const possible = inOrder(
      context.actions.filter((action) => possibleHere(context, action)),
      context,
    )
    const page = pageOf(topic)
    if (page !== undefined || topic === undefined) return overview(context, possible, page ?? 1)
    return aboutTopic(context, possible, topic)
  },
})

/** `更多` is the second page, `更多 3` the third. */
function pageOf(topic: string | undefined): number | undefined {
  const [, page] = /^(?:更多|全部|more|all)\s*(\d{0,2})$/i.exec(topic ?? '') ?? []
  return page === undefined ? undefined : Math.max(1, Number(page || 2))
}

async function overview(context: ActionContext, possible: readonly Declared[], page: number): Promise<Outcome> {
  const lines: HelpLine[] = [...(await waitingFor(context)), ...possible.map((action) => ({ action }))]
  const start = (page - 1) * PAGE
  const shown = lines.slice(start, start + PAGE)
  const more = lines.length - start - shown.length
  const { t } = context.speech
  const buttons: Button[] = [
    ...(more > 0
      ? [{ label: t.buttons.more(more), action: 'help', args: { topic: `${t.moreTopic} ${page + 1}` } }]
      : []),
    ...(page === 1 && (await wantsTour(context)) ? [{ label: t.talk.buttons.tour, action: 'tour', args: {} }] : []),
  ]
  return card(helpCard(context, t.helpTitle(context.botName), shown, buttons))
}

async function wantsTour({ tx, person, conversation, actions }: ActionContext): Promise<boolean> {
  if (conversation.kind !== 'private' || !actions.some(({ name }) => name === 'tour')) return false
  return (await tx.tours.of(person.id))?.status !== 'done'
}

function aboutTopic(context: ActionContext, possible: readonly Declared[], topic: string): Outcome {
  const found = searchTopic(context.speech, possible, topic)
  const [only, ...others] = found
  if (!only) return card(noTopicCard(context, topic, nearestTopics(context.speech, possible, topic)))
  if (others.length === 0) return card(topicCard(context, only))
  const lines = found.slice(0, PAGE).map((action) => ({ action }))
  return card(helpCard(context, context.speech.t.talk.helpOn(topic), lines, []))
}

function card(made: ReturnType<typeof helpCard>): Outcome {
  return { answer: { kind: 'card', card: made } }
}

/** What this person can do here and now, or in any project where none is at hand: by the matrix that decides later. */
function possibleHere({ person, role }: ActionContext, action: Declared): boolean {
  const projectRole = role ?? USUAL_ROLE[person.role]
  return action.words.zh.length > 0 && can({ person, projectRole }, action.offeredWith ?? action.permission) !== 'no'
}

const USUAL_ROLE: Record<Person['role'], Membership['role'] | undefined> = {
  project_manager: 'manager',
  member: 'member',
  vendor: 'vendor',
  observer: 'observer',
  admin: undefined,
}
