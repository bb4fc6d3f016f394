import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

export interface Picture {
  source: string
  alt: string
}

/** A picture in its full size over everything else; larger ones scroll. */
export function Lightbox({ picture, onClose }: { picture: Picture; onClose(): void }) {
  return (
    <Dialog label={picture.alt || '图片'} class="lightbox" testId="lightbox" onClose={onClose}>
      <div class="lightbox-bar">
        <a class="button" href={picture.source} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
        <button type="button" class="icon-button" aria-label="关闭图片" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class="lightbox-stage">
        <img src={picture.source} alt={picture.alt} />
      </div>
    </Dialog>
  )
}
