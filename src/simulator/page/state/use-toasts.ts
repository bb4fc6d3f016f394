import { useCallback, useRef, useState } from 'preact/hooks'
import type { Toast } from '../api/types.ts'

export interface ShownToast extends Toast {
  key: number
}

const SHOWN_MS = 6000

export interface Toasts {
  shown: readonly ShownToast[]
  show(toast: Toast): void
  dismiss(key: number): void
}

/** Short messages that leave by themselves. */
export function useToasts(): Toasts {
  const [shown, setShown] = useState<readonly ShownToast[]>([])
  const next = useRef(1)
  const dismiss = useCallback((key: number) => setShown((all) => all.filter((toast) => toast.key !== key)), [])
  const show = useCallback(
    (toast: Toast) => {
      const key = next.current++
      setShown((all) => [...all.slice(-2), { ...toast, key }])
      setTimeout(() => dismiss(key), SHOWN_MS)
    },
    [dismiss],
  )
  return { shown, show, dismiss }
}
