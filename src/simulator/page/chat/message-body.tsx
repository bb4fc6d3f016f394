import type { ClickAnswer, Message } from '../api/types.ts'
import { CardView } from '../card/card-view.tsx'
import type { FormValues } from '../card/form-values.ts'
import { cardOf } from '../card/native.ts'
import { useTalk } from '../state/talk.ts'
import { Icon } from '../ui/icon.tsx'
import { ViewCard } from '../view-card/view-card.tsx'
import { MessageText } from './message-text.tsx'

interface BodyProps {
  message: Message
  onPress(message: Message, button: string, values?: FormValues): Promise<ClickAnswer | undefined>
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
  const name = message.file?.name || message.text || '文件'
  const inner = (
    <>
      <Icon name="file" />
      <span>{name}</span>
    </>
  )
  if (!message.file) return <span class="file">{inner}</span>
  return (
    <a class="file" href={message.file.url} download={name}>
      {inner}
    </a>
  )
}

function CardBody({ message, onPress }: BodyProps) {
  const card = cardOf(message.native)
  const press = (button: string, values?: FormValues) => onPress(message, button, values)
  return card ? <CardView card={card} onPress={press} /> : <ViewCard message={message} onPress={press} />
}

/** What a message holds, by its kind. */
export function MessageBody({ message, onPress }: BodyProps) {
  if (message.kind === 'card') return <CardBody message={message} onPress={onPress} />
  if (message.kind === 'image' && message.image) {
    return <ImageBody source={message.image} alt={message.text || `${message.from.name} 发的图片`} />
  }
  return (
    <div class="bubble">
      {message.kind === 'file' ? (
        <FileBody message={message} />
      ) : (
        <>
          {message.title && !message.text.includes(message.title) && <p class="bubble-title">{message.title}</p>}
          <MessageText text={message.text} native={message.native} />
          {message.image && <ImageBody source={message.image} alt={message.text} />}
        </>
      )}
    </div>
  )
}
