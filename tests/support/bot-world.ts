/**
 * The bot's whole pipeline over the in-memory store, in the world of examples/roster.yaml, without HTTP. A tiny delivery
 * marks outbox rows as sent and gives them message ids, so that replies, clicks and edits find their cards.
 */
import { readFileSync } from 'node:fs'
import { readRoster } from '../../src/adapters/roster/index.ts'
import { chineseCalendar } from '../../src/adapters/system/holidays.ts'
import type { Declared } from '../../src/bot/actions/action.ts'
import type { MessengerHealth } from '../../src/bot/actions/health.ts'
import { ACTIONS } from '../../src/bot/actions/registry.ts'
import type { Button, Card } from '../../src/bot/card/card.ts'
import { CARD_VERSION } from '../../src/bot/card/card.ts'
import { toText } from '../../src/bot/card/to-text.ts'
import type { CardAnswer, Conversation, InboundCardAction, InboundMessage } from '../../src/bot/messenger.ts'
import { createDispatcher, type Dispatcher } from '../../src/bot/pipeline/dispatcher.ts'
import type { Environment } from '../../src/bot/pipeline/environment.ts'
import type { Delivery } from '../../src/bot/pipeline/outgoing.ts'
import { AS_TEXT } from '../../src/domain/conversations/conversation.ts'
import { importRoster } from '../../src/domain/people/import-roster.ts'
import type { Person } from '../../src/domain/people/person.ts'
import type { OutboxMessage } from '../../src/domain/ports/queues.ts'
import { State } from './memory/state.ts'
import { memoryStore } from './memory-store.ts'

const PLATFORM = 'feishu'
const START = new Date('2026-11-23T10:00:00+08:00')
const READ = readRoster(readFileSync('examples/roster.yaml', 'utf8'), 'examples/roster.yaml')
if (!('people' in READ)) throw new Error('the example roster is wrong')
const ROSTER = READ
/** Everybody with their account on this messenger alone. */
const AT_HOME = ROSTER.people.map((person) => ({
  ...person,
  accounts: person.accounts.filter(({ platform }) => platform === PLATFORM),
}))

/** `project` is 双12项目群, `management` 市场管理群, `private` the speaker's own chat with the bot. */
export type Place = 'project' | 'management' | 'private'

/** One message as its readers see it. */
export interface Shown {
  kind: 'text' | 'card' | 'edit'
  /** The group's name, or whose private chat it is. */
  where: string
  /** Everything readable: the markdown, or the card's text twin. */
  text: string
  title: string
  tag: string | undefined
  buttons: Button[]
  inputs: string[]
  replyTo: string | undefined
  messageId: string
  card?: Card
}

export interface ClickResult {
  toast: string
  tone: string | undefined
  /** The card as the clicker sees it at once. */
  card: Card | undefined
  cardText: string
  shown: Shown[]
}

interface Options {
  actions?: readonly Declared[]
  /** Changes or adds people before the roster is imported. */
  people?: (people: readonly Person[]) => readonly Person[]
  health?: readonly MessengerHealth[]
  /** Every chat is spoken to in words only. */
  textOnly?: boolean
  /** What the messenger calls accounts that the roster does not know. */
  nameOf?: (accountId: string) => string | undefined
}

export interface SayOptions {
  replyTo?: string
  /** In groups: whether the bot is mentioned; default true. */
  mention?: boolean
  mentions?: readonly string[]
  mentionsAll?: boolean
  /** When it was said; default now. */
  at?: Date
  attachments?: InboundMessage['attachments']
  unsupported?: string
  eventKey?: string
  /** The sender's account, instead of the person's. */
  account?: string
}

export class BotWorld {
  readonly state = new State()
  readonly environment: Environment
  readonly dispatcher: Dispatcher
  /** What the log was told of bugs; `say` and `click` throw if there is any, unless `toleratesBugs`. */
  readonly errors: unknown[] = []
  toleratesBugs = false
  /** Patience timers that were started and not cancelled. */
  readonly timers = new Map<number, () => void>()
  /** When questions were said to end. */
  readonly promptEnds: Date[] = []
  /** Calls `delivered` of a click's answer, as a door does whose answer got out. */
  answersGetOut = true
  #now = START
  #counter = 0
  #people = new Map<string, Person>()

