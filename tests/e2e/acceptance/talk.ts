/** A dialogue over HTTP, held with cards or in words only: buttons are pressed, or their numbers said. */
import type { Seen } from '../support/client.ts'
import { again, labels, press } from '../support/seen.ts'
import { startWorld, type World } from '../support/world.ts'

export const GROUP = '双12项目群'
const PEOPLE = ['李雷', '王敏', '钱芳', '赵倩', '韩梅', '韩梅梅', '周涛']
const NUMBERS = '回复序号：'

export class Talk {
  readonly world: World
  readonly textOnly: boolean

  private constructor(world: World, textOnly: boolean) {
    this.world = world
    this.textOnly = textOnly
  }

  /** In words only, everybody and the group have asked for that themselves. */
  static async open(textOnly: boolean): Promise<Talk> {
    const talk = new Talk(await startWorld(), textOnly)
    if (!textOnly) return talk
    await talk.inGroup('李雷', '@营销助手 纯文字模式')
    for (const who of PEOPLE) await talk.privately(who, '纯文字模式')
    return talk
  }

  inGroup(from: string, line: string): Promise<readonly Seen[]> {
    return this.world.ask(GROUP, from, line)
  }

  privately(from: string, line: string): Promise<readonly Seen[]> {
    return this.world.ask(from, from, line)
  }

  /** The newest message of the bot in a chat. */
  async latest(chat: string): Promise<Seen> {
    const message = (await this.world.client.botMessages(chat)).at(-1)
    if (!message) throw new Error(`nothing was said in ${chat}`)
    return message
  }

  /** The chats in which the bot says something new because of it. */
  async toldBy(happens: () => Promise<unknown>): Promise<string[]> {
    const before = await this.#counts()
    await happens()
    const after = await this.#counts()
    return [...after.keys()].filter((chat) => after.get(chat) !== before.get(chat))
  }

  async #counts(): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    for (const chat of [GROUP, ...PEOPLE]) counts.set(chat, (await this.world.client.botMessages(chat)).length)
    return counts
  }

  /**
   * Takes the choice with this label. Resolves to what was read of it: the toast, the card as it is then, and the words
   * that were said. `quoting` replies to the message, for whoever was not asked.
   */
  async choose(on: Seen | undefined, from: string, label: string, quoting = false): Promise<string> {
    if (!on) throw new Error(`nothing to choose ${label} from`)
    if (!this.textOnly) {
      const before = (await this.world.client.botMessages(on.chat)).length
      const toast = await press(this.world.client, on, from, buttonOf(on, label))
      const said = (await this.world.client.botMessages(on.chat)).slice(before)
      return [toast ?? '', read(await again(this.world.client, on)), ...said.map(read)].join('\n')
    }
    const number = choicesOf(on).indexOf(label) + 1
    if (number === 0) throw new Error(`no choice ${label} in ${on.text}`)
    const { client } = this.world
    const id = await client.say(on.chat, from, String(number), quoting ? { replyTo: on.id } : {})
    await client.idle()
    return (await client.botMessages(on.chat, id)).map(read).join('\n')
  }

  close(): Promise<void> {
    return this.world.close()
  }
}

/** All that a person reads in a message, its fields as `label：value`. */
export function read(message: Seen | undefined): string {
  if (!message) return ''
  const fields = message.fields.map(({ label, value }) => `${label}：${value}`)
  return [message.title ?? '', message.text, ...fields].filter((one) => one !== '').join('\n')
}

/** The labels of what can be chosen, without their numbers. */
export function choicesOf(message: Seen | undefined): string[] {
  if (message?.kind === 'card') return labels(message).map(unnumbered)
  const line = message?.text.split('\n').find((one) => one.startsWith(NUMBERS))
  return line === undefined ? [] : line.slice(NUMBERS.length).split('　').map(unnumbered)
}

const unnumbered = (label: string): string => label.replace(/^\d{1,2} /, '')

const buttonOf = (message: Seen, label: string): string =>
  labels(message).find((one) => unnumbered(one) === label) ?? label
