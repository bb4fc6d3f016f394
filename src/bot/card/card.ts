/**
 * The neutral card: plain data that every messenger renders natively and `to-text` renders as words.
 * Limits of a platform belong to its renderer, never here.
 */
import type { Chart } from '../../domain/ports/chart-renderer.ts'

/** What the header colour says; each renderer maps it by a table. */
export type Tone = 'info' | 'waiting' | 'success' | 'warning' | 'danger' | 'muted'

export interface Card {
  /** `text` is one line; `tag` a short word beside it such as the state or the object's number. */
  header: { text: string; tone: Tone; tag?: string }
  /** What a notification or a chat list shows: one line without markup. */
  summary: string
  blocks: Block[]
}

export type Block =
  | TextBlock
  | { kind: 'fields'; fields: Field[] }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'image'; chart: Chart; alt: string }
  | { kind: 'divider' }
  | { kind: 'actions'; buttons: Button[] }
  | FormBlock

/** Markdown in the common subset: **bold**, lists with `- `, line breaks. `quiet` is small grey print. */
export interface TextBlock {
  kind: 'text'
  markdown: string
  quiet?: boolean
}

/** `wide` takes a whole row instead of half of it. */
export interface Field {
  label: string
  value: string
  wide?: boolean
}

/**
 * Pressing a button runs the named action with these arguments, through the same declaration, permission and audit as
 * a typed line. Arguments are canonical slot texts; they travel through the client and are therefore never trusted.
 */
export interface Button {
  label: string
  action: string
  args: Record<string, string>
  style?: 'primary' | 'danger' | 'default'
  disabled?: boolean
}

/** A form sends `args` of the pressed button plus one text per input, keyed by the input's name. */
export interface FormBlock {
  kind: 'form'
  name: string
  inputs: Input[]
  buttons: Button[]
}

export type InputKind = 'text' | 'paragraph' | 'number' | 'date' | 'person' | 'choice'

export interface Input {
  name: string
  label: string
  kind: InputKind
  required: boolean
  placeholder?: string
  initial?: string
  /** For `choice`: what may be chosen. For `person`: account ids that may be chosen; empty means any member of the chat. */
  options?: { value: string; label: string }[]
}

/** The action of the button that sends a question's form: without buttons, such a form is answered by words. */
export const SUBMIT = 'prompt.submit'

/** Bumped when the meaning of button arguments changes, so that cards sent before an upgrade can be told apart. */
export const CARD_VERSION = 1
