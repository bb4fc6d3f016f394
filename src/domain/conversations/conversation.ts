/** What the bot must remember about conversations so that a restart forgets nothing. */

/** Where messages go: a group chat, or one person's account. Same shape as the messenger contract's `Conversation`. */
export interface ConversationRef {
  platform: string
  kind: 'group' | 'private'
  id: string
}

/** How long one who was heard is still talking to the bot, and what was said last is still what is talked about: in ms. */
export const OPEN_MS = 10 * 60_000

/** One string per conversation; orders inbox and outbox. */
export function conversationKey(ref: ConversationRef): string {
  return `${ref.platform}/${ref.kind}/${ref.id}`
}

/** A group chat the bot knows. `projectId` is the bound project: the default of every command typed there. */
export interface Chat {
  platform: string
  id: string
  name: string
  projectId?: number
  botPresent: boolean
}

/** A question the bot asked and is waiting for: bound to one person, single use, with an end. */
export interface Prompt {
  /** Random, unguessable. */
  id: string
  kind: 'confirm' | 'form' | 'choice' | 'menu'
  conversation: ConversationRef
  /** Only this person may answer. */
  personId: string
  /** The action that runs once it is answered, and the canonical arguments known so far. */
  action: string
  args: Record<string, string>
  /**
   * What each number adds to the arguments. In a `menu`, the buttons of a card as words, each names its own action. In a
   * `form`, the fields that were asked for: `args.field` is the argument's name, `args.required` is there if it must be given.
   */
  options: { label: string; args: Record<string, string>; action?: string }[]
  status: 'open' | 'used' | 'cancelled' | 'expired'
  createdAt: Date
  expiresAt: Date
}

/** How an own change is taken back; readable by the action that wrote it. */
export interface UndoEntry {
  id: string
  personId: string
  conversation: ConversationRef
  action: string
  /** Canonical facts of the change, JSON. */
  payload: unknown
  /** The object changed, e.g. `T-3`. */
  objectRef: string
  createdAt: Date
  expiresAt: Date
  usedAt?: Date
}

/** One object, one card, per chat: later changes edit it. */
export interface PostedCard {
  id: string
  /** `T-3`, `A-1`, `P-101`, `prompt:<id>`. */
  objectRef: string
  /** Which rendering of the object this card shows. */
  view: string
  conversation: ConversationRef
  /** For personal cards: whose eyes the card was made for. */
  audienceId?: string
  /** Absent until delivered. */
  messageId?: string
  updateToken?: string
  /** The adapter had to show something less than the card, in its words; it is told so at the next edit. {@link AS_TEXT}: never a card. */
  degraded?: string
  createdAt: Date
  /** Of the event that was answered with it. */
  traceId?: string
}

/** `degraded` of what was posted as words on purpose: it cannot be edited. Its numbered choices are the prompt with its id. */
export const AS_TEXT = 'words'

/** How the bot speaks in one conversation. */
export interface ChatMode {
  /** No cards: everything is words, and choices are answered by their numbers. */
  textOnly: boolean
}

export interface ChatModeRepository {
  /** What nobody chose is `textOnly: false`. */
  of(conversation: ConversationRef): Promise<ChatMode>
  save(conversation: ConversationRef, mode: ChatMode): Promise<void>
}

export interface ChatRepository {
  find(platform: string, id: string): Promise<Chat | undefined>
  save(chat: Chat): Promise<void>
}

export interface PromptRepository {
  byId(id: string): Promise<Prompt | undefined>
  /** Newest first, only open ones. */
  openFor(personId: string, conversation: ConversationRef): Promise<readonly Prompt[]>
  /** Open prompts whose end has come. */
  expired(now: Date): Promise<readonly Prompt[]>
  /** When the next open prompt ends. */
  nextExpiry(): Promise<Date | undefined>
  save(prompt: Prompt): Promise<void>
}

export interface UndoRepository {
  /** The person's last changes in this conversation, newest first, used or not. */
  recent(personId: string, conversation: ConversationRef, limit: number): Promise<readonly UndoEntry[]>
  save(entry: UndoEntry): Promise<void>
}

export interface PostedCardRepository {
  byId(id: string): Promise<PostedCard | undefined>
  /** By the message's id, or the other name that the platform has for it. */
  byMessage(platform: string, messageId: string): Promise<PostedCard | undefined>
  byObject(objectRef: string): Promise<readonly PostedCard[]>
  /** For a platform whose messages are all gone. */
  forgetAll(): Promise<void>
  save(card: PostedCard): Promise<void>
}
