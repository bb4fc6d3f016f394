import type { Message, OutgoingFile } from '../api/types.ts'
import { previewOf } from '../text/preview.ts'
import { Icon } from '../ui/icon.tsx'

interface ExtrasProps {
  replyTo: Message | undefined
  file: OutgoingFile | undefined
  onCancelReply(): void
  onRemoveFile(): void
}

function Extra({ text, label, onRemove }: { text: string; label: string; onRemove(): void }) {
  return (
    <div class="composer-extra">
      <span>{text}</span>
      <button type="button" class="icon-button" aria-label={label} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </div>
  )
}

/** What goes along with the text: the message replied to and the attached file. */
export function ComposerExtras({ replyTo, file, onCancelReply, onRemoveFile }: ExtrasProps) {
  return (
    <>
      {replyTo && (
        <Extra text={`回复 ${replyTo.from.name}：${previewOf(replyTo)}`} label="取消回复" onRemove={onCancelReply} />
      )}
      {file && <Extra text={`附件：${file.name}`} label="移除附件" onRemove={onRemoveFile} />}
    </>
  )
}
