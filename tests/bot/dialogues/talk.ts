/** A dialogue held twice: with cards, whose buttons are pressed, and in words only, where every choice is a number. */
import type { Button, Card } from '../../../src/bot/card/card.ts'
import { BotWorld, only, type Place, type SayOptions, type Shown } from '../../support/bot-world.ts'

export const MODES = [
  { mode: 'with cards', textOnly: false },
  { mode: 'in words only', textOnly: true },
] as const

/** What a choice led to. */
export interface Chosen {
  /** All that its author read at once: the toast, the card as it is now, or the words of the answer. */
  answer: string
  /** What its author goes on from: the card as it is now, or the new message; throws if it was neither. */
  next(): Shown
  shown: Shown[]
}

const NUMBERS = '回复序号：'

export class Talk {
  readonly world: BotWorld
  readonly textOnly: boolean

  private constructor(world: BotWorld, textOnly: boolean) {
    this.world = world
    this.textOnly = textOnly
  }

  static async open(textOnly: boolean): Promise<Talk> {
    return new Talk(await BotWorld.open({ textOnly }), textOnly)
  }

  say(who: string, place: Place, line: string, options?: SayOptions): Promise<Shown[]> {
    return this.world.say(who, place, line, options)
  }

  /** In the group, after having been heard there: without a mention. */
  goOn(who: string, line: string, options: SayOptions = {}): Promise<Shown[]> {
    return this.world.say(who, 'project', line, { mention: false, ...options })
  }

  /** The new message in reply to a line; throws if there is none, or more than one. */
  async answer(who: string, place: Place, line: string, options?: SayOptions): Promise<Shown> {
    return newIn(await this.say(who, place, line, options), this.whereOf(who, place))
  }

  /**
   * Takes the choice with this label: its button, or in words only its number. `quoting` replies to the message, which
   * is how somebody says a number whom nobody asked.
   */
  async choose(who: string, place: Place, on: Shown, label: string, quoting = false): Promise<Chosen> {
    if (!this.textOnly) return this.#press(who, place, on, buttonOf(on, label))
    const number = choicesOf(on).indexOf(label) + 1
    if (number === 0) throw new Error(`no choice ${label} in ${on.text}`)
    return this.#words(who, place, String(number), quoting ? { replyTo: on.messageId } : {})
  }

  /** Fills in a form: in its fields, or in words only by an answer that names them. */
  fill(who: string, place: Place, form: Shown, values: Record<string, string>, words: string): Promise<Chosen> {
    return this.textOnly ? this.#words(who, place, words, {}) : this.#press(who, place, form, '提交', values)
  }

  async #press(who: string, place: Place, on: Shown, label: string, form?: Record<string, string>): Promise<Chosen> {
    const { toast, card, cardText, shown } = await this.world.click(who, on, label, form)
    const where = this.whereOf(who, place)
    return {
      answer: [toast, cardText, ...newTexts(shown, where)].filter((text) => text !== '').join('\n'),
      next: () => (card ? { ...on, text: cardText, buttons: buttonsOf(card) } : newIn(shown, where)),
      shown,
    }
  }

  async #words(who: string, place: Place, words: string, options: SayOptions): Promise<Chosen> {
    const shown = await this.say(who, place, words, { mention: false, ...options })
    const where = this.whereOf(who, place)
    return { answer: newTexts(shown, where).join('\n'), next: () => newIn(shown, where), shown }
  }

  whereOf(who: string, place: Place): string {
    if (place === 'private') return who
    return place === 'project' ? '双12项目群' : '市场管理群'
  }

  /** Of this speaker, in the order of the chain. */
  audit(who: string) {
    const { id } = this.world.person(who)
    return this.world.state.audit.where(({ actorId }) => actorId === id)
  }
}

/** New messages, not edits of old ones. */
export const posted = (shown: readonly Shown[]): Shown[] => shown.filter(({ kind }) => kind !== 'edit')

export const newIn = (shown: readonly Shown[], where: string): Shown => only(posted(shown), where)

const newTexts = (shown: readonly Shown[], where: string): string[] =>
  posted(shown)
    .filter((one) => one.where === where)
    .map(({ text }) => text)

/** Who got a new message because of it, in order. */
export const told = (shown: readonly Shown[]): string[] => posted(shown).map(({ where }) => where)

/** The choices that a message offers, by their labels without the numbers, in order. */
export function choicesOf({ text }: Pick<Shown, 'text'>): string[] {
  const line = text.split('\n').find((one) => one.startsWith(NUMBERS))
  return line === undefined
    ? []
    : line
        .slice(NUMBERS.length)
        .split('　')
        .map((one) => one.replace(/^\d{1,2} /, ''))
}

const buttonsOf = ({ blocks }: Card): Button[] =>
  blocks.flatMap((block) => (block.kind === 'actions' || block.kind === 'form' ? block.buttons : []))

function buttonOf({ buttons }: Shown, label: string): string {
  return buttons.find((one) => one.label.replace(/^\d{1,2} /, '') === label)?.label ?? label
}

/** `起止：…`: what stands there behind the label, to the end of its line. */
export function fieldOf({ text }: Pick<Shown, 'text'>, label: string): string | undefined {
  return text
    .split('\n')
    .find((line) => line.startsWith(`${label}：`))
    ?.slice(label.length + 1)
}
