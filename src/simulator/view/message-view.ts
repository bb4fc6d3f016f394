/** What people see, told without any platform's words. */

export interface InputView {
  name: string
  /** text, multiline, select, multi_select, person, multi_person, date, time, datetime, checkbox or menu. */
  kind: string
  label: string
  required: boolean
  options?: { value: string; label: string }[]
}

/** A message as a person in the chat sees it. */
export interface MessageView {
  id: string
  chat: string
  /** ISO 8601 with the offset +08:00. */
  at: string
  editedAt?: string
  /** The id is that of one of the world's people, or `bot`. */
  from: { id: string; name: string; bot: boolean }
  replyTo?: string
  kind: 'text' | 'image' | 'card' | 'file'
  title?: string
  /** All visible text, without markup. */
  text: string
  fields: { label: string; value: string }[]
  buttons: { id: string; label: string; disabled: boolean }[]
  inputs: InputView[]
  /** `/simulator/api/images/` and the medium's key. */
  image?: string
  /** The url is `/simulator/api/files/` and the medium's key. */
  file?: { name: string; url: string }
  /** Ids of people, `bot`, or `all`. */
  mentions: string[]
  native?: unknown
}
