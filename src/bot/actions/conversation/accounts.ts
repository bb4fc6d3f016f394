/** 我的账号, 绑定账号, 解绑账号: on which messengers a person is known. How an account becomes theirs: domain/people/binding.ts. */
import { afterWrong, type BindingCode, bind, mayTry, unbind } from '../../../domain/people/binding.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { plain } from '../../messenger.ts'
import { sayFor } from '../../pipeline/say.ts'
import { type ActionContext, declare, type Outcome, type Preview } from '../action.ts'
import { required } from '../slot.ts'
import { findMessenger, messengerName } from './messengers.ts'

const common = { area: 'conversation' as const, scope: 'none' as const, permission: 'talk' as const }

export const myAccountsAction = declare({
  ...common,
  name: 'account.list',
  about: {
    zh: '你在哪些消息平台上是你，个人消息发到哪里。',
    en: 'On which messengers you are known, and where personal messages go.',
  },
  words: {
    zh: ['我的账号', '我的帐号', '账号列表', '我绑定的账号', '我绑了哪些账号'],
    en: ['my accounts', 'list my accounts', 'accounts'],
  },
  examples: { zh: ['我的账号'], en: ['my accounts'] },
  slots: {},
  confirm: 'none',
  undo: 'none',
  run: list,
})

async function list(context: ActionContext): Promise<Outcome> {
  const { t } = context.speech
  const lines = context.person.accounts.map((account, index) => {
    const how = account.bound ? t.accounts.bound : t.accounts.ofRoster
    const first = index === 0 ? ` · ${t.accounts.first}` : ''
    return `- ${messengerName(context, account.platform)} · ${how}${first}`
  })
  return { answer: { kind: 'text', markdown: [t.accounts.yours, ...lines, t.accounts.howTo].join('\n') } }
}

// ── 绑定 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const bindAccountAction = declare({
  ...common,
  name: 'account.bind',
  about: {
    zh: '用新账号在单聊里拿到的绑定码，把那个账号变成你的。',
    en: 'Makes an account yours with the code that it was given in its private chat.',
  },
  words: {
    zh: ['绑定账号', '绑定帐号', '绑定我的账号', '账号绑定', '绑定码'],
    en: ['bind account', 'bind my account', 'link account', 'bind code'],
  },
  examples: { zh: ['绑定账号 482913'], en: ['bind account 482913'] },
  slots: { code: required('text', { label: 'code', rest: true }) },
  confirm: previewBinding,
  undo: 'final',
  run: runBinding,
})

interface Coded {
  code: string
}

/** A code that is none is dealt with by {@link runBinding}, whose writes stand: the wrong ones are counted. */
async function previewBinding(context: ActionContext, values: Coded): Promise<Preview | Refusal | undefined> {
  if (context.conversation.kind !== 'private') return refuse('ACCOUNT.PRIVATE_ONLY', {})
  const { found, bound } = await tryCode(context, values)
  if (!found || isRefusal(bound)) return undefined
  const { t } = context.speech
  return {
    title: t.accounts.bindTitle,
    confirmLabel: t.accounts.bindButton,
    blocks: [{ kind: 'text', markdown: t.accounts.willBind(described(context, found), context.person.name) }],
  }
}

async function runBinding(context: ActionContext, values: Coded): Promise<Outcome | Refusal> {
  if (context.conversation.kind !== 'private') return refuse('ACCOUNT.PRIVATE_ONLY', {})
  const { tx, person, speech } = context
  const { found, bound } = await tryCode(context, values)
  if (isRefusal(bound)) return wrong(context, bound)
  if (!found) throw new Error('an account was bound without a code')
  await tx.bindings.remove(found)
  await tx.people.save(bound)
  return {
    answer: { kind: 'text', markdown: speech.t.accounts.boundNow(described(context, found)) },
    record: {
      objectRef: OBJECT,
      before: { accounts: person.accounts.length },
      after: { accounts: bound.accounts.length },
      detail: { platform: found.platform, account: found.accountId },
    },
  }
}

const OBJECT = 'account'

async function tryCode({ tx, person, now }: ActionContext, { code }: Coded) {
  const held = mayTry(await tx.bindings.wrongCodes(person.id), now)
  if (held) return { bound: held }
  const found = await tx.bindings.byCode(code.replace(/\s/g, ''))
  // As the roster has them: what the person likes is no fact about the account.
  const stored = await tx.people.byId(person.id)
  const owner = found && (await tx.people.byAccount(found.platform, found.accountId))
  return { found, bound: bind(stored ?? person, found, owner, now) }
}

/** Said, audited and counted; an attempt that is refused would be undone, and its count with it. */
async function wrong(context: ActionContext, refusal: Refusal): Promise<Outcome> {
  const { tx, person, people, now, today, zone, speech } = context
  if (refusal.code === 'ACCOUNT.CODE_WRONG')
    await tx.bindings.saveWrongCodes(afterWrong(person.id, await tx.bindings.wrongCodes(person.id), now))
  await context.audit({ event: 'account.bind', outcome: 'denied', detail: { code: refusal.code } })
  return { answer: { kind: 'text', markdown: speech.refusal(refusal, sayFor(speech, people, today, zone)) } }
}

const described = (context: ActionContext, { platform, name }: BindingCode): string =>
  [messengerName(context, platform), name ? `「${plain(name)}」` : ''].join('')

// ── 解绑 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const unbindAccountAction = declare({
  ...common,
  name: 'account.unbind',
  about: {
    zh: '不再让某个平台上你自己绑定的账号代表你。',
    en: 'An account that you bound yourself no longer speaks for you.',
  },
  words: {
    zh: ['解绑账号', '解绑帐号', '解绑我的账号', '解绑'],
    en: ['unbind account', 'unbind my account', 'unlink account', 'unbind'],
  },
  examples: { zh: ['解绑账号 飞书'], en: ['unbind account Feishu'] },
  slots: { messenger: required('text', { label: 'messenger', rest: true }) },
  confirm: previewUnbinding,
  undo: 'final',
  run: runUnbinding,
})

interface Named {
  messenger: string
}

async function released(context: ActionContext, { messenger }: Named) {
  const { tx, person, conversation } = context
  if (conversation.kind !== 'private') return refuse('ACCOUNT.PRIVATE_ONLY', {})
  const found = findMessenger(context, messenger)
  if (isRefusal(found)) return found
  const stored = (await tx.people.byId(person.id)) ?? person
  // In a private chat the conversation is the speaker's own account.
  return unbind(stored, found.platform, { platform: conversation.platform, id: conversation.id })
}

async function previewUnbinding(context: ActionContext, values: Named): Promise<Preview | Refusal> {
  const result = await released(context, values)
  if (isRefusal(result)) return result
  const { t } = context.speech
  return {
    title: t.accounts.unbindTitle,
    confirmLabel: t.accounts.unbindButton,
    blocks: [{ kind: 'text', markdown: t.accounts.willUnbind(messengerName(context, result.account.platform)) }],
  }
}

async function runUnbinding(context: ActionContext, values: Named): Promise<Outcome | Refusal> {
  const result = await released(context, values)
  if (isRefusal(result)) return result
  await context.tx.people.save(result.person)
  const { platform, id } = result.account
  return {
    answer: { kind: 'text', markdown: context.speech.t.accounts.unbound(messengerName(context, platform)) },
    record: { objectRef: OBJECT, detail: { platform, account: id } },
  }
}
