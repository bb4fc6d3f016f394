/** Cards of questions: what will happen, what is missing, which one was meant. */
import type { Prompt } from '../../domain/conversations/conversation.ts'
import type { Declared, Preview } from '../actions/action.ts'
import { decodeSlot, type Slot } from '../actions/slot.ts'
import { type Block, type Button, type Card, type Input, SUBMIT } from '../card/card.ts'
import { plain } from '../messenger.ts'
import { actionLabel, argText, type Reader } from './arg-text.ts'

const buttonArgs = (prompt: Prompt): { prompt: string } => ({ prompt: prompt.id })

/** What will happen, with the differences; nothing has happened yet. */
export function confirmCard({ speech }: Reader, prompt: Prompt, preview: Preview): Card {
  const { t } = speech
  const args = buttonArgs(prompt)
  const others = (preview.alternatives ?? []).map(
    // The first number is the confirmation itself.
    ({ label }, index): Button => ({ label, action: 'prompt.choose', args: { ...args, number: String(index + 2) } }),
  )
  const buttons: Button[] = [
    { label: preview.confirmLabel, action: 'prompt.confirm', args, style: 'primary' },
    ...others,
    ...(preview.editable ? [{ label: t.buttons.edit, action: 'prompt.edit', args }] : []),
    { label: t.buttons.cancel, action: 'prompt.cancel', args },
  ]
  return {
    header: { text: preview.title, tone: 'waiting', tag: t.notYetDone },
    summary: preview.title,
    blocks: [...preview.blocks, { kind: 'actions', buttons }],
  }
}

/** A form with what the prompt asks for: what is missing, or everything, filled in, where the asker wants to edit. */
export function formCard(reader: Reader, action: Declared, prompt: Prompt): Card {
  const { t } = reader.speech
  const label = actionLabel(action, reader.speech)
  const asked = new Map(prompt.options.map(({ args }) => [args.field ?? '', args.required !== undefined]))
  const known: Block[] = Object.keys(action.slots)
    .filter((name) => !asked.has(name) && prompt.args[name] !== undefined && name !== 'project')
    .map((name) => ({
      kind: 'text',
      markdown: `**${slotLabel(reader, action, name)}** ${plain(argText(reader, action.slots[name], prompt.args[name] ?? ''))}`,
    }))
  const inputs = [...asked].flatMap(([name, required]) => {
    const slot = action.slots[name]
    return slot ? [input(reader, name, { ...slot, required }, prompt.args[name])] : []
  })
  return {
    header: { text: t.formTitle(label), tone: 'waiting', tag: t.notYetDone },
    summary: t.formTitle(label),
    blocks: [
      ...known,
      {
        kind: 'form',
        name: `form_${prompt.id.slice(0, 8)}`,
        inputs,
        buttons: [
          { label: t.buttons.submit, action: SUBMIT, args: buttonArgs(prompt), style: 'primary' },
          { label: t.buttons.cancel, action: 'prompt.cancel', args: buttonArgs(prompt) },
        ],
      },
    ],
  }
}

export function slotLabel({ speech }: Reader, action: Declared, name: string): string {
  const label = action.slots[name]?.label
  return label === undefined ? name : speech.t.labels[label]
}

const INPUT_KINDS: Partial<Record<Slot['kind'], Input['kind']>> = { date: 'date', person: 'person', choice: 'choice' }

function input(reader: Reader, name: string, slot: Slot, known: string | undefined): Input {
  const { t } = reader.speech
  const initial = known === undefined ? undefined : initialText(reader, slot, known)
  return {
    name,
    label: t.labels[slot.label],
    kind: INPUT_KINDS[slot.kind] ?? (slot.long ? 'paragraph' : 'text'),
    required: slot.required,
    ...(slot.choices ? { options: slot.choices.map((one) => choiceOption(reader, one)) } : {}),
    ...(t.placeholders[slot.kind] ? { placeholder: t.placeholders[slot.kind] } : {}),
    ...(initial === undefined ? {} : { initial }),
  }
}

function choiceOption({ speech }: Reader, { value, zh, en }: NonNullable<Slot['choices']>[number]) {
  return { value, label: (speech.locale === 'en' ? en[0] : zh[0]) ?? value }
}

const REFERENCES: ReadonlySet<Slot['kind']> = new Set(['task', 'tasks', 'project', 'approval'])

/** Pickers want raw values; text fields want what a person would type. */
function initialText(reader: Reader, slot: Slot, canonical: string): string | undefined {
  if (slot.kind === 'date') return canonical
  if (slot.kind === 'person')
    return reader.people.get(canonical)?.accounts.find(({ platform }) => platform === reader.conversation.platform)?.id
  if (slot.kind === 'amount') {
    const fen = decodeSlot('amount', canonical)
    return fen === undefined ? undefined : `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`
  }
  if (slot.kind === 'range') return canonical.replace('/', '~')
  if (REFERENCES.has(slot.kind)) return argText(reader, slot, canonical)
  if (slot.kind === 'span') return undefined
  return canonical
}

/** At most five numbered choices, once, on their buttons; a button or the number answers. */
export function choiceCard({ speech }: Reader, prompt: Prompt, question: string): Card {
  const { t } = speech
  const buttons: Button[] = prompt.options.map(({ label }, index) => ({
    label: `${index + 1} ${label}`,
    action: 'prompt.choose',
    args: { ...buttonArgs(prompt), number: String(index + 1) },
  }))
  return {
    header: { text: question, tone: 'waiting' },
    summary: question,
    blocks: [
      { kind: 'text', markdown: t.answerByNumber, quiet: true },
      {
        kind: 'actions',
        buttons: [...buttons, { label: t.buttons.cancel, action: 'prompt.cancel', args: buttonArgs(prompt) }],
      },
    ],
  }
}

/** What a question's card says once it is closed: nothing to press, and how it ended. */
export function closedPromptCard(
  { speech }: Pick<Reader, 'speech'>,
  prompt: Prompt | undefined,
  sentence: string,
): Card {
  const cancelled = prompt?.status === 'cancelled' || prompt?.status === 'expired'
  const [first = '', ...rest] = sentence.split('\n')
  const ended = cancelled ? speech.t.closed : speech.t.done
  // One line stands below "done" or "closed"; of several, the first is the heading of the others.
  const [heading, body] = rest.length > 0 ? [first, rest.join('\n')] : [ended, first]
  return {
    header: { text: heading, tone: cancelled ? 'muted' : 'success' },
    summary: first,
    blocks: [{ kind: 'text', markdown: body }],
  }
}

export interface Suggested {
  action: Declared
  word: string
  typed: string
  args: Record<string, string>
}

/** 没有「新见任务」,是「新建任务」吗? At most three, each a button that runs what was read; `again`: help beside them. */
export function suggestionCard(reader: Reader, suggestions: readonly Suggested[], again: boolean): Card {
  const { t } = reader.speech
  const [first] = suggestions
  const sentence = first ? t.didYouMean(first.typed, first.word) : t.notUnderstood
  const buttons = suggestions.map(({ action, word, args }): Button => {
    const details = Object.keys(action.slots).flatMap((name) =>
      args[name] === undefined ? [] : [argText(reader, action.slots[name], args[name])],
    )
    return { label: [word, ...details].join(' ').slice(0, 60), action: action.name, args }
  })
  const help: Button = { label: t.buttons.help, action: 'help', args: {} }
  return {
    header: { text: sentence, tone: 'muted' },
    summary: sentence,
    blocks: [{ kind: 'actions', buttons: first && !again ? buttons : [...buttons, help] }],
  }
}
