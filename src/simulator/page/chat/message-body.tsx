import { fileUrl } from '../api/client.ts'
import type { Message } from '../api/types.ts'
import { CardView } from '../card/card-view.tsx'
import type { FormValues } from '../card/form-values.ts'
import { cardOf, fileOf } from '../card/native.ts'
import { useTalk } from '../state/talk.ts'
import { Icon } from '../ui/icon.tsx'
import { MessageText } from './message-text.tsx'

interface BodyProps {
  message: Message
  myName: string
  onPress(message: Message, button: string, values?: FormValues): Promise<void>
}

function ImageBody({ source, alt }: { source: string; alt: string }) {
  const talk = useTalk()
  return (
    <button type="button" class="picture message-image" aria-label="看原图" onClick={() => talk.openImage(source, alt)}>
      <img src={source} alt={alt} />
    </button>
  )
}

function FileBody({ message }: { message: Message }) {
  const file = fileOf(message.native)
  const name = file?.name || message.text || '文件'
  const inner = (
    <>
      <Icon name="file" />
      <span>{name}</span>
    </>
  )
  if (!file) return <span class="file">{inner}</span>
  return (
    <a class="file" href={fileUrl(file.key)} download={name}>
      {inner}
    </a>
  )
}

/** What a message holds, by its kind. */
export function MessageBody({ message, myName, onPress }: BodyProps) {
  const card = message.kind === 'card' ? cardOf(message.native) : undefined
  if (card) return <CardView card={card} onPress={(button, values) => onPress(message, button, values)} />
  if (message.kind === 'image' && message.image) {
    return <ImageBody source={message.image} alt={message.text || `${message.from.name} 发的图片`} />
  }
  return (
    <div class="bubble">
      {message.kind === 'file' ? (
        <FileBody message={message} />
      ) : (
        <>
          <MessageText text={message.text} native={message.native} myName={myName} />
          {message.image && <ImageBody source={message.image} alt={message.text} />}
        </>
      )}
    </div>
  )
}
