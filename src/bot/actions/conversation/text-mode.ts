import { conversationKey } from '../../../domain/conversations/conversation.ts'
import { helpersFor } from '../../../domain/people/permissions.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type ActionContext, declare, type Outcome, type Reverted } from '../action.ts'
import { required, type ValuesOf } from '../slot.ts'

const slots = {
  mode: required('choice', {
    label: 'mode',
    choices: [
      { value: 'text', zh: ['纯文字', '文字模式', '纯文本', '文本模式'], en: ['text', 'text only', 'plain text'] },
      { value: 'cards', zh: ['卡片', '卡片模式'], en: ['cards', 'card mode', 'card'] },
    ],
  }),
}

export const textModeAction = declare({
  name: 'chat.text_mode',
  area: 'conversation',
  about: {
    zh: '让我在这个会话里只发文字，选择用序号回复；或者恢复发卡片。',
    en: 'Has me use words only in this chat, with choices answered by number; or cards again.',
  },
  words: {
    zh: ['纯文字模式', '文字模式', '卡片模式', '纯文字', '纯文本模式', '消息模式'],
    en: ['text mode', 'text only mode', 'card mode', 'cards mode', 'chat mode'],
  },
  noise: /(?:切换?|换|改|转)(?:到|成|为|用|回)|以后|都用|还是用|吧/,
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
