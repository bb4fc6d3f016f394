import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { scrollTo, spotIn } from './zoom.ts'

export interface Picture {
  source: string
  alt: string
}

/** Fitted to the window at first; a change of scale keeps the clicked spot in view. */
function useZoom() {
  const [full, setFull] = useState(false)
  const stage = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLImageElement>(null)
  const spot = useRef({ x: 0, y: 0 })
  const toggle = (at = { x: 0, y: 0 }) => {
    const box = image.current?.getBoundingClientRect()
    if (box) spot.current = spotIn(box, at)
    setFull(!full)
  }
  useLayoutEffect(() => {
    const [view, picture] = [stage.current, image.current]
    if (!full || !view || !picture) return
    const natural = { width: picture.naturalWidth, height: picture.naturalHeight }
    const to = scrollTo(spot.current, natural, { width: view.clientWidth, height: view.clientHeight })
    view.scrollLeft = to.x
    view.scrollTop = to.y
  }, [full])
  return { full, stage, image, toggle }
}

/** A picture over everything else: as large as the window allows, or at 100 % with scrolling. */
export function Lightbox({ picture, onClose }: { picture: Picture; onClose(): void }) {
  const { full, stage, image, toggle } = useZoom()
  const other = full ? '适应窗口' : '原始大小'
  return (
    <Dialog label={picture.alt || '图片'} class="lightbox" testId="lightbox" onClose={onClose}>
      <div class="lightbox-bar">
        <p class="lightbox-hint">
          点图片{full ? '适应窗口，可滚动查看' : '看原始大小'}
          <span class="keyboard-only">，Esc 关闭</span>
        </p>
        <button type="button" class="button" onClick={() => toggle()}>
          {other}
        </button>
        <a class="button" href={picture.source} target="_blank" rel="noreferrer">
          新窗口
        </a>
        <button type="button" class="icon-button" aria-label="关闭图片" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: beside the picture a click closes, as beside any dialog */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same */}
      <div
        class={full ? 'lightbox-stage full' : 'lightbox-stage'}
        ref={stage}
        onClick={(event) => event.target === event.currentTarget && onClose()}
      >
        <button
          type="button"
          class="lightbox-picture"
          aria-label={`图片：${other}`}
          onClick={(event) => toggle({ x: event.clientX, y: event.clientY })}
        >
          <img ref={image} src={picture.source} alt={picture.alt} />
        </button>
      </div>
    </Dialog>
  )
}
