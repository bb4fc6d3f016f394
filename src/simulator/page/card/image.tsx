import { imageUrl } from '../api/client.ts'
import { useTalk } from '../state/talk.ts'
import { spacing } from './colors.ts'
import { type Json, listAt, stringAt, textAt } from './json.ts'

function Picture({ imageKey, alt, preview }: { imageKey: string; alt: string; preview: boolean }) {
  const talk = useTalk()
  const source = imageUrl(imageKey)
  if (!preview) return <img class="card-image" src={source} alt={alt} />
  return (
    <button
      type="button"
      class="picture"
      aria-label={`看原图：${alt || '图片'}`}
      onClick={() => talk.openImage(source, alt)}
    >
      <img class="card-image" src={source} alt={alt} />
    </button>
  )
}

/** A picture that opens in full size unless its preview is switched off. */
export function CardImage({ element }: { element: Json }) {
  const title = textAt(element, 'title')
  return (
    <figure class="figure" style={{ margin: spacing(element.margin) }}>
      {title && <figcaption>{title}</figcaption>}
      <Picture
        imageKey={stringAt(element, 'img_key')}
        alt={textAt(element, 'alt') || title}
        preview={element.preview !== false}
      />
    </figure>
  )
}

export function ImageCombination({ element }: { element: Json }) {
  return (
    <div class="image-grid">
      {listAt(element, 'img_list').map((image) => (
        <Picture key={stringAt(image, 'img_key')} imageKey={stringAt(image, 'img_key')} alt="" preview />
      ))}
    </div>
  )
}
