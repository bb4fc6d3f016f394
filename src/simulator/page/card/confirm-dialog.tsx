import { Dialog } from '../ui/dialog.tsx'

interface ConfirmProps {
  title: string
  text: string
  onCancel(): void
  onConfirm(): void
}

/** The pop-up of a button that asks before it acts. */
export function ConfirmDialog({ title, text, onCancel, onConfirm }: ConfirmProps) {
  return (
    <Dialog label={title || '确认'} class="dialog dialog-small" testId="confirm" onClose={onCancel}>
      <h2>{title || '确认'}</h2>
      <p>{text}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onCancel}>
          取消
        </button>
        <button type="button" class="button button-primary-filled" onClick={onConfirm}>
          确定
        </button>
      </div>
    </Dialog>
  )
}