  private constructor(options: Options) {
    const store = memoryStore(() => this.#now, this.state)
    let ids = 0
    let codes = 0
    let timer = 0
    const healthy: MessengerHealth[] = [{ platform: PLATFORM, transport: 'webhook', state: 'ok' }]
    this.environment = {
      unitOfWork: store.unitOfWork,
      inbox: store.inbox,
      outbox: store.outbox,
      clock: { now: () => this.#now, at: () => () => {} },
      ids: {
        next: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
        code: () => String(++codes * 111_111),
      },
      calendar: chineseCalendar(),
      zone: 'Asia/Shanghai',
      actions: options.actions ?? ACTIONS,
      health: { messengers: () => options.health ?? healthy },
      log: { info() {}, warn() {}, error: (fields) => this.errors.push(fields.err ?? fields) },
      botName: '营销助手',
      messengers: [
        { platform: PLATFORM, zh: '飞书', en: 'Feishu' },
        { platform: 'wecom', zh: '企业微信', en: 'WeCom' },
      ],
      after: (_ms, run) => {
        const id = ++timer
        this.timers.set(id, run)
        return () => this.timers.delete(id)
      },
      nameOf: async (_platform, accountId) => options.nameOf?.(accountId),
      promptOpened: (when) => this.promptEnds.push(when),
      wakeDelivery() {},
    }
    this.dispatcher = createDispatcher(this.environment)
  }

  static async open(options: Options = {}): Promise<BotWorld> {
    const world = new BotWorld(options)
    const people = options.people?.(AT_HOME) ?? AT_HOME
    await world.environment.unitOfWork.run((tx) => importRoster(tx, { ...ROSTER, people }))
    for (const person of people) world.#people.set(person.name, person)
    if (options.textOnly) await world.wordsOnly()
    return world
  }

  /** The administrator imports the same roster once more. */
  async importAgain(): Promise<void> {
    const people = [...this.#people.values()]
    await this.environment.unitOfWork.run((tx) => importRoster(tx, { ...ROSTER, people }))
  }

  /** From now on, all groups and private chats get no cards. */
  async wordsOnly(): Promise<void> {
    const everywhere = [
      ...(['project', 'management'] as const).map((place) => this.conversation(place, '')),
      ...[...this.#people.keys()].map((name) => this.conversation('private', name)),
    ]
    await this.environment.unitOfWork.run(async (tx) => {
      for (const conversation of everywhere) await tx.chatModes.save(conversation, { textOnly: true })
    })
  }

  get now(): Date {
    return this.#now
  }

  /** Moves the clock and delivers what became due. */
  async advance(minutes: number): Promise<Shown[]> {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000)
    return this.deliver()
  }

  person(name: string): Person {
    const person = this.#people.get(name)
    if (!person) throw new Error(`nobody is called ${name}`)
    return person
  }

  account(name: string): string {
    return this.person(name).accounts[0]?.id ?? ''
  }

  conversation(place: Place, speaker: string): Conversation {
    if (place === 'private') return { platform: PLATFORM, kind: 'private', id: this.account(speaker) }
    const [project, management] = ROSTER.chats
    return { platform: PLATFORM, kind: 'group', id: (place === 'project' ? project : management)?.id ?? '' }
  }

  message(speaker: string, place: Place, text: string, options: SayOptions = {}): InboundMessage {
    const key = ++this.#counter
    return {
      kind: 'message',
      platform: PLATFORM,
      eventKey: options.eventKey ?? `event-${key}`,
      at: (options.at ?? this.#now).toISOString(),
      conversation: this.conversation(place, speaker),
      sender: options.account ?? this.account(speaker),
      messageId: `om_in_${key}`,
      text,
      mentions: (options.mentions ?? []).map((name) => ({ accountId: this.account(name), name })),
      addressed: place === 'private' || (options.mention ?? true),
      mentionsAll: options.mentionsAll ?? false,
      attachments: options.attachments ?? [],
      ...(options.replyTo ? { replyTo: options.replyTo } : {}),
      ...(options.unsupported ? { unsupported: options.unsupported } : {}),
    }
  }

  /** A person says something; returns what everybody was shown because of it, in the order of the outbox. */
  async say(speaker: string, place: Place, text: string, options: SayOptions = {}): Promise<Shown[]> {
    await this.dispatcher.accept(this.message(speaker, place, text, options))
    return this.settle()
  }

  /** A person presses the button with this label on a card that was shown. */
  async click(
    clicker: string,
    on: Pick<Shown, 'messageId' | 'buttons'>,
    label: string,
    form?: Record<string, string>,
  ): Promise<ClickResult> {
    const button = on.buttons.find((one) => one.label === label)
    if (!button) throw new Error(`no button ${label} among ${on.buttons.map((one) => one.label).join(', ')}`)
    return this.press(clicker, on.messageId, button, form === undefined ? {} : { form })
  }

  /** As `click`, with anything a client could send. */
  async press(
    clicker: string,
    messageId: string,
    button: Pick<Button, 'action' | 'args'>,
    more: Partial<Pick<InboundCardAction, 'form' | 'cardVersion' | 'eventKey' | 'sender'>> = {},
  ): Promise<ClickResult> {
    const card = this.state.cards.where((one) => one.messageId === messageId)[0]
    const answer = await this.dispatcher.decide(
      {
        kind: 'card_action',
        platform: PLATFORM,
        eventKey: `click-${++this.#counter}`,
        at: this.#now.toISOString(),
        conversation: card?.conversation ?? this.conversation('private', clicker),
        sender: this.account(clicker),
        messageId,
        action: button.action,
        args: button.args,
        cardVersion: CARD_VERSION,
        ...more,
      },
      2_500,
    )
    if (this.answersGetOut) await answer.delivered?.()
    return result(answer, await this.settle())
  }

  /** Waits for the pipeline, then delivers. */
  async settle(): Promise<Shown[]> {
    await this.dispatcher.idle()
    if (this.errors.length > 0 && !this.toleratesBugs) throw this.errors[0]
    return this.deliver()
  }

  async deliver(): Promise<Shown[]> {
    const shown: Shown[] = []
    for (;;) {
      const due = await this.environment.outbox.claimDue(this.#now, 100, new Set())
      if (due.length === 0) return shown.sort(byOrder)
      for (const message of due) shown.push(await this.#send(message))
    }
  }

  async #send(message: OutboxMessage): Promise<Shown> {
    const card = message.cardId === undefined ? undefined : this.state.cards.get(message.cardId)
    const messageId = (message.kind === 'edit' ? card?.messageId : undefined) ?? `om_out_${message.seq}`
    const inWords = (message.payload as Delivery).type === 'text' && message.cardId !== undefined
    const degraded = inWords ? { degraded: AS_TEXT } : {}
    await this.environment.outbox.sent(message, { messageId, ...degraded, at: this.#now })
    return shownOf(message, messageId, this.#where(message.conversation))
  }

  #where({ kind, id }: Conversation): string {
    if (kind === 'group') return this.state.chats.get(`${PLATFORM}/${id}`)?.name ?? id
    return [...this.#people.values()].find(({ accounts }) => accounts.some((one) => one.id === id))?.name ?? id
  }
}

const byOrder = (a: Shown & { seq?: number }, b: Shown & { seq?: number }): number => (a.seq ?? 0) - (b.seq ?? 0)

function shownOf(message: OutboxMessage, messageId: string, where: string): Shown & { seq: number } {
  const delivery = message.payload as Delivery
  const base = { where, messageId, replyTo: 'replyTo' in delivery ? delivery.replyTo : undefined, seq: message.seq }
  if (delivery.type === 'text')
    return { ...base, kind: 'text', text: delivery.markdown, title: '', tag: undefined, buttons: [], inputs: [] }
  return { ...base, kind: delivery.type, ...cardFacts(delivery.card) }
}

function cardFacts(card: Card): Pick<Shown, 'text' | 'title' | 'tag' | 'buttons' | 'inputs' | 'card'> {
  return {
    text: toText(card),
    title: card.header.text,
    tag: card.header.tag,
    buttons: card.blocks.flatMap((block) => (block.kind === 'actions' || block.kind === 'form' ? block.buttons : [])),
    inputs: card.blocks.flatMap((block) => (block.kind === 'form' ? block.inputs.map(({ name }) => name) : [])),
    card,
  }
}

function result(answer: CardAnswer, shown: Shown[]): ClickResult {
  return {
    toast: answer.toast?.text ?? '',
    tone: answer.toast?.kind,
    card: answer.card,
    cardText: answer.card ? toText(answer.card) : '',
    shown,
  }
}

/** The only thing shown in a place; throws if there is not exactly one. */
export function only(shown: readonly Shown[], where?: string): Shown {
  const there = shown.filter((one) => where === undefined || one.where === where)
  const [first] = there
  if (!first || there.length > 1)
    throw new Error(`${there.length} messages in ${where ?? 'all'}: ${JSON.stringify(shown.map(brief))}`)
  return first
}

const brief = ({ kind, where, text }: Shown) => `${where} ${kind}: ${text.slice(0, 120)}`
