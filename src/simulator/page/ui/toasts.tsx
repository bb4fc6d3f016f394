import type { Toasts as ToastList } from '../state/use-toasts.ts'
import { Icon } from './icon.tsx'

const SIGNS = { info: 'i', success: '✓', error: '!', warning: '!' } as const

/** Short messages at the top of the page, read out by screen readers. */
export function Toasts({ toasts }: { toasts: ToastList }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.shown.map((toast) => (
        <div key={toast.key} class={`toast toast-${toast.type}`} data-testid="toast">
          <span class="toast-sign" aria-hidden="true">
            {SIGNS[toast.type] ?? 'i'}
          </span>
          <span class="toast-text">{toast.content}</span>
          <button type="button" class="icon-button" aria-label="关闭提示" onClick={() => toasts.dismiss(toast.key)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  )
}
