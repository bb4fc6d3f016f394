import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** The text field's content and caret, in step with each other. */
export function useDraft() {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const wanted = useRef<number | undefined>(undefined)

  /** Replaces the text and puts the caret somewhere in it. */
  const put = (next: string, at = next.length) => {
    wanted.current = at
    setText(next)
    setCaret(at)
    field.current?.focus()
  }
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, 160)}px`
    if (wanted.current === undefined) return
    element.setSelectionRange(wanted.current, wanted.current)
    wanted.current = undefined
  }, [text])
  const follow = (element: HTMLTextAreaElement) => {
    setText(element.value)
    setCaret(element.selectionStart)
  }
  return { field, text, caret, put, follow }
}
