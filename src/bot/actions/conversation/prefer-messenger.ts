/** 消息发到 …: where a person wants to be told things. A push goes to one place, never to two. */
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type ActionContext, declare, type Outcome, type Reverted } from '../action.ts'
import { required } from '../slot.ts'
import { findMessenger, messengerName } from './messengers.ts'

export const preferMessengerAction = declare({
  name: 'messenger.prefer',
  area: 'conversation',
  about: {
    zh: '个人消息（派给你的任务、审批、提醒）发到你的哪个消息平台，只发一处。',
    en: 'On which of your messengers personal messages reach you; always on one.',
  },
  words: {
    zh: ['消息发到', '通知发到', '提醒发到', '常用平台', '推送到', '消息推送到', '通知我用', '消息平台'],
    en: ['notify me on', 'send my messages to', 'preferred messenger', 'message me on', 'reach me on'],
  },
  noise: /以后|今后|我的|都|请|个人|消息|通知|提醒|改成|换成|吧|就好|\b(?:please|from now on)\b/,
  examples: { zh: ['消息发到 飞书'], en: ['notify me on Feishu'] },
  slots: { messenger: required('text', { label: 'messenger', rest: true }) },
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: { revert },
  run,
})

const OBJECT = 'messenger'

async function run(context: ActionContext, values: { messenger: string }): Promise<Outcome | Refusal> {
  const { tx, person, speech } = context
  const found = findMessenger(context, values.messenger)
  if (isRefusal(found)) return found
  const { platform } = found
  if (!person.accounts.some((account) => account.platform === platform)) return refuse('ACCOUNT.NONE_THERE', {})
  const answer = { kind: 'text' as const, markdown: speech.t.accounts.preferred(messengerName(context, platform)) }
  const before = person.accounts[0]?.platform
  if (before === platform) return { answer }
  await tx.preferences.save({ personId: person.id, platform })
  return {
    answer,
    record: { objectRef: OBJECT, before: { platform: before }, after: { platform } },
    undo: { objectRef: OBJECT, payload: { before, after: platform } },
  }
}

async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { tx, person, speech } = context
  const { before, after } = payload as { before: string; after: string }
  if (person.accounts[0]?.platform !== after) return refuse('UNDO.CHANGED_SINCE', { objectRef: OBJECT })
  await tx.preferences.save({ personId: person.id, platform: before })
  return { sentence: speech.t.undone(speech.t.labels.messenger), changed: [] }
}
