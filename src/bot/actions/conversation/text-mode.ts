import { conversationKey } from '../../../domain/conversations/conversation.ts'
import { helpersFor } from '../../../domain/people/permissions.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type ActionContext, declare, type Outcome, type Reverted } from '../action.ts'
import { required, type ValuesOf } from '../slot.ts'

const slots = {
  mode: required('choice', {
    label: 'mode',
    choices: [
      {
        value: 'text',
        zh: ['纯文字', '文字模式', '纯文本', '文本模式', '文字', '文本'],
        en: ['text', 'text only', 'plain text'],
      },
      { value: 'cards', zh: ['卡片', '卡片模式'], en: ['cards', 'card mode', 'card'] },
    ],
  }),
}

// 改文字 is about some wording.
const SWITCH = /(?:切换?|恢复)(?:到|成|为|用|回)?|[换改转变](?:到|成|为|用|回)/
const USE = /(?:只|就|都|还是|以后|改|那)?(?:用|发|开启|启用|打开|显示)/
const FORM = '(?:模式|显示|消息|形式|版)?'
const CLOSED = '(?=(?:就好|就行|即可|回复(?:我|就行)?|给我|消息)?[吧啦了。!！]*$)'
const TEXT = new RegExp(`纯?(?:文字|文本)${FORM}${CLOSED}`)
const TARGET = new RegExp(`(?:纯?(?:文字|文本)|卡片)${FORM}${CLOSED}`)
const NO_CARDS =
  /(?:不要|别再?发|不想要|不用|不再?发|关掉|关闭)卡片了?|(?:我?这边)?卡片(?:总是|老是|都|也|我)?(?:打不开|看不[了到见清]|显示不(?:出来?|了|全)|加载不(?:出来?|了)|不显示)/
const NOISE =
  /我?这边|(?:切换?|换|改|转|恢复)(?:到|成|为|用|回)?|以后|一律|都用|还是|只|就好|就行|即可|回复|消息|显示|形式|模式|发|用|给我|我|吧|\b(?:only|please|from now on|mode|again|back|switch|to|in)\b/

export const textModeAction = declare({
  name: 'chat.text_mode',
  area: 'conversation',
  about: {
    zh: '让我在这个会话里只发文字，选择用序号回复；或者恢复发卡片。',
    en: 'Has me use words only in this chat, with choices answered by number; or cards again.',
  },
  words: {
    zh: ['纯文字模式', '文字模式', '卡片模式', '纯文字', '纯文本模式', '消息模式', '文本模式', '纯文本'],
    en: ['text mode', 'text only mode', 'card mode', 'cards mode', 'chat mode', 'text only', 'plain text'],
  },
  ways: [
    { pieces: [SWITCH, TARGET], needs: ['mode'] },
    { pieces: [USE, TARGET], needs: ['mode'] },
    // What cannot be seen or is not wanted names the other one.
    { pieces: [NO_CARDS, SWITCH, TEXT], needs: ['mode'] },
    { pieces: [NO_CARDS, USE, TEXT], needs: ['mode'] },
    {
      pieces: [
        /\b(?:switch|change|go)?(?: ?back)? ?(?:to|use|using|with)\b/,
        /\b(?:(?:plain )?text(?: only)?|cards?)(?: mode)?\b/,
      ],
      needs: ['mode'],
    },
    { pieces: [/\bcards (?:again|back|on)\b|\b(?:show|send) (?:me )?cards\b/], needs: [] },
  ],
  noise: NOISE,
  examples: { zh: ['纯文字模式', '切换到卡片模式'], en: ['text mode', 'card mode'] },
  slots,
  scope: 'optional_project',
  permission: 'talk',
  confirm: 'none',
  undo: { revert },
  run,
})

const OBJECT = 'chat_mode'

/** From now on; what was posted stays as it is. */
async function run(context: ActionContext, values: ValuesOf<typeof slots>): Promise<Outcome | Refusal> {
  const denied = mayChange(context)
  if (denied) return denied
  const { tx, conversation, speech } = context
  const textOnly = values.mode === 'text'
  const before = await tx.chatModes.of(conversation)
  const answer = { kind: 'text' as const, markdown: speech.t.twin.modeChosen[textOnly ? 'text' : 'cards'] }
  if (before.textOnly === textOnly) return { answer }
  await tx.chatModes.save(conversation, { textOnly })
  return {
    answer,
    record: {
      objectRef: OBJECT,
      before,
      after: { textOnly },
      detail: { chat: conversationKey(conversation) },
      ...(context.project ? { projectId: context.project.id } : {}),
    },
    undo: { objectRef: OBJECT, payload: { before: before.textOnly, after: textOnly } },
  }
}

/** How a group is spoken to concerns all of it: neither outsiders nor whoever only watches decides that. */
function mayChange({ conversation, person, role, project, people }: ActionContext): Refusal | undefined {
  const outside = [person.role, role].some((one) => one === 'vendor' || one === 'observer')
  if (conversation.kind === 'private' || !outside) return undefined
  const helperIds = project ? [project.ownerId] : helpersFor('project.create', [...people.values()])
  return refuse('PERMISSION.DENIED', { needs: 'plan.edit', helperIds })
}

async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { tx, conversation, speech } = context
  const { before, after } = payload as { before: boolean; after: boolean }
  if ((await tx.chatModes.of(conversation)).textOnly !== after)
    return refuse('UNDO.CHANGED_SINCE', { objectRef: OBJECT })
  await tx.chatModes.save(conversation, { textOnly: before })
  return { sentence: speech.t.undone(speech.t.labels.mode), changed: [] }
}
