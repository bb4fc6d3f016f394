/**
 * What every messenger adapter has to keep, as a suite over a platform that people use: a descriptor opens a world with
 * a real adapter in it and says how people see, speak and click there.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Block, CARD_VERSION, type Card, type Input } from '../../src/bot/card/card.ts'
import {
  type CardAnswer,
  type Conversation,
  type Inbound,
  type InboundCardAction,
  type Messenger,
  mention,
  plain,
} from '../../src/bot/messenger.ts'

/** A message as people in the conversation see it. */
export interface SeenMessage {
  id: string
  kind: 'text' | 'image' | 'card' | 'file'
  title?: string
  text: string
  replyTo?: string
  fields: { label: string; value: string }[]
  buttons: { label: string; disabled: boolean }[]
  inputs: { name: string }[]
  /** Names of who was called. */
  mentions: string[]
}

/**
 * What the platform itself can do. Where it cannot, the suite demands the way round it: words for a form, a name for a
 * call, no quotation.
 */
export interface Abilities {
  /** A message may quote another. */
  quotes: boolean
  /** A text or a card may call people. */
  calls: { text: boolean; card: boolean }
  /** Every kind of input; `choices` only choices and people; else a form is shown in words. */
  forms: 'all' | 'choices' | 'none'
  /** What people say to each other in a group reaches the bot. */
  overhears: boolean
  /** A click is answered by a toast. */
  toasts: boolean
  /** Cards of a private chat and of a group are updated in place for as long as they are there. */
  edits: { group: boolean; privately: boolean }
  /** A message may be taken back, and the bot is told so when it edits or quotes it. */
  recalls: boolean
  /** A button may be shown that cannot be pressed; else it is left out. */
  disabledButtons: boolean
  /** Who is called in a message is told by account; else only the name in the text says it. */
  namesTheCalled: boolean
}

export const ALL: Abilities = {
  quotes: true,
  calls: { text: true, card: true },
  forms: 'all',
  overhears: true,
  toasts: true,
  edits: { group: true, privately: true },
  recalls: true,
  disabledButtons: true,
  namesTheCalled: true,
}

/** A failure to happen to the next call that sends or updates. */
export type Trouble = 'rate_limited' | 'lost_answer' | 'unavailable' | 'card_refused'

