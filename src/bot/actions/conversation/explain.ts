/** `解释`: how a line was read, piece by piece. Only one's own. */
import type { Turn } from '../../../domain/conversations/turn.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { explainCard } from '../../views/explain-card.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'

const NAME = 'explain'
/** How many explanations in a row are looked past. */
const LOOK_BACK = 5

export const explainAction = declare({
  name: NAME,
  area: 'conversation',
  about: {
    zh: '看你的上一句话是怎么读的，哪些字没读懂。',
    en: 'Shows how your last line was read, and what was not.',
  },
  words: {
    zh: [
      ...['解释', '解释一下', '怎么理解的', '你怎么理解的', '为什么这样理解', '你是怎么理解的', '是怎么理解'],
      ...['怎么理解我', '你刚才的理解', '理解成啥', '理解成什么', '读成什么'],
    ],
    en: ['explain', 'how did you understand', 'how did you read', 'how you read'],
  },
  ways: [
    {
      pieces: [
        /(?:怎么|咋|如何|为什么|为啥|为何|凭什么)(?:会|是|就|要)?(?:这么|这样|那么)?(?:理解|[读看听]懂|读(?=[我的成这那])|[看听](?=成)|解读|识别|解析)(?:成|到|出)?/,
      ],
      needs: [],
    },
    {
      pieces: [
        /你?(?:理解|读|解读|识别|解析)成(?:了)?(?:什么|啥|这样|那样)|(?:说说|讲讲|看看|解释)(?:一下|下)?你?(?:刚才)?的?理解/,
      ],
      needs: [],
    },
    { pieces: [/解释(?:一下|下)?(?=(?:刚才|刚刚|上一?[句条]|这[句条])|[。!！]*$)/], needs: [] },
    {
      pieces: [
        /\b(?:how|why|what) (?:did|do) you (?:understand|read|interpret|parse|get|take)\b|\bhow you (?:understood|read|interpreted|parsed)\b/,
      ],
      needs: [],
    },
  ],
  noise:
    /刚才|刚刚|上一?[句条个]话?|那[句条]话?|这[句条]?话?|我|你|是|的|话|说|成|懂|意思|理解|上面|\b(?:my|last|message|it|that|this|way|like|line|sentence|me)\b/,
  examples: { zh: ['解释', '你怎么理解的'], en: ['explain'] },
  slots: {},
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run: async (context): Promise<Outcome | Refusal> => {
    const turn = await turnMeant(context)
    if (!turn) return refuse('TURN.NONE', {})
    if (turn.personId !== context.person.id) return refuse('TURN.NOT_YOURS', {})
    return { answer: { kind: 'card', card: explainCard(context, turn) } }
  },
})

/** The turn whose answer is replied to, else the newest before this one that is no explanation itself. */
async function turnMeant({ tx, quotedTrace, traceId, person, conversation }: ActionContext): Promise<Turn | undefined> {
  const quoted = quotedTrace === undefined ? undefined : await tx.turns.byTrace(quotedTrace)
  if (quoted) return quoted
  const turns = await tx.turns.recent(person.id, conversation, LOOK_BACK)
  // A click has no words to explain.
  return turns.find((turn) => turn.traceId !== traceId && turn.action !== NAME && turn.line !== '')
}
