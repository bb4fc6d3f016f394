import { useId, useRef, useState } from 'preact/hooks'
import type { Message, OutgoingFile } from '../api/types.ts'
import { useTalk } from '../state/talk.ts'
import { BOT_NAME } from '../text/people.ts'
import { Icon } from '../ui/icon.tsx'
import { ComposerExtras } from './composer-extras.tsx'
import { composerKey } from './composer-keys.ts'
import { MAX_FILE_BYTES, readFile } from './file-content.ts'
import { MentionPicker } from './mention-picker.tsx'
import { Suggestions } from './suggestions.tsx'
import { useDraft } from './use-draft.ts'
import { useMentions } from './use-mentions.ts'

export interface Outgoing {
  text: string
  replyTo?: string
  file?: OutgoingFile
}

interface ComposerProps {
  group: boolean
  fresh: boolean
  title: string
  replyTo: Message | undefined
  onCancelReply(): void
  /** Resolves to true when the message was taken. */
  onSend(message: Outgoing): Promise<boolean>
  onError(error: unknown): void
}

/** Where a person writes: text, mentions, a reply, a file. */
export function Composer({ group, fresh, title, replyTo, onCancelReply, onSend, onError }: ComposerProps) {
  const talk = useTalk()
  const listId = useId()
  const draft = useDraft()
  const lastSent = useRef('')
  const [file, setFile] = useState<OutgoingFile>()
  const [sending, setSending] = useState(false)
  const names = group ? [BOT_NAME, ...talk.members.map((person) => person.name), '所有人'] : []
  const mentions = useMentions(draft.text, draft.caret, names)
  const ready = (draft.text.trim() !== '' || file !== undefined) && !sending

  const pick = (name: string) => {
    const next = mentions.complete(name)
    draft.put(next.text, next.caret)
  }
  const attach = (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > MAX_FILE_BYTES) onError(new Error(`${chosen.name} 超过 30 MB，发不出去`))
    else void readFile(chosen).then(setFile, onError)
  }
  const send = async () => {
    if (!ready) return
    setSending(true)
    const text = draft.text.trim()
    const taken = await onSend({ text, ...(replyTo ? { replyTo: replyTo.id } : {}), ...(file ? { file } : {}) })
    setSending(false)
    if (!taken) return
    lastSent.current = text
    setFile(undefined)
    draft.put('')
  }

  return (
    <div class="composer">
      {draft.text === '' && <Suggestions group={group} fresh={fresh} onPick={draft.put} />}
      <ComposerExtras
        replyTo={replyTo}
        file={file}
        onCancelReply={onCancelReply}
        onRemoveFile={() => setFile(undefined)}
      />
      {mentions.names.length > 0 && (
        <MentionPicker id={listId} names={mentions.names} active={mentions.active} bot={BOT_NAME} onPick={pick} />
      )}
      <div class="composer-box">
        <textarea
          ref={draft.field}
          rows={1}
          data-testid="composer"
          aria-label={`发送给 ${title}`}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={mentions.names.length > 0 ? `${listId}-${mentions.active}` : undefined}
          placeholder={`发送给 ${title}`}
          value={draft.text}
          onInput={(event) => draft.follow(event.currentTarget)}
          onSelect={(event) => draft.follow(event.currentTarget)}
          onPaste={(event) => attach(event.clipboardData?.files[0])}
          onKeyDown={(event) =>
            composerKey(event, {
              mentions,
              empty: draft.text === '',
              pick,
              send: () => void send(),
              recall: () => draft.put(lastSent.current),
              cancelReply: onCancelReply,
            })
          }
        />
        {group && (
          <button type="button" class="icon-button" aria-label="提到某人" onClick={() => draft.put(`${draft.text}@`)}>
            <Icon name="at" />
          </button>
        )}
        <label class="icon-button" title="附上图片或文件">
          <Icon name="attach" />
          <span class="sr-only">附上图片或文件</span>
          <input
            type="file"
            class="sr-only"
            onChange={(event) => {
              attach(event.currentTarget.files?.[0])
              event.currentTarget.value = ''
            }}
          />
        </label>
        <button
          type="button"
          class="icon-button send"
          aria-label="发送"
          data-testid="send"
          disabled={!ready}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  )
}
