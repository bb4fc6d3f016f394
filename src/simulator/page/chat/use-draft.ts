import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Draft {
  text: string
  caret: number
  /** The caret belongs where the draft says; else the field itself knows best. */
  placed: boolean
}

/** The text field's content and caret, in step with each other. */
export function useDraft() {
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>({ text: '', caret: 0, placed: false })
  const { text, caret } = draft

  /** Replaces the text and puts the caret somewhere in it. */
  const put = (next: string, at = next.length) => {
    setDraft({ text: next, caret: at, placed: true })
    field.current?.focus()
  }
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, 160)}px`
  }, [text])
  // A draft is placed once, also when its text is the old one: a caret kept for later would jump under what is typed.
  useLayoutEffect(() => {
    if (draft.placed) field.current?.setSelectionRange(draft.caret, draft.caret)
  }, [draft])
  const follow = (element: HTMLTextAreaElement) =>
    setDraft({ text: element.value, caret: element.selectionStart, placed: false })
  return { field, text, caret, put, follow }
}