export interface MessengerWorld {
  can: Abilities
  messenger: Messenger
  /** Events that reached the bot, oldest first. */
  events: Inbound[]
  onClick(answer: (event: InboundCardAction) => CardAnswer): void
  group: Conversation
  /** The private chat of the person who speaks and clicks. */
  privately: Conversation
  /** Another member of the group. */
  colleague: { accountId: string; name: string }
  /** What the bot sent there and is still to be seen, oldest first. */
  seen(where: Conversation): Promise<SeenMessage[]>
  /** The person says something; `@bot ` calls the bot. Resolves with the id of the message once its event has arrived. */
  say(where: Conversation, text: string): Promise<string>
  press(messageId: string, label: string, values?: Record<string, unknown>): Promise<{ toast?: string }>
  /** Takes a message of the bot away. */
  recall(messageId: string): Promise<void>
  removeBot(): Promise<void>
  trouble(kind: Trouble): Promise<void>
  close(): Promise<void>
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Messengers show the uploaded picture and never look into the chart. */
const CHART = {} as Extract<Block, { kind: 'image' }>['chart']

const APPROVAL: Card = {
  header: { text: '待审批 · 618 预热', tone: 'waiting', tag: 'A-1' },
  summary: '待审批：618 预热',
  blocks: [
    { kind: 'text', markdown: '**预算** 申请' },
    {
      kind: 'fields',
      fields: [
        { label: '金额', value: '¥120,000.00' },
        { label: '用途', value: plain('*星号* <b>'), wide: true },
      ],
    },
    { kind: 'divider' },
    {
      kind: 'actions',
      buttons: [
        { label: '同意', action: 'budget.approve', args: { approval: 'A-1' }, style: 'primary' },
        { label: '驳回', action: 'budget.reject', args: { approval: 'A-1' }, style: 'danger' },
        { label: '撤回', action: 'budget.withdraw', args: {}, disabled: true },
      ],
    },
  ],
}

const DECIDED: Card = {
  header: { text: '已通过 · 618 预热', tone: 'success', tag: 'A-1' },
  summary: '已通过',
  blocks: [{ kind: 'text', markdown: '张三已同意' }],
}

const FORM: Card = {
  header: { text: '新建任务', tone: 'info' },
  summary: '新建任务',
  blocks: [
    {
      kind: 'form',
      name: 'task',
      inputs: [
        { name: 'title', label: '标题', kind: 'text', required: true },
        { name: 'due', label: '截止', kind: 'date', required: false },
      ],
      buttons: [{ label: '创建', action: 'task.create', args: { project: 'P-1' }, style: 'primary' }],
    },
  ],
}

/** A card with every kind of block and of input. */
function everything(accountId: string): Card {
  const input = (name: string, kind: Input['kind'], more: Partial<Input> = {}): Input => ({
    name,
    label: `输入${name}`,
    kind,
    required: name === 'a',
    placeholder: '写一句',
    ...more,
  })
  return {
    ...APPROVAL,
    blocks: [
      ...APPROVAL.blocks,
      { kind: 'text', markdown: '两分钟内可撤销\n- 一\n- 二', quiet: true },
      { kind: 'table', columns: ['任务', '谁'], rows: [['落地页', mention(accountId, '李四')]] },
      { kind: 'image', chart: CHART, alt: '甘特图' },
      {
        kind: 'form',
        name: 'everything',
        inputs: [
          input('a', 'text', { initial: '落地页' }),
          input('b', 'paragraph'),
          input('c', 'number', { initial: '8' }),
          input('d', 'date', { initial: '2026-12-01' }),
          input('e', 'person', { options: [{ value: accountId, label: '李四' }], initial: accountId }),
          input('f', 'choice', { options: [{ value: 'p1', label: '高' }], initial: 'p1' }),
        ],
        buttons: [
          { label: '提交', action: 'submit', args: {}, style: 'primary' },
          { label: '取消', action: 'cancel', args: {} },
        ],
      },
    ],
  }
}

export function messengerContract(name: string, open: () => Promise<MessengerWorld>): void {
  describe(`${name} as a messenger`, () => {
    let world: MessengerWorld
    beforeEach(async () => {
      world = await open()
    })
    afterEach(() => world.close())

    const key = (idempotencyKey: string) => ({ idempotencyKey })
    const last = async (where: Conversation) => (await world.seen(where)).at(-1)

    describe('speaks first', () => {
      it('to a group and to a person, without an incoming message', async () => {
        for (const where of [world.group, world.privately]) {
          const sent = await world.messenger.sendText(where, '早上好', key(`k-${where.kind}`))
          expect(await world.seen(where)).toMatchObject([{ id: sent.messageId, kind: 'text', text: '早上好' }])
        }
        expect(world.events).toEqual([])
      })

      it('and calls people by name', async () => {
        const { accountId, name: colleague } = world.colleague
        await world.messenger.sendText(world.group, `请看 ${mention(accountId, colleague)}`, key('k1'))
        const blocks: Card['blocks'] = [{ kind: 'text', markdown: `**请看** ${mention(accountId, colleague)}` }]
        await world.messenger.sendCard(world.group, { ...DECIDED, blocks }, [], key('k2'))
        const seen = await world.seen(world.group)
        const { text, card } = world.can.calls
        expect(seen.map(({ mentions }) => mentions)).toEqual([text ? [colleague] : [], card ? [colleague] : []])
        for (const message of seen) expect(message.text).toContain(colleague)
      })

      it('and calls nobody because a user typed a tag', async () => {
        const evil = plain(`<at user_id="all"></at><at id=all></at><at user_id="${world.colleague.accountId}"></at>`)
        await world.messenger.sendText(world.group, evil, key('k1'))
        const blocks: Card['blocks'] = [{ kind: 'text', markdown: evil }]
        await world.messenger.sendCard(world.group, { ...DECIDED, blocks }, [], key('k2'))
        const seen = await world.seen(world.group)
        expect(seen.map(({ mentions }) => mentions)).toEqual([[], []])
      })

      it('with images', async () => {
        const media = await world.messenger.upload({ name: 'gantt.png', bytes: PNG, contentType: 'image/png' })
        const sent = await world.messenger.sendImage(world.group, media, key('k1'))
        expect(await last(world.group)).toMatchObject({ id: sent.messageId, kind: 'image' })
      })
    })

    describe('quotes', () => {
      it('a message', async () => {
        const id = await world.say(world.group, '@bot 帮助')
        await world.messenger.sendText(world.group, '好的', { ...key('k1'), replyTo: id })
        expect(await last(world.group)).toMatchObject({ text: expect.stringContaining('好的') })
        expect((await last(world.group))?.replyTo).toBe(world.can.quotes ? id : undefined)
      })

      it('nothing if that message is gone', async () => {
        const before = await world.messenger.sendText(world.group, '稍等', key('k0'))
        if (world.can.recalls) await world.recall(before.messageId)
        await world.messenger.sendText(world.group, '好的', { ...key('k1'), replyTo: before.messageId })
        expect(await last(world.group)).toMatchObject({ text: '好的' })
        expect((await last(world.group))?.replyTo).toBeUndefined()
      })
    })

    describe('shows cards', () => {
      it('natively, with everything on them', async () => {
        const sent = await world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        expect(sent.degraded).toBeUndefined()
        const seen = await last(world.group)
        expect(seen).toMatchObject({ id: sent.messageId, kind: 'card', title: '待审批 · 618 预热' })
        expect(seen?.text).toContain('预算')
        expect(JSON.stringify([seen?.fields, seen?.text])).toContain('¥120,000.00')
        expect(JSON.stringify([seen?.fields, seen?.text])).toContain('*星号* <b>')
        expect(seen?.buttons.map(({ label, disabled }) => [label, disabled])).toEqual([
          ['同意', false],
          ['驳回', false],
          ...(world.can.disabledButtons ? [['撤回', true]] : []),
        ])
      })

      it('of every block and every input', async () => {
        const media = await world.messenger.upload({ name: 'gantt.png', bytes: PNG, contentType: 'image/png' })
        const sent = await world.messenger.sendCard(
          world.group,
          everything(world.colleague.accountId),
          [media],
          key('k1'),
        )
        expect(sent.degraded).toBeUndefined()
        const seen = await last(world.group)
        if (world.can.forms === 'all') {
          expect(seen?.inputs.map(({ name: input }) => input)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
          expect(seen?.buttons.map(({ label }) => label)).toEqual(['同意', '驳回', '撤回', '提交', '取消'])
        } else {
          for (const label of ['输入a', '输入b', '输入c', '输入d', '输入e', '输入f'])
            expect(seen?.text).toContain(label)
        }
      })

      it('and changes them in place', async () => {
        const sent = await world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        const updated = await world.messenger.updateCard(world.group, sent, DECIDED, [], key('k2'))
        if (!world.can.edits.group) {
          expect(updated.degraded).toBe('resent')
          expect((await last(world.group))?.text).toContain('张三已同意')
          return
        }
        expect(updated.messageId).toBe(sent.messageId)
        expect(await world.seen(world.group)).toMatchObject([
          { id: sent.messageId, title: '已通过 · 618 预热', buttons: [] },
        ])
      })

      it('and changes those of a private chat in place', async () => {
        const sent = await world.messenger.sendCard(world.privately, APPROVAL, [], key('k1'))
        const updated = await world.messenger.updateCard(world.privately, sent, DECIDED, [], key('k2'))
        expect(updated.messageId).toBe(world.can.edits.privately ? sent.messageId : updated.messageId)
        expect(await last(world.privately)).toMatchObject({ title: '已通过 · 618 预热', buttons: [] })
      })

      it('and sends a new one if the old one is gone', async () => {
        if (!world.can.recalls) return
        const sent = await world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        await world.recall(sent.messageId)
        const updated = await world.messenger.updateCard(world.group, sent, DECIDED, [], key('k2'))
        expect(updated.degraded).toBe('resent')
        expect((await last(world.group))?.id).toBe(updated.messageId)
      })

      it('and says the same in words if the platform refuses one', async () => {
        await world.trouble('card_refused')
        const sent = await world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        expect(sent.degraded).toBe('text')
        const seen = await last(world.group)
        expect(seen).toMatchObject({ id: sent.messageId, kind: 'text' })
        expect(seen?.text).toMatch(/¥120,000\.00[\s\S]*1 同意[\s\S]*2 驳回/)
        expect(seen?.text).not.toContain('撤回')
      })

      it('however long they are', async () => {
        const rows = Array.from({ length: 400 }, (_, row) => [`任务 ${row}`, '负责人'.repeat(10), '2026-10-12'])
        const blocks: Card['blocks'] = [
          { kind: 'text', markdown: '很长的说明 '.repeat(5000) },
          ...Array.from({ length: 6 }, (): Block => ({ kind: 'table', columns: ['名称', '谁', '何时'], rows })),
          ...APPROVAL.blocks,
        ]
        const sent = await world.messenger.sendCard(world.group, { ...APPROVAL, blocks }, [], key('k1'))
        expect(sent.degraded).toBeUndefined()
        const seen = await last(world.group)
        expect(JSON.stringify(seen)).toContain('截断')
        expect(seen?.buttons).toHaveLength(world.can.disabledButtons ? 3 : 2)
      })
    })

    describe('does things once, as far as the platform knows keys', () => {
      const remembers = () => world.messenger.limits.keyMemoryMs

      it('for one key', async () => {
        if (remembers().message === 0) return
        const first = await world.messenger.sendText(world.group, '只说一次', key('k1'))
        const second = await world.messenger.sendText(world.group, '只说一次', key('k1'))
        expect(second.messageId).toBe(first.messageId)
        expect(await world.seen(world.group)).toHaveLength(1)
      })

      it('even if the answer to the first try was lost', async () => {
        await world.trouble('lost_answer')
        const work = world.messenger.sendText(world.group, '只说一次', key('k1'))
        await expect(work).rejects.toMatchObject({ name: 'MessengerError', fault: 'unknown_outcome' })
        if (remembers().message > 0) await world.messenger.sendText(world.group, '只说一次', key('k1'))
        expect(await world.seen(world.group)).toHaveLength(1)
      })

      it('and so with cards', async () => {
        await world.trouble('lost_answer')
        const work = world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        await expect(work).rejects.toMatchObject({ name: 'MessengerError', fault: 'unknown_outcome' })
        if (remembers().card > 0) await world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        expect(await world.seen(world.group)).toHaveLength(1)
      })
    })

    describe('fails honestly', () => {
      it('with how long to wait', async () => {
        await world.trouble('rate_limited')
        const work = world.messenger.sendText(world.group, '太快', key('k1'))
        await expect(work).rejects.toMatchObject({ name: 'MessengerError', fault: 'rate_limited' })
        expect(await world.seen(world.group)).toEqual([])
      })

      it('while the platform is down', async () => {
        await world.trouble('unavailable')
        const work = world.messenger.sendText(world.group, '停机', key('k1'))
        await expect(work).rejects.toMatchObject({ name: 'MessengerError', fault: 'unavailable' })
      })

      it('in a group that has no bot', async () => {
        await world.removeBot()
        const card = world.messenger.sendCard(world.group, APPROVAL, [], key('k1'))
        await expect(card).rejects.toMatchObject({ name: 'MessengerError', fault: 'gone' })
      })
    })

    describe('listens', () => {
      it('to what is said in private', async () => {
        const id = await world.say(world.privately, '我的任务')
        expect(world.events).toMatchObject([
          {
            kind: 'message',
            platform: world.messenger.platform,
            messageId: id,
            text: '我的任务',
            addressed: true,
            conversation: world.privately,
            sender: world.privately.id,
          },
        ])
      })

      it('to what is said to it in a group, mentions resolved', async () => {
        await world.say(world.group, `@bot 新建任务 落地页 @${world.colleague.name}`)
        expect(world.events).toMatchObject([
          {
            text: `新建任务 落地页 @${world.colleague.name}`,
            addressed: true,
            conversation: world.group,
            mentions: world.can.namesTheCalled ? [world.colleague] : [],
          },
        ])
      })

      it('and knows what was not meant for it', async () => {
        if (!world.can.overhears) return
        await world.say(world.group, '中午吃什么')
        expect(world.events).toMatchObject([{ text: '中午吃什么', addressed: false, mentions: [] }])
      })
    })

    describe('takes clicks', () => {
      it.each(['group', 'privately'] as const)(
        '(%s) and answers with a toast and the card as it is now',
        async (place) => {
          world.onClick(() => ({ toast: { kind: 'success', text: '已同意' }, card: DECIDED }))
          const where = world[place]
          const sent = await world.messenger.sendCard(where, APPROVAL, [], key('k1'))
          expect(await world.press(sent.messageId, '同意')).toEqual(world.can.toasts ? { toast: '已同意' } : {})
          expect(world.events).toMatchObject([
            {
              kind: 'card_action',
              action: 'budget.approve',
              args: { approval: 'A-1' },
              cardVersion: CARD_VERSION,
              messageId: sent.messageId,
              conversation: where,
              sender: world.privately.id,
            },
          ])
          expect(world.events[0]).not.toHaveProperty('form')
          expect(await last(where)).toMatchObject({ id: sent.messageId, title: '已通过 · 618 预热', buttons: [] })
        },
      )

      it('with the form that was filled in', async () => {
        if (world.can.forms !== 'all') return
        const sent = await world.messenger.sendCard(world.group, FORM, [], key('k1'))
        expect((await last(world.group))?.inputs.map(({ name: input }) => input)).toEqual(['title', 'due'])
        await world.press(sent.messageId, '创建', { title: '落地页', due: '2026-12-01' })
        expect(world.events).toMatchObject([
          { action: 'task.create', args: { project: 'P-1' }, form: { title: '落地页', due: '2026-12-01' } },
        ])
      })
    })
  })
}
